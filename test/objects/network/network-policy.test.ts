import { directionsOf, rulesOf, selectsEveryPod, selectsPods } from '../../../src/objects/network/network-policy';

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
  [{ ingress: [{}] }, 1],
  [{ policyTypes: ['Egress'], ingress: [{}] }, 0],
  [{ policyTypes: ['Egress', 'Ingress'], ingress: [{}, {}] }, 2],
  [{ egress: [{}] }, 0],
  [{ ingress: 'all' }, 0],
])('%j has %i rules for ingress that have an effect', (spec, expected) => {
  expect(rulesOf(policy(spec), 'Ingress')).toHaveLength(expected);
});
