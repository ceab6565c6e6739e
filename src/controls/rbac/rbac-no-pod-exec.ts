import { defineControl } from '../control';
import { grants } from '../grants';
import { not } from '../require';

const rule = (changes: object) => ({ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'], ...changes });

export const rbacNoPodExec = defineControl({
  id: 'rbac-no-pod-exec',
  title: 'RBAC rules do not run commands in pods',
  subject: 'policy-rule',
  why: 'a shell in a running pod has its files, secrets, identity and network, and leaves no trace in any manifest',
  fix: {
    code: 'leave `pods/exec` and `pods/attach` out of the rules of the `ScopedRole`; debug with a short-lived grant',
    yaml: 'remove `pods/exec` and `pods/attach` from `rules[].resources`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/', 'https://kep.k8s.io/4006'],
  frameworks: [
    'nsa-cisa:rbac', 'mitre:T1609', 'kubescape:C-0002', 'polaris:clusterrolePodExecAttach', 'polaris:rolePodExecAttach',
    'polaris:clusterrolebindingPodExecAttach', 'polaris:rolebindingClusterRolePodExecAttach', 'polaris:rolebindingRolePodExecAttach',
    'checkov:CKV2_K8S_2', 'trivy:KSV-0053', 'trivy:KSV-0054',
  ],
  power: { may: 'run commands in pods' },
  // WebSocket clients open the stream with GET, so that get is enough wherever the API server does not ask for create as well.
  require: not(grants({ apiGroups: [''], resources: ['pods/exec', 'pods/attach'], verbs: ['create', 'get'] })),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'pods and their logs read', subject: rule({ resources: ['pods', 'pods/log'], verbs: ['get'] }) },
      { shows: 'a subresource of another API group', subject: rule({ apiGroups: ['subresources.example.com'] }) },
      { shows: 'a verb that opens no stream', subject: rule({ verbs: ['list'] }) },
    ],
    bad: [
      { shows: 'exec', subject: rule({}) },
      { shows: 'exec over a WebSocket', subject: rule({ verbs: ['get'] }) },
      { shows: 'exec by all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'exec by its name', subject: rule({ resourceNames: ['web-0'] }) },
      { shows: 'attach', subject: rule({ resources: ['pods', 'pods/attach'] }) },
      { shows: 'exec into anything', subject: rule({ resources: ['*/exec'] }) },
      { shows: 'attach to anything', subject: rule({ resources: ['*/attach'] }) },
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  }),
});
