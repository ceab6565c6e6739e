import { keyOf } from '../../objects/manifest';
import { selectsEveryPod } from '../../objects/network/network-policy';
import { valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf, POD_LABELS, podIndexOf } from '../members';

function inspect(set: ObjectSet): SetSite[] {
  const policies = membersOf(set, 'networking.k8s.io/NetworkPolicy').filter(({ manifest }) => !selectsEveryPod(manifest));
  if (policies.length === 0) return [];
  const pods = podIndexOf(set);
  return policies.flatMap((member) => {
    const [pointer, { namespace }] = ['/spec/podSelector', keyOf(member.manifest)];
    const message = pods.missing(valueAt(member.manifest, pointer), namespace);
    return message ? [{ member, pointer, message }] : [];
  });
}

const metadata = (name: string, namespace?: string) => ({ name, namespace });
const policy = (podSelector: object, namespace: string | undefined = 'shop', rest: object = {}) => (
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: metadata('web', namespace), spec: { podSelector, ...rest } }
);
const web = { matchLabels: { app: 'web' } };
const workload = (app = 'web', namespace: string | undefined = 'shop', kind = 'Deployment') => ({
  apiVersion: 'apps/v1', kind, metadata: metadata(app, namespace), spec: { template: { metadata: { labels: { app } }, spec: { containers: [] } } },
});
const custom = (apiVersion: string, kind: string) => ({ apiVersion, kind, metadata: metadata('db', 'shop'), spec: {} });

export const networkPolicySelectsPods = defineControl({
  id: 'network-policy-selects-pods',
  title: 'Network policies select pods that exist',
  subject: 'set',
  why: 'a policy with a misspelled label has no effect and nothing reports it: the pods stay as open, or as closed, as they were',
  fix: {
    code: 'use a `Secure*` workload, whose policy selects its own pods',
    yaml: 'correct `spec.podSelector` or `metadata.namespace` of the NetworkPolicy',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  // Selectors of peers are not judged, as kube-linter does: who is allowed in is mostly of another namespace and another file. Nor is a policy where
  // nothing of its namespace was checked, or where a custom resource may run pods.
  frameworks: [
    'kube-linter:dangling-networkpolicy', 'kube-linter:dangling-networkpolicypeer-podselector', 'kube-score:networkpolicy-targets-pod', 'kubescape:C-0299',
  ],
  reads: [POD_LABELS, { kinds: { 'networking.k8s.io/NetworkPolicy': ['/spec/podSelector'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the workloads of the namespace, which may arrive after their policy'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'pods by label', subject: [policy(web), workload()] },
      { shows: 'pods of a workload without namespace', subject: [policy(web), { ...workload(), metadata: { name: 'web' } }] },
      { shows: 'all pods of the namespace', subject: [policy({}), workload('api')] },
      { shows: 'one pod of a StatefulSet', subject: [policy({ matchLabels: { 'statefulset.kubernetes.io/pod-name': 'web-0' } }), workload('web', 'shop', 'StatefulSet')] },
      { shows: 'a policy alone, one part of something larger', subject: [policy(web), workload('api', 'billing')] },
      { shows: 'pods that an operator may run', subject: [policy({ matchLabels: { 'cnpg.io/cluster': 'db' } }), workload(), custom('postgresql.cnpg.io/v1', 'Cluster')] },
      { shows: 'peers that were not checked', subject: [policy(web, 'shop', { ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }] }] }), workload()] },
    ],
    bad: [
      { shows: 'a label that no pod has', subject: [policy(web), workload('api')] },
      { shows: 'an expression that no pod meets', subject: [policy({ matchExpressions: [{ key: 'tier', operator: 'Exists' }] }), workload()] },
      { shows: 'pods of another namespace', subject: [policy(web), workload('web', 'billing')] },
      { shows: 'custom resources that run nothing', subject: [policy(web), workload('api'), custom('external-secrets.io/v1', 'ExternalSecret')] },
      { shows: 'a template that runs nothing', subject: [policy(web), workload('api'), { apiVersion: 'v1', kind: 'PodTemplate', metadata: metadata('web', 'shop'), template: workload().spec.template }] },
    ],
  }),
});
