import { ObjectSet, SetMember } from '../../src/controls/control';
import { describedPods, inNamespaces, membersOf, membersOfKinds, podIndexOf, runningPods } from '../../src/controls/members';
import { keyOf } from '../../src/objects/manifest';
import { deployment, Json, pod, PROFILE } from '../engine/manifests';

const setOf = (...manifests: Json[]): ObjectSet => ({ objects: manifests.map((manifest) => ({ manifest, profile: PROFILE })) });
const names = (members: readonly SetMember[]): string[] => members.map(({ manifest }) => keyOf(manifest).name);

const budget = (name: string, selector: Json | undefined, namespace?: string): Json =>
  ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name, namespace }, spec: { selector } });

test('members of a kind are those of its group', () => {
  const foreign = { ...deployment({}, { name: 'foreign' }), apiVersion: 'example.com/v1' };
  const set = setOf(deployment({}, { name: 'a' }), foreign, { ...deployment({}, { name: 'b' }), apiVersion: 'apps/v1beta1' });
  expect(names(membersOf(set, 'apps/Deployment'))).toEqual(['a', 'b']);
  expect(membersOf(set, 'Deployment')).toEqual([]);
});

test('members of several kinds stand in the order of the set', () => {
  const set = setOf(pod({}, { name: 'a' }), deployment({}, { name: 'b' }), budget('c', {}), pod({}, { name: 'd' }));
  expect(names(membersOfKinds(set, ['apps/Deployment', 'Pod']))).toEqual(['a', 'b', 'd']);
  expect(names(membersOfKinds(set, ['Pod', 'Service']))).toEqual(['a', 'd']);
  expect(membersOfKinds(set, ['Service'])).toEqual([]);
});

test('what members bring is found by their namespace, what names none in `default`', () => {
  const { objects } = setOf(pod({}, { name: 'a' }), pod({}, { name: 'b', namespace: undefined }), pod({}, { name: 'c' }), pod({}, { name: 'd', namespace: 'default' }));
  const inNamespace = inNamespaces(objects, (member) => member);
  expect([names(inNamespace('shop')), names(inNamespace('')), names(inNamespace('default')), names(inNamespace('billing'))]).toEqual([['a', 'c'], ['b', 'd'], ['b', 'd'], []]);
});

test('a template is described and does not run', () => {
  const template = { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'stored' }, template: { spec: { containers: [] } } };
  const set = setOf(template, pod({ containers: [] }), { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flags' } });
  expect(names(describedPods(set).map(({ member }) => member))).toEqual(['stored', 'web']);
  expect(names(runningPods(set).map(({ member }) => member))).toEqual(['web']);
});

test('a view is made once for a set', () => {
  const set = setOf(pod({ containers: [] }));
  expect(podIndexOf(set)).toBe(podIndexOf({ objects: set.objects }));
  expect(podIndexOf(set)).not.toBe(podIndexOf(setOf(pod({ containers: [] }))));
});
