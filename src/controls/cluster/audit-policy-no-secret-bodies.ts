import { rulesWithLevel } from '../../objects/audit-levels';
import { DocumentPart } from '../../objects/document-part';
import { SECRET_BODIES } from '../audit-rules';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';
import { Site } from '../site';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
const WITH_BODY = ['Request', 'RequestResponse'];

const REQUESTS = SECRET_BODIES.flatMap((body) => VERBS.map((verb) => ({ ...body, verb })));

function bodiesIn(policy: DocumentPart): Site[] {
  return rulesWithLevel(policy, REQUESTS, WITH_BODY).map(({ rule, requests }) => {
    const level = rule.at('level');
    const logged = [...new Set(requests.map(({ resource }) => resource))].join(', ');
    return { pointer: level.pointer, message: `${level.name} is "${level.text}", which logs the content of ${logged}; put a rule with \`level: Metadata\` for them before it` };
  });
}

const policy = (...rules: object[]) => ({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules });
const secrets = { level: 'Metadata', resources: [{ group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] }, { group: 'authentication.k8s.io' }] };
const everything = { level: 'RequestResponse' };

export const auditPolicyNoSecretBodies = defineControl({
  id: 'audit-policy-no-secret-bodies',
  title: 'The audit log does not contain secrets',
  subject: 'object',
  kinds: ['audit.k8s.io/Policy'],
  why: 'audit logs are shipped to many systems and read by many people, and all of them would have every secret that was written or read',
  fix: {
    code: 'add rules by the verbs of `AuditPolicy`, which keeps its rules about secrets before them',
    yaml: 'begin with a rule that has `level: Metadata` for secrets, configmaps, serviceaccounts/token and tokenreviews: the first rule that matches decides',
  },
  references: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/'],
  frameworks: ['cis:3.2.2'],
  inspect: (manifest) => bodiesIn(new DocumentPart(manifest)),
  admission: READ_FROM_FILE,
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'secrets by their metadata, before everything else', subject: policy(secrets, everything) },
      { shows: 'metadata alone', subject: policy({ level: 'Metadata' }) },
      { shows: 'secrets split by verbs', subject: policy({ ...secrets, verbs: ['get', 'list', 'watch'] }, { ...secrets, verbs: VERBS.slice(3) }, everything) },
    ],
    bad: [
      { shows: 'whole requests of everything', subject: policy(everything) },
      { shows: 'the rule about secrets after the one that matches first', subject: policy(everything, secrets) },
      { shows: 'secrets of one user by their metadata', subject: policy({ ...secrets, users: ['admin'] }, everything) },
      { shows: 'configmaps in full', subject: policy({ level: 'Metadata', resources: [{ group: '', resources: ['secrets'] }] }, { level: 'Request', resources: [{ group: '', resources: ['configmaps'] }] }) },
    ],
  }),
});
