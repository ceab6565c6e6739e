import { defineControl } from '../control';
import { allOf, anyOf, field } from '../require';

export const apiserverAuthorizationMode = defineControl({
  id: 'apiserver-authorization-mode',
  title: 'The API server authorizes requests with Node and RBAC',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'with `AlwaysAllow` every authenticated request is granted, and without `Node` a kubelet can read the secrets of all other nodes',
  fix: {
    code: 'render the flags with `ControlPlane`, which authorizes by node and by role',
    yaml: 'pass `--authorization-mode=Node,RBAC`, or list both in the file of `--authorization-config`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#authorization-modules'],
  frameworks: ['cis:1.2.6', 'cis:1.2.7', 'cis:1.2.8', 'nsa-cisa:rbac'],
  require: anyOf(
    allOf(
      field('--authorization-mode').includes('Node'), field('--authorization-mode').includes('RBAC'),
      field('--authorization-mode').excludes('AlwaysAllow'), field('--authorization-mode').excludes('ABAC'),
    ),
    allOf(field('--authorization-config').isNotEmpty(), field('--authorization-mode').isAbsent()),
  ),
  harden: { component: { '--authorization-mode': ['Node', 'RBAC'] } },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a file', subject: { '--authorization-config': '/etc/kubernetes/secure/authorization.yaml' } },
      { shows: 'node and role', subject: { '--authorization-mode': ['Node', 'RBAC'] } },
      { shows: 'a webhook beside them', subject: { '--authorization-mode': ['Node', 'RBAC', 'Webhook'] } },
    ],
    bad: [
      { shows: 'a file, and everything allowed', subject: { '--authorization-mode': ['AlwaysAllow'], '--authorization-config': '/etc/kubernetes/secure/authorization.yaml' } },
      { shows: 'everything allowed', subject: { '--authorization-mode': ['AlwaysAllow'] } },
      { shows: 'roles alone', subject: { '--authorization-mode': ['RBAC'] } },
      { shows: 'nodes alone', subject: { '--authorization-mode': ['Node'] } },
      { shows: 'everything allowed in the end', subject: { '--authorization-mode': ['Node', 'RBAC', 'AlwaysAllow'] } },
      { shows: 'a policy file of the API server', subject: { '--authorization-mode': ['Node', 'RBAC', 'ABAC'] } },
      { shows: 'no modes, and no file', subject: { '--authorization-mode': [], '--authorization-config': '' } },
    ],
  }),
});
