import { withoutOmitted } from '../../src/objects/omitted-values';

test.each<[string, object]>([
  ['hostNetwork: false', { template: { spec: { hostNetwork: false } } }],
  ['minReadySeconds: 0', { minReadySeconds: 0 }],
  ['an empty list', { externalIPs: [] }],
  ['an empty map with free keys', { nodeSelector: {} }],
  ['an empty text of an environment variable', { env: [{ value: '' }] }],
  ['readOnly: false of a mount', { volumeMounts: [{ readOnly: false }] }],
])('leaves out %s', (_, spec) => {
  expect(JSON.stringify(withoutOmitted({ spec }))).not.toMatch(/false|:0|\[\]|nodeSelector|value/);
});

test.each<[string, object]>([
  ['a zero that means something', { replicas: 0, updateStrategy: { rollingUpdate: { partition: 0 } } }],
  ['false where absent may mean true', { automountServiceAccountToken: false, enableServiceLinks: false }],
  ['an empty map that selects everything', { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }],
  ['an empty map that chooses a type', { volumes: [{ name: 'tmp', emptyDir: {} }] }],
  ['a list that must be there', { containers: [] }],
  ['readOnly: false where it is a pointer', { volumes: [{ name: 'x', csi: { driver: 'x', readOnly: false } }] }],
  ['a value of the wrong type', { hostNetwork: 0, minReadySeconds: false }],
  ['what stands under free keys', { nodeSelector: { hostNetwork: false, paused: [] } }],
])('keeps %s', (_, spec) => {
  expect(withoutOmitted({ spec })).toEqual({ spec });
});

test('changes nothing the second time, and not its argument', () => {
  const spec = { resources: { limits: {} }, tolerations: [], strategy: {} };
  const once = withoutOmitted({ spec });
  expect(once).toEqual({ spec: { resources: {}, strategy: {} } });
  expect(withoutOmitted(once)).toEqual(once);
  expect(spec.tolerations).toEqual([]);
});
