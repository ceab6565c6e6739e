import { minReplicasOf, scaleTargetOf, scalersIn } from '../../src/objects/scaling';

const scaler = (scaleTargetRef: unknown, rest: object = {}) => (
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'shop' }, spec: { scaleTargetRef }, ...rest }
);
const keda = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject' };
const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const scales = (one: ReturnType<typeof scaler>, workload: Record<string, unknown>): boolean => scalersIn([one])(workload) === one;
const web = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } };

describe('what an object scales', () => {
  test('has a kind with its group, and a name', () => expect(scaleTargetOf(scaler(target))).toEqual({ groupKind: 'apps/Deployment', name: 'web' }));
  test('is a Deployment for KEDA, which may leave that out', () => {
    expect(scaleTargetOf(scaler({ name: 'web' }, keda))).toEqual({ groupKind: 'apps/Deployment', name: 'web' });
    expect(scaleTargetOf(scaler({ kind: 'StatefulSet', name: 'web' }, keda))).toEqual({ groupKind: 'apps/StatefulSet', name: 'web' });
  });
  test.each([[undefined], ['web'], [{ kind: 'Deployment' }], [{ kind: 'Deployment', name: '' }], [{ name: 'web' }], [{ kind: 1, name: 'web' }]])(
    'is nothing by %j', (reference) => expect(scaleTargetOf(scaler(reference))).toBeUndefined(),
  );
});

describe('an autoscaler', () => {
  test('scales its target', () => expect(scales(scaler(target), web)).toBe(true));
  test.each<[string, object]>([
    ['another name', { ...target, name: 'api' }], ['another kind', { ...target, kind: 'StatefulSet' }], ['another group', { ...target, apiVersion: 'v1' }],
  ])('scales nothing by %s', (_, reference) => expect(scales(scaler(reference), web)).toBe(false));
  test('scales nothing in another namespace', () => {
    expect(scales(scaler(target, { metadata: { name: 'web', namespace: 'other' } }), web)).toBe(false);
  });
  test('is the first of several', () => {
    const [first, second] = [scaler(target), scaler(target)];
    expect(scalersIn([first, second])(web)).toBe(first);
  });
  test('scales no workload without name', () => expect(scales(scaler({}), { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop' } })).toBe(false));
});

test.each([[undefined, 1], [null, 1], [0, 0], [3, 3], ['3', undefined], [1.5, undefined]])('minReplicas %j is a minimum of %s', (minReplicas, expected) => {
  expect(minReplicasOf({ spec: { minReplicas } })).toBe(expected);
});
