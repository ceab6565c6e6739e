import { ephemeralClaims, ownClaims } from '../../objects/described-claims';
import { NamespaceLimits } from '../../objects/limit-range';
import { keyOf, Manifest } from '../../objects/manifest';
import { getOrInsert } from '../../objects/remembered';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { byNamespace, membersOf, membersOfKinds, runningPods } from '../members';
import { inContainers } from '../set-reads';

const CLAIM_KINDS = ['PersistentVolumeClaim', 'apps/StatefulSet'];

function inspect(set: ObjectSet): SetSite[] {
  if (membersOf(set, 'LimitRange').length === 0) return [];
  const limitRangesIn = byNamespace(set, 'LimitRange');
  const known = new Map<string, NamespaceLimits>();
  const limitsOf = (manifest: Manifest): NamespaceLimits => getOrInsert(known, keyOf(manifest).namespace, (namespace) => (
    new NamespaceLimits(limitRangesIn(namespace).map((one) => one.manifest))));
  const ofPods = runningPods(set).flatMap(({ member, pods }) => {
    const { manifest } = member;
    const limits = limitsOf(manifest);
    const problems = [...limits.refusedPods(pods), ...limits.refusedClaims(manifest, ephemeralClaims(manifest, pods))];
    return problems.map((problem): SetSite => ({ member, ...problem }));
  });
  const ofClaims = membersOfKinds(set, CLAIM_KINDS).flatMap((member) => (
    limitsOf(member.manifest).refusedClaims(member.manifest, ownClaims(member.manifest)).map((problem): SetSite => ({ member, ...problem }))));
  return [...ofPods, ...ofClaims];
}

const limitRange = (type: string, limit: object, namespace = 'shop') => ({
  apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'limits', namespace }, spec: { limits: [{ type, ...limit }] },
});
const deployment = (resources: object) => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' },
  spec: { template: { spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0', resources }] } } },
});
const memory = (amount: string) => deployment({ requests: { memory: amount }, limits: { memory: amount } });
const claim = (storage: string) => ({
  apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'shop' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
});

export const limitRangeAllowsPods = defineControl({
  id: 'limit-range-allows-pods',
  title: 'Pods and claims are within the LimitRange of their namespace',
  subject: 'set',
  why: 'the API server takes the workload and then refuses each of its pods, so nothing runs, and only the events of the namespace say why',
  fix: {
    code: 'change `resources` of the container, or `limitRange` of the HardenedNamespace',
    yaml: 'change `resources` of the container or claim, or `spec.limits` of the LimitRange',
  },
  references: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  reads: [{
    kinds: { 'LimitRange': ['/spec'], 'PersistentVolumeClaim': ['/spec'], 'apps/StatefulSet': ['/spec/volumeClaimTemplates'] },
    pods: ['/spec/resources', '/spec/volumes/*/ephemeral', ...inContainers('/name', '/resources', '/restartPolicy')],
  }],
  inspectSet: inspect,
  admission: notEnforceable('the API server decides it itself, when the pods are made'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'amounts within the bounds', subject: [limitRange('Container', { min: { memory: '16Mi' }, max: { memory: '1Gi' } }), memory('128Mi')] },
      { shows: 'amounts that the LimitRange fills in', subject: [limitRange('Container', { max: { memory: '1Gi' } }), deployment({})] },
      { shows: 'bounds of devices that the container has none of', subject: [limitRange('Container', { max: { 'example.com/gpu': 2 } }), memory('128Mi')] },
      { shows: 'bounds of another namespace', subject: [limitRange('Container', { max: { memory: '1Gi' } }, 'other'), memory('2Gi')] },
      { shows: 'a claim within the bounds', subject: [limitRange('PersistentVolumeClaim', { max: { storage: '10Gi' } }), claim('1Gi')] },
    ],
    bad: [
      { shows: 'more than a container may have', subject: [limitRange('Container', { max: { memory: '1Gi' } }), memory('2Gi')] },
      { shows: 'more devices than a container may have', subject: [limitRange('Container', { max: { 'example.com/gpu': 2 } }), deployment({ limits: { 'example.com/gpu': 4 } })] },
      { shows: 'less than a container must have', subject: [limitRange('Container', { min: { memory: '64Mi' } }), memory('32Mi')] },
      { shows: 'a request above the limit that is filled in', subject: [limitRange('Container', { default: { cpu: '500m' } }), deployment({ requests: { cpu: '1' } })] },
      { shows: 'a limit too far above the request', subject: [limitRange('Container', { maxLimitRequestRatio: { cpu: '2' } }), deployment({ requests: { cpu: '100m' }, limits: { cpu: '1' } })] },
      { shows: 'more than a pod may have', subject: [limitRange('Pod', { max: { memory: '1Gi' } }), memory('2Gi')] },
      { shows: 'no limit where pods have a maximum', subject: [limitRange('Pod', { max: { memory: '1Gi' } }), deployment({})] },
      { shows: 'a claim above the bounds', subject: [limitRange('PersistentVolumeClaim', { max: { storage: '10Gi' } }), claim('1Ti')] },
    ],
  }),
});
