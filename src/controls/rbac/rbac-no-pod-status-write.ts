import { defineControl } from '../control';
import { withholds } from '../grants';

export const rbacNoPodStatusWrite = defineControl({
  id: 'rbac-no-pod-status-write',
  title: 'RBAC rules do not write the status of pods',
  why: 'endpoints come from the addresses and the readiness in the status of pods: whoever writes it sends the traffic of a service to any '
    + 'address, or takes its pods out of service',
  fix: {
    code: 'leave `pods/status` out of the rules of `ScopedRole`, it belongs to the kubelet',
    yaml: 'remove `pods/status` from `rules[].resources`',
  },
  references: [
    'https://github.com/PaloAltoNetworks/rbac-police',
    'https://unit42.paloaltonetworks.com/kubernetes-privilege-escalation/',
  ],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1557'],
  // A warning, like endpoints: controllers that set conditions for readiness gates need it.
  ...withholds({ apiGroups: [''], resources: ['pods/status'], verbs: ['update', 'patch'] }),
});
