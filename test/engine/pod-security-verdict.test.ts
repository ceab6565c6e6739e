import { container, judged, pod } from './pods';

const ids = (...args: Parameters<typeof judged>) => judged(...args).checks.map(({ id }) => id);

test('a pod that is allowed has no message', () => {
  expect(judged(pod([container('a')]))).toMatchObject({ allowed: true, aggregate: '', message: '' });
});

test('a pod that is forbidden says by which policy', () => {
  const { allowed, aggregate, message } = judged(pod([container('a')], {}, { hostPID: true }), 'baseline:v1.30');
  expect([allowed, aggregate, message]).toEqual([false, 'host namespaces (hostPID=true)', 'violates PodSecurity "baseline:v1.30": host namespaces (hostPID=true)']);
});

test('a volume without a name has the empty one', () => {
  expect(judged(pod([container('a')], {}, { volumes: [{ hostPath: { path: '/' } }] }), 'baseline:latest').aggregate).toBe('hostPath volumes (volume "")');
});

describe('where root is kept out of user namespaces too', () => {
  const root = pod([container('a')], { runAsNonRoot: false }, { hostUsers: false });

  test('they spare no pod from the checks about root', () => {
    expect(ids(root)).toEqual([]);
    expect(ids(root, 'restricted:latest', { strictRoot: true })).toEqual(['runAsNonRoot']);
  });

  test('what Windows spares stays spared', () => {
    expect(ids(pod([{ name: 'a' }]), 'restricted:latest', { os: 'windows', strictRoot: true })).toEqual([]);
  });
});
