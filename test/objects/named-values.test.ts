import { namedValues } from '../../src/objects/named-values';

const found = (...lines: string[]): string[] => namedValues(lines, (name) => name !== 'other').map(({ name, value, isQuoted }) => `${name} ${isQuoted ? 'quoted' : 'plain'} ${value}`);

test.each([
  ['key = b', ['key plain b']], ['key=b', ['key plain b']], ['"key": "b c"', ['key quoted b c']], ["'key' => 'b'", ['key quoted b']], ['key := b', ['key plain b']],
  ['--key=b -Dsys=d', ['key plain b', 'sys plain d']], ['key=b;other=c;end=e', ['key plain b', 'end plain e']], ['<key>b</key>', ['key quoted b']], ['key=b.', ['key plain b']],
  ['other=a', []], ['# key=b', []], ['// key=b', []], ['; key=b', []], ['-- key=b', []], ['* key=b', []], ['<!-- key=b', []], ['REM key=b', []],
  ['key = call(b)', []], ['key = list[0]', []], ['key: one two', []], ['key: one, two', ['key plain one']], ['key = b{c}', []],
])('%j names %j', (line, expected) => {
  expect(found(line)).toEqual(expected);
});
