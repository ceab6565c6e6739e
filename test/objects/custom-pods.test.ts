import { CUSTOM_POD_SPECS, takesPartOfPod } from '../../src/objects/custom-pod-specs';
import { fieldProblems } from '../../src/objects/fields/manifest-fields';
import { groupKind } from '../../src/objects/manifest';
import { podProblems } from '../../src/objects/pod-shape';
import { customPodSpecSites, podOf, POD_KINDS, podsOf, podSpecPointers } from '../../src/objects/pod-template';

type Json = Record<string, any>;

const spec = { containers: [{ name: 'a', image: 'registry.example.com/a:1.0.0' }] };
const rollout = (rest: Json): Json => ({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web' }, spec: rest });
const widget = (rest: Json): Json => ({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w' }, ...rest });
const volcano = (tasks: unknown): Json => ({ apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', spec: { tasks } });

describe('the pods of an object', () => {
  test.each(Object.entries(POD_KINDS))('%s has them in one place', (kind, { spec: pointer, metadata }) => {
    const [name, group] = kind.split('/').reverse();
    const outermost = pointer.split('/').slice(1).reduceRight<Json>((inner, key) => ({ [key]: inner }), spec);
    const manifest = { apiVersion: group ? `${group}/v1` : 'v1', kind: name, ...outermost };
    expect(podsOf(manifest)).toEqual([{ spec, pointer, metadata: undefined, metadataPointer: metadata }]);
    expect(podSpecPointers(groupKind(manifest))).toEqual([pointer]);
  });

  test('of a custom kind are found by its declaration', () => {
    const template = { metadata: { labels: { app: 'web' } }, spec };
    expect(podsOf(rollout({ template }))).toEqual([{ spec, pointer: '/spec/template/spec', metadata: template.metadata, metadataPointer: '/spec/template/metadata' }]);
    expect(podsOf({ apiVersion: 'serving.knative.dev/v1', kind: 'Revision', metadata: { name: 'r' }, spec }))
      .toEqual([{ spec, pointer: '/spec', metadata: { name: 'r' }, metadataPointer: '/metadata' }]);
  });

  test('are several where there are several templates', () => {
    expect(podsOf(volcano([{ template: { spec } }, {}, { template: { spec } }])).map(({ pointer }) => pointer)).toEqual(['/spec/tasks/0/template/spec', '/spec/tasks/2/template/spec']);
    const job = (key: string) => ({ apiVersion: 'apps.kruise.io/v1alpha1', kind: 'AdvancedCronJob', spec: { template: { [key]: { spec: { template: { spec } } } } } });
    expect(podsOf(job('jobTemplate')).concat(podsOf(job('broadcastJobTemplate'))).map(({ pointer }) => pointer))
      .toEqual(['/spec/template/jobTemplate/spec/template/spec', '/spec/template/broadcastJobTemplate/spec/template/spec']);
  });

  test('are found by the declaration of the caller', () => {
    const custom = { 'example.com/Widget': ['/spec/groups/*/template/spec'], 'argoproj.io/Rollout': ['/spec/other'] };
    expect(podsOf(widget({ spec: { groups: { 'a/b': { template: { spec } } } } }), custom).map(({ pointer }) => pointer)).toEqual(['/spec/groups/a~1b/template/spec']);
    expect(podsOf(rollout({ template: { spec }, other: spec }), custom).map(({ pointer }) => pointer)).toEqual(['/spec/template/spec', '/spec/other']);
    expect(podsOf(rollout({ template: { spec } }), { 'argoproj.io/Rollout': [] })).toEqual([]);
    expect(podsOf(widget({ spec: { template: { spec } } }))).toEqual([]);
  });

  test('of a built-in kind cannot be declared elsewhere', () => {
    expect(podsOf({ apiVersion: 'v1', kind: 'Pod', spec, other: spec }, { Pod: ['/other'] }).map(({ pointer }) => pointer)).toEqual(['/spec']);
  });

  test('are none where the spec is none', () => {
    expect(podsOf({ apiVersion: 'v1', kind: 'Pod', spec: 'x' })).toEqual([]);
    expect(podsOf(rollout({ template: { spec: [] } }))).toEqual([]);
    expect(podsOf({ apiVersion: 'v1', kind: 'constructor', spec })).toEqual([]);
    expect(podOf(rollout({}))).toBeUndefined();
  });

  test('the first is the first', () => expect(podOf(volcano([{ template: { spec } }, { template: { spec } }]))?.pointer).toBe('/spec/tasks/0/template/spec'));
});

describe('what stands in the way to a pod spec', () => {
  test.each<[string, Json, string[]]>([
    ['nothing', rollout({ template: { spec } }), ['/spec/template/spec']],
    ['nothing is there', rollout({ workloadRef: {} }), []],
    ['null', rollout({ template: null }), []],
    ['a text', rollout({ template: 'x' }), ['/spec/template']],
    ['a list', rollout({ template: { spec: [] } }), ['/spec/template/spec']],
    ['a text for a list', volcano('x'), ['/spec/tasks']],
    ['a text in a list', volcano(['x', { template: 5 }]), ['/spec/tasks/0', '/spec/tasks/1/template']],
    ['a map for a list', volcano({ a: { template: { spec } } }), ['/spec/tasks/a/template/spec']],
    ['a built-in kind', { apiVersion: 'v1', kind: 'Pod', spec }, []],
    ['an unknown kind', widget({ spec }), []],
  ])('%s', (_, manifest, pointers) => expect(customPodSpecSites(manifest).map(({ pointer }) => pointer)).toEqual(pointers));

  test('is a problem', () => {
    expect(podProblems(rollout({ template: 'x' })))
      .toEqual([{ pointer: '/spec/template', message: 'stands where the pods of this kind are described, and is no map; write the pod template there' }]);
    expect(podProblems(rollout({ workloadRef: { name: 'web' } }))).toEqual([]);
    expect(podProblems(rollout({ template: { spec } }))).toEqual([]);
    expect(podProblems(widget({ spec: 'x' }), 36, { 'example.com/Widget': ['/spec'] })).toHaveLength(1);
  });
});

test('custom pods are held to the same shape', () => {
  expect(podProblems(volcano([{ template: { spec: { containers: [] } } }])).map(({ pointer }) => pointer)).toEqual(['/spec/tasks/0/template/spec/containers']);
  expect(fieldProblems(rollout({ template: { metadata: { labels: { app: 5 } }, spec } }), 36).map(({ pointer }) => pointer)).toEqual(['/spec/template/metadata/labels/app']);
});

test('Knative names containers itself', () => {
  const nameless = { template: { spec: { containers: [{ image: 'registry.example.com/a:1.0.0' }] } } };
  expect(fieldProblems({ apiVersion: 'serving.knative.dev/v1', kind: 'Service', spec: nameless }, 36)).toEqual([]);
  expect(fieldProblems(rollout(nameless), 36).map(({ pointer }) => pointer)).toEqual(['/spec/template/spec/containers/0/name']);
  expect([takesPartOfPod('serving.knative.dev/Service'), takesPartOfPod('argoproj.io/Rollout'), takesPartOfPod('Service')]).toEqual([true, false, false]);
});

test('declared pointers point to a spec', () => {
  for (const pointers of Object.values(CUSTOM_POD_SPECS)) for (const pointer of pointers) expect(pointer).toMatch(/^(\/[a-zA-Z*]+)*\/spec$/);
});

