import { objects, problems, read, valueOf } from './reading';

describe('what parsers read differently is refused, not guessed', () => {
  test.each([
    ['a line of blanks below a stated indentation', 'v: |2\n   \n', 'has lines of blanks in a text'],
    ['such a line after a text', 'v: >2-\n   x\n   \nw: 1\n', 'has lines of blanks in a text'],
    ['an escaped line end before an empty line', 'v: "b\\\n \n  c"\n', 'has lines of blanks in a text'],
    ['a number below zero that is zero, as a key', '-0.0: a\n', 'has a key that is no text'],
    ['binary text that is not UTF-8', 'v: !!binary /w==\n', 'has a !!binary value that is not UTF-8'],
    ['a quote that is closed on another line', 'v: {}\na:\n  v: \'x\'\'\n  w: \'y\'\n', 'is not YAML'],
    ['a quote at the end of the file', 'v: \'it\'\'', 'is not YAML: Missing closing'],
    ['a double quote that is escaped', 'v: "it\\"', 'is not YAML'],
    ['a tag before a colon', 'v: [!!x :a]\n', 'has a tag before a colon between brackets'],
  ])('%s', (_, text, message) => {
    expect(valueOf(text)).toEqual(expect.stringContaining(message));
  });

  test.each([
    ['a stated indentation', 'v: |2\n   x\n\nw: 1\n', ' x\n'],
    ['blanks inside a text', 'v: |\n  a\n    \n  b\n', 'a\n  \nb\n'],
    ['an escaped line end', 'v: "b\\\n  c"\n', 'bc'],
    ['zero as a key', 'v: {0.0: a, -0: b}\n', 'has the key "0" twice in one map'],
    ['binary text', 'v: !!binary w6Q=\n', 'ä'],
  ])('%s is fine', (_, text, value) => {
    expect(valueOf(text)).toBe(value);
  });
});

test('a blank that kubectl skips before JSON hides no object', () => {
  for (const blank of ['\u00a0', '\u3000', '\n \u2003']) {
    expect(problems(`${blank}{"apiVersion":"v1","kind":"Pod"}\n`)).toMatchObject([{ message: 'has a blank before its first brace that kubectl skips and YAML does not' }]);
  }
  expect(read(' \n\t{"apiVersion":"v1","kind":"Pod"}\n')).toMatchObject([{ type: 'object' }]);
});

test('a comment ends where the cluster ends its line, so that it hides no object', () => {
  for (const end of ['\u0085', '\u2028', '\r']) {
    expect(problems(`# all is well${end}apiVersion: v1${end}kind: Pod\n`)).toMatchObject([{ message: expect.stringContaining('which the cluster reads as the end of a line') }]);
  }
});

describe('a line that starts with "---" hides no document', () => {
  const POD = '{"apiVersion":"v1","kind":"Pod"}\n';
  const spaces = ['\u0085', '\u00a0', '\u1680', '\u2000', '\u2003', '\u200a', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000', '\u000b', '\u000c', '\u200b', '\u2060', '\ufeff', '\u0000', '\ufffd'];

  test.each(spaces.flatMap((space) => [space, `${space} # c`, ` ${space}`, `${space}text`]))('as ---%j', (rest) => {
    for (const before of ['', '# team: shop\n', 'a: 1\n', '---\n']) {
      const found = read(`${before}---${rest}\n${POD}`);
      expect(found[found.length - 1]).toMatchObject({ type: 'problem', line: before.split('\n').length });
    }
  });

  test.each(['#', '#x: 1', '-', 'x', 'a: 1', '{a: 1}', ' a: 1', ' {"apiVersion": "v1"}', ' |', '\t!!map', '\r# c'])('as ---%j, which kubectl refuses or reads as another document', (rest) => {
    expect(problems(`a: 1\n---${rest}\n${POD}`)).toMatchObject([{ line: 2, column: 1, message: expect.stringContaining('a line that starts with "---" and goes on with') }]);
  });

  test.each(['', ' ', '\t', ' \t', ' # c', '\t# c', ' #x: 1', '\r', ' \r', ' # c\r'])('and is one as ---%j', (rest) => {
    expect(objects(`---${rest}\n${POD}---${rest}\n${POD}`)).toHaveLength(2);
    expect(read(`---${rest}`)).toEqual([]);
  });

  test('and the message shows what does not show', () => {
    expect(problems(`---\u00a0\n${POD}`)[0].message).toContain('goes on with "\\u00a0"');
  });
});

describe('a document that is a single value is no object, and never skipped in silence', () => {
  test.each([['text', 'string'], ['"text"', 'string'], ['7', 'number'], ['true', 'boolean'], ['\u3000', 'string'], ['|\n apiVersion: v1\n kind: Pod', 'string']])('%j', (text, type) => {
    expect(problems(`a: 1\n---\n${text}\n`)).toMatchObject([{ line: 3, message: `holds a single ${type} and no object` }]);
  });

  test.each(['null', '~', '', '# c', '{}', '[]', '[a]'])('but %j is nothing to kubectl, or the data of another tool', (text) => {
    expect(problems(`---\n${text}\n`)).toEqual([]);
  });
});

test('JSON that kubectl reads as YAML ends its lines as YAML does', () => {
  const json = '{"apiVersion":"v1","kind":"X","v":"x\u0085  y"}\n';
  expect(objects(json)).toMatchObject([{ manifest: { v: 'x\u0085  y' } }]);
  for (const before of ['---\n', '# c\n---\n', 'a: 1\n---\n']) expect(problems(before + json)).toMatchObject([{ message: expect.stringContaining('U+0085') }]);
});

test.each([['! <<: {a: 1}', { a: 1 }], ['! "<<": {a: 1}', { a: 1 }], ['"<<": {a: 1}', { '<<': { a: 1 } }]])('%s', (text, value) => {
  expect(valueOf(`v: {${text}}`)).toEqual(value);
});
