import { keyOf } from '../../objects/manifest';
import { elementsOf, isObject, valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, SetMember } from '../control';
import { byNamespace, namespacesForApplications } from '../members';

const FIELDS = ['default', 'defaultRequest', 'max', 'min'];

/** The fields that the limits of a LimitRange set for containers. */
function fieldsOf({ manifest }: SetMember): string[] {
  return elementsOf(valueAt(manifest, '/spec/limits')).filter((limit) => isObject(limit) && limit.type === 'Container')
    .flatMap((limit) => Object.entries(limit as object).filter(([, value]) => isObject(value) && Object.keys(value).length > 0).map(([key]) => key));
}

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const limitRange = (limit: object, name = 'shop') => ({
  apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'defaults', namespace: name }, spec: { limits: [{ type: 'Container', ...limit }] },
});
const full = {
  default: { cpu: '500m', memory: '256Mi' }, defaultRequest: { cpu: '100m', memory: '128Mi' }, max: { cpu: '2', memory: '2Gi' }, min: { cpu: '10m', memory: '16Mi' },
};

export const namespaceLimitRange = defineControl({
  id: 'namespace-limit-range',
  title: 'Namespaces have a LimitRange for containers',
  subject: 'set',
  why: 'a container without requests and limits is refused where a quota is set, and takes whatever the node has elsewhere',
  fix: {
    code: 'make the namespace with `HardenedNamespace`, which adds a LimitRange',
    yaml: 'add a LimitRange to the namespace with one entry of `type: Container` that sets `default`, `defaultRequest`, `max` and `min`',
  },
  references: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  frameworks: ['nsa-cisa:resource-policies', 'mitre:T1496', 'trivy:KSV-0039', 'kyverno:add-ns-quota'],
  reads: [{ kinds: { LimitRange: ['/spec'] } }],
  inspectSet: (set) => {
    const limitRanges = byNamespace(set, 'LimitRange');
    return namespacesForApplications(set).flatMap((member) => {
      const { name } = keyOf(member.manifest);
      const present = new Set(limitRanges(name).flatMap(fieldsOf));
      const missing = FIELDS.filter((field) => !present.has(field));
      const message = `no LimitRange in namespace "${name}" sets ${missing.join(', ')} for containers`;
      return missing.length === 0 ? [] : [{ member, pointer: '/metadata/name', message }];
    });
  },
  admission: notEnforceable('needs the LimitRanges of the namespace, and none of them can exist before it'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'defaults and bounds', subject: [namespace, limitRange(full)] },
      { shows: 'a namespace of Kubernetes itself', subject: [{ ...namespace, metadata: { name: 'kube-system' } }] },
    ],
    bad: [
      { shows: 'no LimitRange', subject: [namespace] },
      ...FIELDS.map((field) => ({ shows: `no ${field}`, subject: [namespace, limitRange({ ...full, [field]: {} })] })),
      { shows: 'limits for whole pods', subject: [namespace, limitRange({ ...full, type: 'Pod' })] },
      { shows: 'a LimitRange of another namespace', subject: [namespace, limitRange(full, 'billing')] },
    ],
  }),
});
