import { ResourceDefaults } from '../../src/profile/resource-defaults';

test('defaults are small, and memory is guaranteed', () => {
  expect(ResourceDefaults.of()).toMatchObject({
    cpuRequest: '100m', cpuLimit: '500m', memoryRequest: '256Mi', memoryLimit: '256Mi', ephemeralStorageRequest: '64Mi', ephemeralStorageLimit: '256Mi',
  });
});

test('one amount of memory is both request and limit', () => {
  expect(ResourceDefaults.of({ memoryRequest: '1Gi' })).toMatchObject({ memoryRequest: '1Gi', memoryLimit: '1Gi' });
  expect(ResourceDefaults.of({ memoryLimit: '64Mi' })).toMatchObject({ memoryRequest: '64Mi', memoryLimit: '64Mi' });
});

test('the CPU limit can be omitted', () => {
  expect(ResourceDefaults.of({ omitCpuLimit: true, cpuRequest: '4' })).toMatchObject({ cpuRequest: '4', cpuLimit: undefined, omitCpuLimit: true });
});

test('fails when a request exceeds its limit', () => {
  expect(() => ResourceDefaults.of({ cpuRequest: '1' }))
    .toThrow('cannot default cpu: the request 1 exceeds the limit 500m, which the API server refuses; lower cpuRequest or raise cpuLimit');
  expect(() => ResourceDefaults.of({ memoryRequest: '1Gi', memoryLimit: '1G' })).toThrow(/raise memoryLimit/);
  expect(() => ResourceDefaults.of({ ephemeralStorageLimit: '1Mi' })).toThrow(/lower ephemeralStorageRequest/);
});

test.each(['lots', '', '0', '-1', '1 Gi', '256MB'])('fails on the amount %j', (memoryLimit) => {
  expect(() => ResourceDefaults.of({ memoryLimit })).toThrow(
    `cannot use "${memoryLimit}" as memoryLimit: it is no amount above zero; pass memoryLimit in Kubernetes notation, such as "256Mi"`,
  );
});

test('fails on memory in thousandths of a byte', () => {
  expect(() => ResourceDefaults.of({ memoryRequest: '256m' })).toThrow(/cannot use "256m" as memoryRequest: it is a fraction of a byte/);
});

test('fails when the CPU limit is both omitted and given', () => {
  expect(() => ResourceDefaults.of({ omitCpuLimit: true, cpuLimit: '1' })).toThrow('pass either omitCpuLimit or cpuLimit');
});
