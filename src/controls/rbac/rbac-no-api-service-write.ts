import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

export const rbacNoApiServiceWrite = defineControl({
  id: 'rbac-no-api-service-write',
  title: 'RBAC rules do not register API servers',
  why: 'an APIService sends every request for an API group to the server that it names, which reads what is sent and can answer anything',
  fix: {
    code: 'leave apiservices out of the rules of `ScopedRole` and register them through the delivery pipeline',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for these resources',
  },
  references: ['https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/'],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1557'],
  power: { may: 'answer in place of the API server', clusterOnly: true },
  ...withholds({ apiGroups: ['apiregistration.k8s.io'], resources: ['apiservices', 'apiservices/status'], verbs: WRITE }),
});
