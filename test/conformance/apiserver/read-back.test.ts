import { differences } from '../../../conformance/apiserver/read-back';

const SENT = { metadata: { name: 'web' }, spec: { automountServiceAccountToken: false, ports: [{ port: 80 }], limits: { memory: '1Gi' } } };
const stored = (spec: object) => ({ metadata: { name: 'web', uid: '1' }, spec: { ...SENT.spec, ...spec } });

test('what was stored as it was sent has no difference, and may have more fields', () => {
  expect(differences(SENT, stored({ dnsPolicy: 'ClusterFirst' }))).toEqual([]);
});

test('the same amount may be written in another way', () => {
  expect(differences(SENT, stored({ limits: { memory: '1024Mi' } }))).toEqual([]);
});

test('an empty list may be left out', () => {
  expect(differences({ spec: { egress: [] } }, { spec: {} })).toEqual([]);
});

test('a zero may be left out where it means nothing', () => {
  expect(differences({ spec: { hostNetwork: false } }, { spec: {} })).toEqual([]);
});

test.each([
  ['a field that was dropped', { automountServiceAccountToken: undefined }, '/spec/automountServiceAccountToken: sent false, stored undefined'],
  ['a value that was changed', { automountServiceAccountToken: true }, '/spec/automountServiceAccountToken: sent false, stored true'],
  ['another amount', { limits: { memory: '1000Mi' } }, '/spec/limits/memory: sent "1Gi", stored "1000Mi"'],
  ['a list item that was added', { ports: [{ port: 80 }, { port: 81 }] }, '/spec/ports: sent [{"port":80}], stored [{"port":80},{"port":81}]'],
  ['a list that was dropped', { ports: undefined }, '/spec/ports: sent [{"port":80}], stored undefined'],
])('fails for %s', (_, spec, difference) => {
  expect(differences(SENT, stored(spec))).toEqual([difference]);
});
