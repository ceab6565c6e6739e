import { REMOVED_APIS, removedApi } from '../../src/objects/removed-apis';

const object = (apiVersion: string, kind: string) => ({ apiVersion, kind });

test.each<[string, string, number, string | undefined]>([
  ['extensions/v1beta1', 'Deployment', 16, 'apps/v1'],
  ['extensions/v1beta1', 'Ingress', 22, 'networking.k8s.io/v1'],
  ['rbac.authorization.k8s.io/v1beta1', 'Role', 22, 'rbac.authorization.k8s.io/v1'],
  ['batch/v1beta1', 'CronJob', 25, 'batch/v1'],
  ['policy/v1beta1', 'PodSecurityPolicy', 25, undefined],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 26, 'autoscaling/v2'],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 32, 'flowcontrol.apiserver.k8s.io/v1'],
])('%s %s is gone since 1.%i', (apiVersion, kind, minor, use) => {
  expect(removedApi(object(apiVersion, kind), minor - 1)).toBeUndefined();
  expect(removedApi(object(apiVersion, kind), minor)?.use).toBe(use);
  expect(removedApi(object(apiVersion, kind), 99)?.minor).toBe(minor);
});

test.each([['apps/v1', 'Deployment'], ['networking.k8s.io/v1beta1', 'ServiceCIDR'], ['extensions/v1beta1', 'Custom'], ['', '']])('%s %s is served', (apiVersion, kind) => {
  expect(removedApi(object(apiVersion, kind), 99)).toBeUndefined();
});

test('no kind of a version is listed twice, and what replaces it is not listed at a later minor', () => {
  const names = REMOVED_APIS.flatMap(({ apiVersion, kinds }) => kinds.map((kind) => `${apiVersion} ${kind}`));
  expect(new Set(names).size).toBe(names.length);
  expect(REMOVED_APIS.filter(({ use, kinds }) => use && kinds.some((kind) => names.includes(`${use} ${kind}`)))).toEqual([]);
});

test('every entry of the table is in force from its minor on, and names a version of the API as its replacement', () => {
  for (const { apiVersion, kinds, minor, use } of REMOVED_APIS) {
    expect(apiVersion).toMatch(/^[a-z0-9.]+\/v\d+(alpha|beta)\d+$/);
    expect(kinds.length).toBeGreaterThan(0);
    for (const kind of kinds) {
      expect(kind).toMatch(/^[A-Z][A-Za-z]+$/);
      const [before, after] = [minor - 1, minor].map((one) => removedApi(object(apiVersion, kind), one));
      expect([before, after?.kinds.includes(kind)]).toEqual([undefined, true]);
    }
    if (use) expect(use).toMatch(/^[a-z0-9.]+\/v\d/);
  }
});
