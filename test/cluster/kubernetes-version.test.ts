import { KubernetesVersion } from '../../src';

test('a version knows until when it gets patches', () => {
  expect(KubernetesVersion.of('1.36.4')).toMatchObject({ minor: 36, patch: 4, endOfLife: '2027-06-28' });
  expect(KubernetesVersion.of('v1.37').toString()).toBe('1.37');
});

test.each(['1.34', '1.99', '1.36.x', 'latest', '36', ' 1.36'])('fails for %j', (text) => {
  expect(() => KubernetesVersion.of(text)).toThrow(/^cannot (use|make)/);
});
