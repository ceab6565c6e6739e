import { groupKind, keyOf } from '../../objects/manifest';
import { valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOfKinds, POD_LABELS, podIndexOf } from '../members';

const SELECTOR = '/spec/selector';
/** It selects by a map of labels. */
const REPLICATION_CONTROLLER = 'ReplicationController';
/** The kinds that count the pods that they select. */
const CONTROLLERS = ['apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet', 'apps/DaemonSet', REPLICATION_CONTROLLER];

function inspect(set: ObjectSet): SetSite[] {
  const pods = podIndexOf(set);
  return membersOfKinds(set, CONTROLLERS).flatMap((member): SetSite[] => {
    const { manifest } = member;
    const { namespace, name } = keyOf(manifest);
    const given = valueAt(manifest, SELECTOR);
    const selector = groupKind(manifest) === REPLICATION_CONTROLLER ? { matchLabels: given } : given;
    const other = pods.selectedWithin(selector, namespace).find((group) => (
      CONTROLLERS.includes(groupKind(group.manifest)) && (keyOf(group.manifest).name !== name || groupKind(group.manifest) !== groupKind(manifest))));
    if (!other) return [];
    const { kind, name: otherName } = keyOf(other.manifest);
    return [{ member, pointer: SELECTOR, message: `the selector also picks the pods of ${kind} "${otherName}", so the two controllers count the same pods` }];
  });
}

const workload = (name: string, labels: object, kind = 'Deployment', matchLabels: object = labels, namespace = 'shop') => ({
  apiVersion: 'apps/v1', kind, metadata: { name, namespace }, spec: { selector: { matchLabels }, template: { metadata: { labels }, spec: {} } },
});

export const disjointSelectors = defineControl({
  id: 'disjoint-selectors',
  title: 'No two controllers select the same pods',
  subject: 'set',
  why: 'controllers that select each other\'s pods count and replace pods that are not theirs, and a rollout or a scale-down of one hits the other',
  fix: {
    code: 'leave `select` of the workload on, so that it selects a label of its own, or pass different labels',
    yaml: 'give each pod template a label of its own, such as `app.kubernetes.io/instance`, and select that one too',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  frameworks: [],
  reads: [POD_LABELS, { kinds: Object.fromEntries(CONTROLLERS.map((kind) => [kind, [SELECTOR]])) }],
  inspectSet: inspect,
  admission: notEnforceable('needs the other workloads of the namespace, which may arrive later'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'labels of their own', subject: [workload('web', { app: 'web' }), workload('api', { app: 'api' })] },
      { shows: 'the same labels in another namespace', subject: [workload('web', { app: 'web' }), workload('web', { app: 'web' }, 'Deployment', { app: 'web' }, 'other')] },
    ],
    bad: [
      { shows: 'the same labels twice', subject: [workload('web', { app: 'web' }), workload('api', { app: 'web' })] },
      { shows: 'a ReplicationController', subject: [workload('web', { app: 'web' }), { ...workload('old', { app: 'web' }), apiVersion: 'v1', kind: 'ReplicationController', spec: { selector: { app: 'web' }, template: { metadata: { labels: { app: 'web' } }, spec: {} } } }] },
      { shows: 'one of two that names no namespace', subject: [workload('web', { app: 'web' }, 'Deployment', { app: 'web' }, 'default'), { ...workload('api', { app: 'web' }), metadata: { name: 'api' } }] },
      { shows: 'a selector that picks more', subject: [workload('web', { app: 'shop', part: 'web' }, 'Deployment', { app: 'shop' }), workload('db', { app: 'shop', part: 'db' }, 'StatefulSet')] },
    ],
  }),
});
