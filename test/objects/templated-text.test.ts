import { expressionIn, isParameterized, isTemplated } from '../../src/objects/templated-text';

test.each([
  ['{{ .Values.image }}', true], ['a-{{ include "name" . }}', true], ['{{ .A }}\n', false], ['{{', false], ['{ a }', false], ['', false], [7, false], [null, false],
])('%j is a text with an expression of Helm: %s', (value, expected) => {
  expect(isTemplated(value)).toBe(expected);
});

test.each([
  ['$(params.image)', true], ['x-${IMAGE}', true], ['{{inputs.parameters.image}}', true], ['$IMAGE', false], ['{a}', false], [['$(a)'], false], [undefined, false],
])('%j is completed by the kind around it: %s', (value, expected) => {
  expect(isParameterized(value)).toBe(expected);
});

test('an expression is found where it begins', () => {
  expect(['a: {{ .Values.a }}', '{{ .Values.a }}', '{{ .other }}', 'a: {b}', ''].map(expressionIn)).toEqual([3, 0, -1, -1, -1]);
});
