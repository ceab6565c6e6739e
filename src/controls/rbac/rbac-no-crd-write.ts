import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

export const rbacNoCrdWrite = defineControl({
  id: 'rbac-no-crd-write',
  title: 'RBAC rules do not write custom resource definitions',
  why: 'the conversion webhook of a definition reads and rewrites every object of the kind, those that operators with more rights act on '
    + 'included; deleting the definition deletes all of them',
  fix: {
    code: 'install custom resource definitions through the delivery pipeline, and leave them out of the rules of `ScopedRole`',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for these resources',
  },
  references: ['https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#webhook-conversion'],
  frameworks: ['nsa-cisa:rbac'],
  power: { may: 'rewrite every custom resource', clusterOnly: true },
  ...withholds({ apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions', 'customresourcedefinitions/status'], verbs: WRITE }),
});
