import { defineControl } from '../control';
import { withholds } from '../grants';

export const rbacNoServiceProxy = defineControl({
  id: 'rbac-no-service-proxy',
  title: 'RBAC rules do not proxy to pods and services',
  why: 'the proxy reaches any port of a pod or service from the API server, bypassing every NetworkPolicy and any login in front of the service',
  fix: {
    code: 'leave `pods/proxy` and `services/proxy` out of the rules of `ScopedRole`, and open the path with `allowFrom`',
    yaml: 'remove `pods/proxy` and `services/proxy` from `rules[].resources`',
  },
  references: [
    'https://kubernetes.io/docs/concepts/cluster-administration/proxies/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1090'],
  // Each verb is an HTTP method that is passed on. A warning, as for port forwarding: it reaches what listens, and runs nothing by itself.
  ...withholds({ apiGroups: [''], resources: ['pods/proxy', 'services/proxy'], verbs: ['create', 'get', 'update', 'patch', 'delete'] }),
});
