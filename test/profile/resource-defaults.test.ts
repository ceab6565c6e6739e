import { Quantity } from '../../src/profile/quantity';
import { ResourceDefaults } from '../../src/profile/resource-defaults';

const { cores, gibibytes, mebibytes, millicores } = Quantity;

test('defaults are small, and memory is guaranteed', () => {
  expect(ResourceDefaults.of()).toMatchObject({
    cpuRequest: millicores(100), cpuLimit: millicores(500), memoryRequest: mebibytes(256), memoryLimit: mebibytes(256),
    ephemeralStorageRequest: mebibytes(64), ephemeralStorageLimit: mebibytes(256),
  });
});

test('one amount of memory is both request and limit', () => {
  expect(ResourceDefaults.of({ memoryRequest: gibibytes(1) })).toMatchObject({ memoryRequest: gibibytes(1), memoryLimit: gibibytes(1) });
  expect(ResourceDefaults.of({ memoryLimit: mebibytes(64) })).toMatchObject({ memoryRequest: mebibytes(64), memoryLimit: mebibytes(64) });
});

test('the CPU limit can be omitted', () => {
  expect(ResourceDefaults.of({ omitCpuLimit: true, cpuRequest: cores(4) }))
    .toMatchObject({ cpuRequest: cores(4), cpuLimit: undefined, omitCpuLimit: true });
});

test('fails when a request exceeds its limit', () => {
  expect(() => ResourceDefaults.of({ cpuRequest: cores(1) }))
    .toThrow('cannot default cpu: the request 1 exceeds the limit 500m, which the API server refuses; lower cpuRequest or raise cpuLimit');
  expect(() => ResourceDefaults.of({ memoryRequest: gibibytes(1), memoryLimit: Quantity.of('1G') })).toThrow(/raise memoryLimit/);
  expect(() => ResourceDefaults.of({ ephemeralStorageLimit: mebibytes(1) })).toThrow(/lower ephemeralStorageRequest/);
});

test.each(['memoryLimit', 'ephemeralStorageRequest'])('fails on %s of zero', (prop) => {
  expect(() => ResourceDefaults.of({ [prop]: mebibytes(0) }))
    .toThrow(`cannot use "0Mi" as ${prop}: it is not above zero; pass ${prop} such as Quantity.mebibytes(256)`);
});

test('fails on a CPU request of zero', () => {
  expect(() => ResourceDefaults.of({ cpuRequest: cores(0) })).toThrow('pass cpuRequest such as Quantity.millicores(250)');
});

test('fails on memory in thousandths of a byte', () => {
  expect(() => ResourceDefaults.of({ memoryRequest: millicores(256) })).toThrow(/cannot use "256m" as memoryRequest: it is a fraction of a byte/);
});

test('fails when the CPU limit is both omitted and given', () => {
  expect(() => ResourceDefaults.of({ omitCpuLimit: true, cpuLimit: cores(1) })).toThrow('pass either omitCpuLimit or cpuLimit');
});
