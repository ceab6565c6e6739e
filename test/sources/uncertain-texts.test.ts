import { problems, read, valueOf } from './reading';

describe('what parsers read differently is refused, not guessed', () => {
  test.each([
    ['a line of blanks below a stated indentation', 'v: |2\n   \n', 'has lines of blanks in a text'],
    ['such a line after a text', 'v: >2-\n   x\n   \nw: 1\n', 'has lines of blanks in a text'],
    ['blanks at the end of the file', 'v: |+\n  a\n  ', 'has lines of blanks in a text'],
    ['an escaped line end before an empty line', 'v: "b\\\n \n  c"\n', 'has lines of blanks in a text'],
    ['a number below zero that is zero, as a key', '-0.0: a\n', 'has a key that is no text'],
    ['binary text that is not UTF-8', 'v: !!binary /w==\n', 'has a !!binary value that is not UTF-8'],
    ['a quote that is closed on another line', 'v: {}\na:\n  v: \'x\'\'\n  w: \'y\'\n', 'a quote is not closed'],
    ['a quote at the end of the file', 'v: \'it\'\'', 'a quote is not closed'],
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

test('a marker with text beside it is no blank line', () => {
  expect(problems('---#x: 1\n')).toMatchObject([{ message: 'has "---#", which kubectl takes for a marker and YAML for a text' }]);
  expect(read('--- #x: 1\n')).toEqual([]);
});

test.each([['! <<: {a: 1}', { a: 1 }], ['! "<<": {a: 1}', { a: 1 }], ['"<<": {a: 1}', { '<<': { a: 1 } }]])('%s', (text, value) => {
  expect(valueOf(`v: {${text}}`)).toEqual(value);
});
