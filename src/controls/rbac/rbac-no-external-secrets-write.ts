import { defineControl } from '../control';
import { withholds } from '../grants';

/** What the External Secrets operator copies secrets by, and where it gets them from. */
const RESOURCES = ['externalsecrets', 'clusterexternalsecrets', 'pushsecrets', 'clusterpushsecrets', 'secretstores', 'clustersecretstores'];
const VERBS = ['create', 'update', 'patch'];

export const rbacNoExternalSecretsWrite = defineControl({
  id: 'rbac-no-external-secrets-write',
  title: 'RBAC rules do not write objects of External Secrets',
  why: 'the operator copies whatever its stores hold into Secrets of the namespace, and by PushSecret the Secrets of the cluster out of it, with rights of its own',
  fix: {
    code: 'leave the group `external-secrets.io` out of the rules of `ScopedRole`, and declare secrets with `ExternalSecretMount`',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for `external-secrets.io`',
  },
  references: [
    'https://external-secrets.io/latest/guides/security-best-practices/', 'https://external-secrets.io/latest/api/pushsecret/',
  ],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1552.007'],
  // A warning: with a SecretStore for each namespace, whose credentials reach the secrets of that team alone, its people may well write them.
  ...withholds({ apiGroups: ['external-secrets.io'], resources: RESOURCES, verbs: VERBS }),
});
