import { blocksAlways, evictable, Guarded, guardedIn, letsOneGo } from '../../src/objects/disruption-budget';
import { Manifest } from '../../src/objects/manifest';
import { PodIndex } from '../../src/objects/pod-index';
import { scalersIn } from '../../src/objects/scaling';

const budget = (spec: unknown) => ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec });

test.each<[object, number, number | undefined]>([
  [{ maxUnavailable: 1 }, 3, 1],
  [{ maxUnavailable: 5 }, 3, 3],
  [{ maxUnavailable: 0 }, 3, 0],
  [{ maxUnavailable: '1%' }, 3, 1],
  [{ maxUnavailable: '50%' }, 3, 2],
  [{ maxUnavailable: '0%' }, 3, 0],
  [{ minAvailable: 1 }, 3, 2],
  [{ minAvailable: 3 }, 3, 0],
  [{ minAvailable: 4 }, 3, 0],
  [{ minAvailable: '50%' }, 3, 1],
  [{ minAvailable: '80%' }, 3, 0],
  [{ maxUnavailable: null, minAvailable: 2 }, 3, 1],
  [{}, 3, 0],
  [{ maxUnavailable: 'one' }, 3, undefined],
  [{ maxUnavailable: 1.5 }, 3, undefined],
  [{ minAvailable: {} }, 3, undefined],
  [{ minAvailable: '1000%' }, 3, undefined],
])('%j of %i pods lets %s go', (spec, pods, expected) => expect(evictable(budget(spec), pods)).toBe(expected));

test('a budget that lets one pod go of one does so of any number', () => {
  for (const spec of [{ maxUnavailable: 1 }, { maxUnavailable: '1%' }, { minAvailable: 0 }, { minAvailable: '0%' }, { minAvailable: 1 }, { minAvailable: '50%' }, { maxUnavailable: 0 }, {}]) {
    const least = Math.min(...Array.from({ length: 300 }, (_, i) => evictable(budget(spec), i + 1)!));
    expect([spec, letsOneGo(budget(spec))]).toEqual([spec, least > 0]);
  }
  expect(letsOneGo(budget({ maxUnavailable: 'one' }))).toBe(false);
});

test('a budget without spec lets nothing go', () => expect(evictable(budget('none'), 3)).toBe(0));

test.each<[object, boolean]>([
  [{ maxUnavailable: 0 }, true], [{ minAvailable: '100%' }, true], [{}, true],
  [{ maxUnavailable: '1%' }, false], [{ minAvailable: '99%' }, false], [{ minAvailable: 100 }, false], [{ maxUnavailable: 'all' }, false],
])('%j blocks whatever runs: %s', (spec, expected) => expect(blocksAlways(budget(spec))).toBe(expected));

describe('the pods that a budget guards', () => {
  const selecting = budget({ selector: { matchLabels: { app: 'web' } } });
  const guarded = (neighbours: readonly object[], by: Manifest = selecting): Guarded | undefined => {
    const manifests = neighbours as readonly Manifest[];
    return guardedIn(new PodIndex(manifests.map((manifest) => ({ manifest }))), scalersIn(manifests))(by);
  };
  const workload = (kind: string, spec: object = {}, app: unknown = 'web') => (
    { apiVersion: 'apps/v1', kind, metadata: { name: kind }, spec: { ...spec, template: { metadata: { labels: { app } }, spec: {} } } }
  );
  const scaler = (apiVersion: string, kind: string, minReplicas?: unknown) => (
    { apiVersion, kind, metadata: {}, spec: { minReplicas, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'Deployment' } } }
  );
  const hpa = (minReplicas?: unknown) => scaler('autoscaling/v2', 'HorizontalPodAutoscaler', minReplicas);

  test.each<[string, object[], object | undefined]>([
    ['are the replicas', [workload('Deployment', { replicas: 3 })], { pods: 3, scaled: false }],
    ['are one by default', [workload('ReplicaSet')], { pods: 1, scaled: false }],
    ['add up', [workload('Deployment', { replicas: 3 }), workload('StatefulSet', { replicas: 2 })], { pods: 5, scaled: false }],
    ['are the least that the autoscaler runs', [workload('Deployment', { replicas: 9 }), hpa(2)], { pods: 2, scaled: true }],
    ['are one where the autoscaler does not say', [workload('Deployment'), hpa()], { pods: 1, scaled: true }],
    ['count only where the labels match', [workload('Deployment', { replicas: 3 }), workload('StatefulSet', { replicas: 2 }, 'api')], { pods: 3, scaled: false }],
    ['are unknown where none is there', [], undefined],
    ['are unknown where all are switched off', [workload('Deployment', { replicas: 0 })], undefined],
    ['are unknown beside a DaemonSet', [workload('Deployment', { replicas: 3 }), workload('DaemonSet')], undefined],
    ['are unknown with the autoscaler of an add-on', [workload('Deployment'), scaler('keda.sh/v1alpha1', 'ScaledObject')], undefined],
    ['are unknown for an autoscaler that cannot be read', [workload('Deployment'), hpa('two')], undefined],
    ['are unknown for replicas that cannot be read', [workload('Deployment', { replicas: 'three' })], undefined],
    ['are unknown for labels that are no texts', [workload('Deployment', {}, 7)], undefined],
  ])('%s', (_, neighbours, expected) => expect(guarded(neighbours)).toEqual(expected));

  test('are those of its namespace', () => {
    const elsewhere = { ...workload('Deployment', { replicas: 3 }), metadata: { name: 'web', namespace: 'other' } };
    expect(guarded([elsewhere])).toBeUndefined();
    expect(guarded([elsewhere], { ...selecting, metadata: { namespace: 'other' } })).toEqual({ pods: 3, scaled: false });
  });
});
