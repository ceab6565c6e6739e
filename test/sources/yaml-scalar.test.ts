import { Scalar } from 'yaml';
import { ReadError } from '../../src/sources/read-error';
import { Utf8Decoder, utf16Encoding } from '../../src/sources/utf8-decoder';
import { keyText, scalarValue } from '../../src/sources/yaml-scalar';

const scalar = (text: string, tag?: string, type: Scalar.Type = 'PLAIN'): Scalar => Object.assign(new Scalar(text), { type, tag, range: [7, 9, 9] });
const CORE = 'tag:yaml.org,2002:';

test.each<[string, string | undefined]>([
  ['a', 'a'], ['', undefined], ['true', 'true'], ['no', 'false'], ['null', undefined], ['1', '1'], ['0x10', '16'], ['9007199254740991', '9007199254740991'], ['9007199254740992', undefined],
  ['1.5', '1.5'], ['-1.5', '-1.5'], ['0.0', '0'], ['-0.0', undefined], ['0.0001', '0.0001'], ['0.00001', undefined], ['1.23456', undefined], ['1.2345', '1.2345'], ['123456.0', '123456'], ['1234567.0', undefined],
  ['2027-01-01', '2027-01-01'],
])('the key %s is %p', (text, key) => expect(keyText(scalar(text))).toBe(key));

test('a key that is no scalar is none, and one in quotes is its text', () => {
  expect([keyText(undefined), keyText('a'), keyText(scalar('1', undefined, 'QUOTE_DOUBLE'))]).toEqual([undefined, undefined, '1']);
});

test('a text in quotes or in a block is a text, whatever it looks like', () => {
  expect((['QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const).map((type) => scalarValue(scalar('1', undefined, type)))).toEqual(['1', '1', '1', '1']);
});

test.each<[string, string | undefined, unknown]>([
  ['1', undefined, 1], ['1', 'str', '1'], ['1', `${CORE}str`, '1'], ['1', `${CORE}int`, 1], ['1', `${CORE}float`, 1], ['1.5', `${CORE}float`, 1.5], ['yes', `${CORE}bool`, true], ['~', `${CORE}null`, null],
  ['2027-01-01', `${CORE}timestamp`, '2027-01-01'], ['1', '!own', '1'], ['yes', 'other', 'yes'],
  ['', `${CORE}binary`, ''], ['YQ==', `${CORE}binary`, 'a'], ['YWI=', 'binary', 'ab'], ['YWJj\r\nYWJj\n', `${CORE}binary`, 'abcabc'], ['a+/a', `${CORE}binary`, undefined],
])('%s with the tag %s is %p', (text, tag, value) => {
  if (value === undefined) expect(() => scalarValue(scalar(text, tag))).toThrow('has a !!binary value that is not UTF-8');
  else expect(scalarValue(scalar(text, tag))).toBe(value);
});

test.each<[string, string | undefined, string, string]>([
  ['a', `${CORE}int`, 'has a value that is no !!int', 'correct the value or its tag'], ['1.5', `${CORE}int`, 'has a value that is no !!int', 'correct the value or its tag'],
  ['1', `${CORE}bool`, 'has a value that is no !!bool', 'correct the value or its tag'], ['.inf', undefined, 'has a number that JSON cannot hold', 'write another number, or quote it'],
  ['.nan', `${CORE}float`, 'has a number that JSON cannot hold', 'write another number, or quote it'],
  ...['a', 'ab', 'abc', 'a===', 'YQ=', 'YQ==YQ==', 'Y Q=', 'a_aa', '-aaa', 'YQ==x'].map((text): [string, string, string, string] => [text, `${CORE}binary`, 'has a !!binary value that is not base64', 'correct the value']),
  ['/w==', `${CORE}binary`, 'has a !!binary value that is not UTF-8', 'put it where Kubernetes takes base64, without the tag'],
])('fails for %s with the tag %s', (text, tag, message, fix) => {
  let error: unknown;
  try { scalarValue(scalar(text, tag)); } catch (thrown) { error = thrown; }
  expect(error).toBeInstanceOf(ReadError);
  expect(error).toMatchObject({ message, fix, offset: 7 });
});

test.each<[readonly number[], string | undefined]>([
  [[0xff, 0xfe], 'utf-16le'], [[0xfe, 0xff], 'utf-16be'], [[0xff, 0xff], undefined], [[0xfe, 0xfe], undefined], [[0xff], undefined], [[0xfe], undefined], [[], undefined], [[0x61, 0xfe], undefined], [[0x61, 0xff], undefined],
])('bytes %j begin a text of %p', (bytes, encoding) => expect(utf16Encoding(Uint8Array.from(bytes))).toBe(encoding));

test.each<[string, Buffer, string]>([
  ['UTF-8', Buffer.from('añ1'), 'añ1'], ['UTF-16, little end first', Buffer.from('\ufeffañ1', 'utf16le'), 'añ1'], ['UTF-16, big end first', Buffer.from('\ufeffañ1', 'utf16le').swap16(), 'añ1'],
  ['one byte', Buffer.from('a'), 'a'], ['nothing', Buffer.alloc(0), ''],
])('a stream of %s is the same however it is cut', (_, bytes, text) => {
  for (let size = 1; size <= bytes.length + 1; size++) {
    const decoder = new Utf8Decoder();
    const parts: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += size) parts.push(decoder.decode(bytes.subarray(at, at + size)));
    expect(Buffer.concat([...parts, decoder.end()]).toString('utf8')).toBe(text);
  }
});
