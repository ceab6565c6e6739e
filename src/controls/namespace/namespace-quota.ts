import { keyOf } from '../../objects/manifest';
import { boundsOf } from '../../objects/resource-need';
import { defineControl, notEnforceable } from '../control';
import { byNamespace, namespacesForApplications } from '../members';

const RESOURCES = ['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const quota = (spec: object, name = 'shop') => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota', namespace: name }, spec });
const hard = { 'requests.cpu': '8', 'requests.memory': '8Gi', 'limits.cpu': '16', 'limits.memory': '16Gi' };

export const namespaceQuota = defineControl({
  id: 'namespace-quota',
  title: 'Namespaces have a quota for CPU and memory',
  subject: 'set',
  why: 'one runaway or hostile workload can use up the nodes for everyone, since nothing limits what the namespace may request',
  fix: {
    code: 'pass `quota`, as made by `Quota.of`, to `HardenedNamespace`',
    yaml: 'add a ResourceQuota to the namespace that sets `requests.cpu`, `requests.memory`, `limits.cpu` and `limits.memory` in `spec.hard`',
  },
  references: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  frameworks: ['nsa-cisa:resource-policies', 'mitre:T1496', 'mitre:T1499', 'trivy:KSV-0040', 'kyverno:add-ns-quota'],
  reads: [{ kinds: { ResourceQuota: ['/spec'] } }],
  inspectSet: (set) => {
    const quotas = byNamespace(set, 'ResourceQuota');
    return namespacesForApplications(set).flatMap((member) => {
      const { name } = keyOf(member.manifest);
      const bounded = new Set(quotas(name).flatMap(({ manifest }) => boundsOf(manifest).map(({ resource }) => resource)));
      const missing = RESOURCES.filter((resource) => !bounded.has(resource));
      const message = `no ResourceQuota in namespace "${name}" bounds ${missing.join(', ')}`;
      return missing.length === 0 ? [] : [{ member, pointer: '/metadata/name', message }];
    });
  },
  admission: notEnforceable('needs the ResourceQuotas of the namespace, and none of them can exist before it'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a namespace of Kubernetes itself', subject: [{ ...namespace, metadata: { name: 'kube-system' } }] },
      { shows: 'all four resources', subject: [namespace, quota({ hard })] },
      { shows: 'the short names of requests', subject: [namespace, quota({ hard: { 'cpu': '8', 'memory': '8Gi', 'limits.cpu': '16', 'limits.memory': '16Gi' } })] },
      {
        shows: 'two quotas',
        subject: [
          namespace, quota({ hard: { 'requests.cpu': '8', 'limits.cpu': '16' } }), quota({ hard: { 'requests.memory': '8Gi', 'limits.memory': '16Gi' } }),
        ],
      },
    ],
    bad: [
      { shows: 'no quota', subject: [namespace] },
      { shows: 'a quota for pods only', subject: [namespace, quota({ hard: { pods: '20' } })] },
      { shows: 'a quota of another namespace', subject: [namespace, quota({ hard }, 'billing')] },
      { shows: 'a quota for some pods only', subject: [namespace, quota({ hard, scopes: ['Terminating'] })] },
    ],
  }),
});
