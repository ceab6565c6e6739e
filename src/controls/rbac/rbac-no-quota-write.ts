import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

export const rbacNoQuotaWrite = defineControl({
  id: 'rbac-no-quota-write',
  title: 'RBAC rules do not change quotas and limit ranges',
  why: 'quotas and limit ranges are what keeps one namespace from using up the nodes of all others: whoever changes them removes their '
    + 'own limits',
  fix: {
    code: 'leave resourcequotas and limitranges out of the rules of `ScopedRole`, and set them with `HardenedNamespace`',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for these resources',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#denial-of-service-risks'],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1499'],
  // A warning: it starves neighbors, and gives no access to them.
  ...withholds({ apiGroups: [''], resources: ['resourcequotas', 'resourcequotas/status', 'limitranges'], verbs: WRITE }),
});
