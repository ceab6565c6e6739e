import { allowsEverything, directionsOf, selectsEveryPod, selectsPods } from '../../src/objects/network-policy';

const policy = (spec: unknown) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec });

test.each([
  [{ policyTypes: ['Egress'] }, ['Egress']],
  [{ policyTypes: ['Egress', 'Ingress'] }, ['Ingress', 'Egress']],
  [{ policyTypes: ['Ingress'], egress: [{}] }, ['Ingress']],
  [{}, ['Ingress']],
  [{ egress: [] }, ['Ingress']],
  [{ policyTypes: [], egress: [{}] }, ['Ingress', 'Egress']],
  [undefined, ['Ingress']],
])('%j restricts %j', (spec, expected) => {
  expect(directionsOf(policy(spec))).toEqual(expected);
});

test.each([
  [{}, true, true],
  [{ podSelector: {} }, true, true],
  [{ podSelector: { matchLabels: {}, matchExpressions: [] } }, true, true],
  [{ podSelector: { matchLabels: { app: 'web' } } }, true, false],
  [{ podSelector: { matchLabels: { app: 'api' } } }, false, false],
  [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }, true, false],
  [{ podSelector: 'all' }, false, false],
  [{ podSelector: { matchLabels: 'all' } }, false, false],
])('%j selects the pods: %s, and every pod: %s', (spec, pods, every) => {
  expect(selectsPods(policy(spec), { app: 'web' })).toBe(pods);
  expect(selectsEveryPod(policy(spec))).toBe(every);
});

test.each([
  [{ ingress: [{}] }, true],
  [{ ingress: [{ from: [], ports: [] }] }, true],
  [{ ingress: [{ ports: [{ port: 80 }] }] }, false],
  [{ ingress: [{ from: [{ podSelector: {} }] }] }, false],
  [{ ingress: [] }, false],
  [{ egress: [{}] }, false],
  [{}, false],
])('%j lets all ingress through: %s', (spec, expected) => {
  expect(allowsEverything(policy(spec), 'Ingress')).toBe(expected);
});

test('egress is read from its own rules', () => {
  expect(allowsEverything(policy({ egress: [{}], ingress: [] }), 'Egress')).toBe(true);
  expect(allowsEverything(policy({ egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }), 'Egress')).toBe(false);
});
