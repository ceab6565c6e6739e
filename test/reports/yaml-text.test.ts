import * as fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { yamlDocuments, yamlText } from '../../src/reports/yaml-text';

const both = (text: string) => (['1.1', '1.2'] as const).map((version) => parse(text, { version, merge: true }));

test.each([
  ['yes', '"yes"'], ['Off', '"Off"'], ['y', '"y"'], ['~', '"~"'], ['null', '"null"'], ['', '""'], ['1.0', '"1.0"'], ['0644', '"0644"'], ['12:30', '"12:30"'],
  ['2027-03-31', '"2027-03-31"'], ['<<', '"<<"'], ['a: b', '"a: b"'], ['a #b', '"a #b"'], ['- a', '"- a"'], ['a\nb', '"a\\nb"'], ['*', '"*"'], ['a ', '"a "'], ['e0', '"e0"'],
  ['registry.example.com/web:1.0.0', 'registry.example.com/web:1.0.0'], ['runtime/default', 'runtime/default'], ['/tmp', '/tmp'], ['no-host-ports', 'no-host-ports'],
  ['\u2028\x7f', '"\\u2028\\u007f"'],
])('the text %j is written %s', (text, written) => {
  expect(yamlText(text)).toBe(`${written}\n`);
  expect(both(yamlText(text))).toEqual([text, text]);
});

test('writes lists and maps as people do', () => {
  const value = { spec: { containers: [{ name: 'web', ports: [{ containerPort: 8080 }], args: [] }], nested: [[1, 2], []], empty: {}, unset: undefined, none: null } };
  expect(yamlText(value)).toMatchInlineSnapshot(`
"spec:
  containers:
    - name: web
      ports:
        - containerPort: 8080
      args: []
  nested:
    - - 1
      - 2
    - []
  empty: {}
  none: null
"
`);
});

test('says the same to readers of YAML 1.1 and 1.2', () => {
  const string = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('no', 'ON', '1e3', '0x1f', '1_000', '.inf', '=', '? a', '!!str', 'a:', '%a'));
  const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));
  const key = string.filter((text) => text !== '__proto__' && text.length < 100);
  fc.assert(fc.property(fc.oneof(json, fc.dictionary(key, fc.oneof(string, fc.array(string)))), (value) => {
    expect(both(yamlText(value))).toEqual([value, value].map((one) => JSON.parse(JSON.stringify(one))));
  }));
});

test('parts documents', () => {
  expect(parseAllDocuments(yamlDocuments([{ a: 1 }, { b: 2 }])).map((document) => document.toJS())).toEqual([{ a: 1 }, { b: 2 }]);
});
