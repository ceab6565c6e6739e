import { quantity, RESOURCES, sizedPod } from '../../../conformance/apiserver/sized-pod';

const resourcesOf = (amounts: Record<string, string>, max: Record<string, string> = {}): any[] => {
  const parsed = Object.fromEntries(Object.entries(amounts).map(([key, text]) => [key, quantity(text)]));
  return (sizedPod('shop', 'large', parsed, max) as any).spec.containers.map(({ resources }: any) => resources);
};
const sum = (resources: any[], kind: string, resource: string): bigint =>
  resources.reduce((total, one) => total + quantity(one[kind][resource]).nanos, 0n);

test('an amount is asked for to the last step, in containers that stay below the bound', () => {
  const resources = resourcesOf({ 'limits.memory': '4294967297' }, { memory: '2Gi' });
  expect(resources).toHaveLength(3);
  expect(sum(resources, 'limits', 'memory')).toBe(quantity('4294967297').nanos);
  for (const { limits } of resources) expect(quantity(limits.memory).nanos).toBeLessThanOrEqual(quantity('2Gi').nanos);
});

test('no request is above its limit', () => {
  for (const { requests, limits } of resourcesOf({ 'requests.cpu': '1001m' }, { cpu: '1' })) {
    for (const resource of RESOURCES) expect(quantity(requests[resource]).nanos).toBeLessThanOrEqual(quantity(limits[resource]).nanos);
  }
});

test('fails for a text that is no amount', () => {
  expect(() => quantity('a lot')).toThrow('"a lot" is no amount');
});
