import { NamespaceLimits } from '../../src/objects/limit-range';
import { Manifest } from '../../src/objects/manifest';
import { podsOf } from '../../src/objects/pod-template';

/** The messages are in the words of the admission plugin: https://github.com/kubernetes/kubernetes/blob/v1.37.2/plugin/pkg/admission/limitranger/admission.go */

type Map = Record<string, unknown>;

const range = (limits: Map, type = 'Container', name = 'limits'): Manifest => (
  { apiVersion: 'v1', kind: 'LimitRange', metadata: { name }, spec: { limits: [{ type, ...limits }] } } as unknown as Manifest);
const pod = (resources: Map | undefined, rest: Map = {}): Manifest => (
  { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'web', image: 'web', resources }], ...rest } } as unknown as Manifest);
const refused = (manifest: Manifest, ...ranges: Manifest[]): string[] => (
  podsOf(manifest).flatMap((one) => new NamespaceLimits(ranges).refusedPods(one)).map(({ pointer, message }) => `${pointer}: ${message}`));

const AT = '/spec/containers/0/resources';

test.each<[string, Map | undefined, Map, string]>([
  ['a request below the minimum', { requests: { cpu: '99m' } }, { min: { cpu: '100m' } }, `${AT}/requests/cpu: container "web" requests cpu 99m, below the minimum 100m of LimitRange "limits", so its pods are refused`],
  ['a limit below the minimum', { requests: { cpu: '100m' }, limits: { cpu: '99m' } }, { min: { cpu: '100m' } }, `${AT}/limits/cpu: container "web" limits cpu to 99m, below the minimum 100m`],
  ['a limit above the maximum', { limits: { memory: '2Gi' } }, { max: { memory: '1Gi' } }, 'requests memory 2Gi, above the maximum 1Gi of LimitRange "limits"'],
  ['a ratio that is too high', { requests: { cpu: '1' }, limits: { cpu: '2001m' } }, { maxLimitRequestRatio: { cpu: '2' } }, `${AT}/limits/cpu: container "web" limits cpu to more than 2 times what it requests, the highest ratio of LimitRange "limits"`],
  ['a ratio without request', { limits: { 'ephemeral-storage': '1Gi' } }, { maxLimitRequestRatio: { cpu: '2' } }, 'limits cpu to more than 2 times'],
  ['more devices than the maximum', { limits: { 'example.com/gpu': 4 } }, { max: { 'example.com/gpu': 2 } }, `${AT}/requests/example.com~1gpu: container "web" requests example.com/gpu 4, above the maximum 2`],
  ['a limit that is filled in below the request', { requests: { cpu: '2' } }, { default: { cpu: '1' } }, `${AT}/requests/cpu: container "web" requests cpu 2, and sets no limit, for which a LimitRange fills in 1`],
])('fails for a container with %s', (_, resources, limits, message) => {
  expect(refused(pod(resources), range(limits))).toEqual([expect.stringContaining(message)]);
});

test.each<[string, Map, Map, string]>([
  ['a sum below the minimum', { requests: { cpu: '50m' } }, { min: { cpu: '100m' } }, '/spec/containers: the pod with all its containers requests cpu 50m, below the minimum 100m of LimitRange "limits", so it is refused'],
  ['a sum above the maximum', { limits: { memory: '2Gi' } }, { max: { memory: '1Gi' } }, 'requests memory 2Gi, above the maximum 1Gi'],
  ['no request', {}, { min: { cpu: '100m' } }, 'requests no cpu, and the minimum of LimitRange "limits" is 100m'],
  ['no limit', { requests: { cpu: '1m' } }, { max: { cpu: '2' } }, 'limits no cpu, and the maximum of LimitRange "limits" is 2'],
  ['a ratio that is too high', { requests: { cpu: '1' }, limits: { cpu: '3' } }, { maxLimitRequestRatio: { cpu: '2' } }, 'limits cpu to more than 2 times what it requests'],
])('fails for a pod with %s', (_, resources, limits, message) => {
  expect(refused(pod(resources), range(limits, 'Pod'))).toEqual([expect.stringContaining(message)]);
});

test.each<[string, Manifest, Manifest]>([
  ['amounts at the bounds', pod({ requests: { cpu: '100m' }, limits: { cpu: '2' } }), range({ min: { cpu: '100m' }, max: { cpu: 2 }, maxLimitRequestRatio: { cpu: '20' } })],
  ['no request where the minimum is filled in', pod(undefined), range({ min: { cpu: '100m' } })],
  ['no limit where the maximum is filled in', pod({ requests: { cpu: '1' } }), range({ max: { cpu: '2' } })],
  ['a request at the limit that is filled in', pod({ requests: { cpu: '1' } }), range({ default: { cpu: '1' } })],
  ['a limit of its own above the default', pod({ requests: { cpu: '2' }, limits: { cpu: '2' } }), range({ default: { cpu: '1' } })],
  ['limits for something else', pod({ limits: { cpu: '2' } }), range({ max: { cpu: '1' } }, 'PersistentVolumeClaim')],
  ['bounds of a wrong type', pod({ limits: { cpu: '2' } }), range({ max: { cpu: { value: 1 } } })],
  ['ephemeral containers, which no LimitRange is about', pod({ limits: { cpu: '1' } }, { ephemeralContainers: [{ name: 'debug', resources: { limits: { cpu: '3' } } }] }), range({ max: { cpu: '2' } })],
  ['a pod that states its amounts as a whole', pod({ limits: { cpu: '3' } }, { resources: { limits: { cpu: '3' } } }), range({ max: { cpu: '2' } })],
])('accepts %s', (_, manifest, limits) => expect(refused(manifest, limits)).toEqual([]));

test('the first of several LimitRanges that refuses is named, for each resource', () => {
  const resources = { limits: { cpu: '3', memory: '3Gi' } };
  const found = refused(pod(resources), range({ max: { cpu: '4' } }, 'Container', 'a'), range({ max: { cpu: '2', memory: '2Gi' } }, 'Container', 'b'), range({ max: { cpu: '1' } }, 'Container', 'c'));
  expect(found.map((one) => /LimitRange "(.)"/.exec(one)![1])).toEqual(['b', 'b']);
});

test.each<[string, string | undefined, Map, string | undefined]>([
  ['too small', '1Gi', { min: { storage: '2Gi' } }, 'the claim requests storage 1Gi, below the minimum 2Gi of LimitRange "limits", so it is refused'],
  ['too large', '3Gi', { max: { storage: '2Gi' } }, 'the claim requests storage 3Gi, above the maximum 2Gi of LimitRange "limits", so it is refused'],
  ['of the largest size', '2Gi', { max: { storage: '2Gi' }, maxLimitRequestRatio: { storage: '0' } }, undefined],
  ['without a size', undefined, { min: { storage: '2Gi' } }, undefined],
])('a claim that is %s', (_, storage, limits, message) => {
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec: { resources: { requests: { storage } } } } as unknown as Manifest;
  const found = new NamespaceLimits([range(limits, 'PersistentVolumeClaim')]).refusedClaims(claim, [{ namePointer: '/metadata/name', specPointer: '/spec' }]);
  expect(found).toEqual(message === undefined ? [] : [{ pointer: '/spec/resources/requests/storage', message }]);
  expect(new NamespaceLimits([range(limits)]).refusedClaims(claim, [{ namePointer: '/metadata/name', specPointer: '/spec' }])).toEqual([]);
});
