import { AuditedRequest, rulesWithLevel } from '../../objects/audit-levels';
import { DocumentPart } from '../../objects/document-part';
import { shortList } from '../../objects/shown-value';
import { AUDIT_RULES, AUDIT_STAGES, CONNECTIONS } from '../audit-rules';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';
import { Site } from '../site';

const of = (group: string, resources: readonly string[], verbs: readonly string[]): AuditedRequest[] =>
  resources.flatMap((resource) => verbs.map((verb) => ({ group, resource, verb })));
const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** The requests that an investigation needs first: changes of workloads and permissions, access to containers, and reads of secrets. */
const RECORDED: readonly AuditedRequest[] = [
  ...of('', CONNECTIONS, ['get', 'create', 'patch']),
  ...of('', ['secrets'], ['get', 'list', 'watch', ...WRITES]),
  ...of('', ['pods', 'serviceaccounts', 'namespaces', 'configmaps', 'services'], WRITES),
  ...of('', ['serviceaccounts/token'], ['create']),
  ...of('apps', ['deployments', 'daemonsets', 'statefulsets'], WRITES),
  ...of('batch', ['jobs', 'cronjobs'], WRITES),
  ...of('rbac.authorization.k8s.io', ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'], WRITES),
  ...of('admissionregistration.k8s.io', ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations', 'validatingadmissionpolicies'], WRITES),
  ...of('networking.k8s.io', ['networkpolicies'], WRITES),
];

function unrecordedIn(policy: DocumentPart): Site[] {
  return rulesWithLevel(policy, RECORDED, ['None']).map(({ rule, requests }) => {
    const some = shortList(requests.map(({ verb, resource }) => `${verb} ${resource}`), 3);
    return rule.name === 'rules' ? { pointer: rule.pointer, message: `rules match no request such as ${some}, which are then not logged; end with a rule \`level: Metadata\`` }
      : { pointer: `${rule.pointer}/level`, message: `${rule.name}.level is "None" for ${some}; limit the rule to other verbs and resources, or move it below the rules that record these` };
  });
}

const policy = (...rules: object[]) => ({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules });
const rest = { level: 'Metadata' };

export const auditPolicyCoversRequests = defineControl({
  id: 'audit-policy-covers-requests',
  title: 'The audit log records what matters for security',
  subject: 'object',
  kinds: ['audit.k8s.io/Policy'],
  why: 'what is not recorded cannot be found out after an attack: who opened a shell in a container, read a secret, or gave themselves a role',
  fix: {
    code: 'leave the rules of `AuditPolicy` as they are, and pass further ones to its verbs',
    yaml: 'limit rules with `level: None` to harmless users, verbs and resources, and end with a rule that has `level: Metadata` and nothing else',
  },
  references: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/', 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  frameworks: ['cis:3.2.1', 'cis:3.2.2', 'nsa-cisa:audit-logging'],
  inspect: (manifest) => unrecordedIn(new DocumentPart(manifest)),
  admission: READ_FROM_FILE,
  harden: {
    objects: { 'audit.k8s.io/Policy': { omitStages: ['RequestReceived'], omitManagedFields: true, rules: AUDIT_STAGES.flatMap((stage) => AUDIT_RULES[stage]) } },
  },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'everything by its metadata', subject: policy(rest) },
      { shows: 'harmless requests left out', subject: policy({ level: 'None', resources: [{ group: '', resources: ['events'] }] }, { level: 'None', nonResourceURLs: ['/healthz*'] }, rest) },
    ],
    bad: [
      { shows: 'rules that match some requests only', subject: policy({ level: 'Metadata', resources: [{ group: '', resources: ['secrets'] }] }) },
      { shows: 'a rule of silence about everything', subject: policy({ level: 'None' }, rest) },
      { shows: 'nothing of a component that attackers take over', subject: policy({ level: 'None', userGroups: ['system:serviceaccounts'] }, rest) },
      { shows: 'no reads', subject: policy({ level: 'None', verbs: ['get', 'list', 'watch'] }, rest) },
    ],
  }),
});
