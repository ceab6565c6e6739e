import { defineControl } from '../control';
import { grants } from '../grants';
import { not } from '../require';

const rule = (changes: object) => ({ apiGroups: [''], resources: ['pods/portforward'], verbs: ['create'], ...changes });

export const rbacNoPortForward = defineControl({
  id: 'rbac-no-port-forward',
  title: 'RBAC rules do not forward ports of pods',
  subject: 'policy-rule',
  why: 'a forwarded port reaches a pod through the API server and the kubelet, bypassing every NetworkPolicy',
  fix: {
    code: 'leave `pods/portforward` out of the rules of the `ScopedRole`; open the path with `allowFrom`',
    yaml: 'remove `pods/portforward` from `rules[].resources`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  frameworks: ['nsa-cisa:rbac', 'kubescape:C-0063'],
  // get for WebSocket clients, as in rbac-no-pod-exec
  require: not(grants({ apiGroups: [''], resources: ['pods/portforward'], verbs: ['create', 'get'] })),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'pods read', subject: rule({ resources: ['pods'], verbs: ['get'] }) },
      { shows: 'a subresource of another API group', subject: rule({ apiGroups: ['subresources.example.com'] }) },
      { shows: 'a verb that opens no stream', subject: rule({ verbs: ['list'] }) },
    ],
    bad: [
      { shows: 'port forwarding', subject: rule({}) },
      { shows: 'port forwarding over a WebSocket', subject: rule({ verbs: ['get'] }) },
      { shows: 'port forwarding by all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'port forwarding to anything', subject: rule({ resources: ['*/portforward'] }) },
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  }),
});
