import { entries } from '../../objects/container-shape';
import { groupKind, keyOf, Manifest } from '../../objects/manifest';
import { PodView } from '../../objects/pod-template';
import { elementsOf, isObject, valueAt } from '../../objects/pointer';
import { maxReplicasOf } from '../../objects/resource-need';
import { HORIZONTAL_POD_AUTOSCALER } from '../../objects/scaling';
import { mayShareNamespace } from '../../objects/unseen-objects';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { byNamespace, membersOf, runningPods } from '../members';

const CLAIM = 'PersistentVolumeClaim';
const TEMPLATE = '/template/spec';
const HOST = 'kubernetes.io/hostname';
const SHARED = ['ReadWriteMany', 'ReadOnlyMany'];

/** How many pods use the claims of a template, in words; undefined for one. */
function severalPods(manifest: Manifest, { pointer }: PodView, autoscalers: readonly Manifest[]): string | undefined {
  if (groupKind(manifest) === 'apps/DaemonSet') return 'a pod on each node';
  if (!pointer.endsWith(TEMPLATE)) return undefined;
  const replicas = maxReplicasOf(manifest, autoscalers) ?? valueAt(manifest, `${pointer.slice(0, -TEMPLATE.length)}/replicas`);
  return typeof replicas === 'number' && replicas > 1 ? `up to ${replicas} pods` : undefined;
}

/** Pods that all run on one node may share what one node at a time mounts. */
function areOnOneNode({ spec }: PodView): boolean {
  const near = elementsOf(valueAt(spec, '/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution'));
  return typeof spec.nodeName === 'string' || valueAt(spec, `/nodeSelector/${HOST.replace('/', '~1')}`) !== undefined
    || near.some((term) => isObject(term) && term.topologyKey === HOST);
}

function inspect(set: ObjectSet): SetSite[] {
  const claims = membersOf(set, CLAIM);
  if (claims.length === 0) return [];
  const [claimsIn, scalersIn] = [byNamespace(set, CLAIM), byNamespace(set, HORIZONTAL_POD_AUTOSCALER)];
  const ofNodes = new Set(membersOf(set, 'PersistentVolume').filter(({ manifest }) => valueAt(manifest, '/spec/nodeAffinity') !== undefined).map(({ manifest }) => keyOf(manifest).name));
  return runningPods(set).flatMap(({ member, pods }) => {
    const { namespace } = keyOf(member.manifest);
    const used = entries(pods.spec.volumes, `${pods.pointer}/volumes`).filter(({ value }) => isObject(value.persistentVolumeClaim));
    const count = used.length === 0 ? undefined : severalPods(member.manifest, pods, scalersIn(namespace).map(({ manifest }) => manifest));
    if (count === undefined) return [];
    return used.flatMap(({ value, pointer }): SetSite[] => {
      const name = valueAt(value, '/persistentVolumeClaim/claimName');
      const near = [...claimsIn(namespace), ...namespace === '' ? [] : claimsIn('')];
      const claim = near.find(({ manifest }) => keyOf(manifest).name === name && mayShareNamespace(keyOf(manifest).namespace, namespace));
      const modes = elementsOf(claim && valueAt(claim.manifest, '/spec/accessModes'));
      if (!claim || modes.length === 0 || modes.some((mode) => typeof mode !== 'string' || SHARED.includes(mode))) return [];
      const isOfOnePod = modes.every((mode) => mode === 'ReadWriteOncePod');
      if (!isOfOnePod && (areOnOneNode(pods) || ofNodes.has(valueAt(claim.manifest, '/spec/volumeName') as string))) return [];
      const message = `${count} mount claim "${keyOf(claim.manifest).name}", whose volume is ${modes.join(' and ')}: ${isOfOnePod ? 'all but one' : 'those on other nodes'} do not start`;
      return [{ member, pointer: `${pointer}/persistentVolumeClaim/claimName`, message }];
    });
  });
}

const claim = (accessMode: string, spec: object = {}) => ({
  apiVersion: 'v1', kind: CLAIM, metadata: { name: 'data', namespace: 'shop' },
  spec: { accessModes: [accessMode], resources: { requests: { storage: '1Gi' } }, ...spec },
});
const workload = (replicas: number | undefined, spec: object = {}, kind = 'Deployment') => ({
  apiVersion: 'apps/v1', kind, metadata: { name: 'web', namespace: 'shop' },
  spec: { replicas, template: { spec: { containers: [{ name: 'web' }], volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }], ...spec } } },
});
const autoscaler = {
  apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'shop' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 1, maxReplicas: 5 },
};
const local = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'disk' }, spec: { nodeAffinity: { required: { nodeSelectorTerms: [] } } } };

export const claimModeFitsReplicas = defineControl({
  id: 'claim-mode-fits-replicas',
  title: 'Volumes of one node are not shared by several pods',
  subject: 'set',
  why: 'a volume that is ReadWriteOnce is attached to one node, so pods on other nodes wait for it for ever, and a rollout or the drain of a node hangs',
  fix: {
    code: 'use a SecureStatefulSet with `claim`, which gives each pod a volume of its own, or a claim with `ReadWriteMany`',
    yaml: 'use a StatefulSet with `volumeClaimTemplates`, set `replicas: 1` and `strategy.type: Recreate`, or choose `accessModes: [ReadWriteMany]` where the driver has it',
  },
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
  reads: [{
    kinds: { [CLAIM]: ['/spec/accessModes', '/spec/volumeName'], PersistentVolume: ['/spec/nodeAffinity'], [HORIZONTAL_POD_AUTOSCALER]: ['/spec/scaleTargetRef', '/spec/maxReplicas'] },
    pods: ['/spec/volumes/*/persistentVolumeClaim', '/spec/nodeName', '/spec/nodeSelector', '/spec/affinity/podAffinity'],
    besideTemplates: ['/replicas'],
  }],
  inspectSet: inspect,
  admission: notEnforceable('needs the claim, which may arrive after the workload'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'one pod', subject: [workload(1), claim('ReadWriteOnce')] },
      { shows: 'a volume that many nodes mount', subject: [workload(3), claim('ReadWriteMany')] },
      { shows: 'pods that all run on one node', subject: [workload(3, { nodeSelector: { [HOST]: 'node-1' } }), claim('ReadWriteOnce')] },
      { shows: 'a volume that is on one node, where its pods run', subject: [workload(3), claim('ReadWriteOnce', { volumeName: 'disk' }), local] },
      { shows: 'a claim that is not there', subject: [workload(3)] },
    ],
    bad: [
      { shows: 'several replicas', subject: [workload(3), claim('ReadWriteOnce')] },
      { shows: 'an autoscaler', subject: [workload(undefined), autoscaler, claim('ReadWriteOnce')] },
      { shows: 'a pod on each node', subject: [workload(undefined, {}, 'DaemonSet'), claim('ReadWriteOnce')] },
      { shows: 'a volume for one pod, and several on one node', subject: [workload(2, { nodeName: 'node-1' }), claim('ReadWriteOncePod')] },
      { shows: 'a StatefulSet that names one claim', subject: [workload(2, {}, 'StatefulSet'), claim('ReadWriteOnce')] },
    ],
  }),
});
