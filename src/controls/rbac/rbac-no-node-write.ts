import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

export const rbacNoNodeWrite = defineControl({
  id: 'rbac-no-node-write',
  title: 'RBAC rules do not change nodes',
  why: 'labels, taints and capacity decide where pods run: whoever changes nodes moves the pods of others, with their secrets and tokens, to a '
    + 'node under their control',
  fix: {
    code: 'leave nodes and `nodes/status` out of the rules of `ScopedRole`',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for these resources',
  },
  references: [
    'https://unit42.paloaltonetworks.com/kubernetes-privilege-escalation/',
    'https://github.com/PaloAltoNetworks/rbac-police',
  ],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1578'],
  power: { may: 'change nodes', clusterOnly: true },
  ...withholds({ apiGroups: [''], resources: ['nodes', 'nodes/status'], verbs: WRITE }),
});
