import { describeControl } from './laws';
import { admissionPolicies } from '../../src/admission/policies';
import { CATALOGUE } from '../../src/controls';
import { Control, Harden, notEnforceable } from '../../src/controls/control';
import { allOf, field } from '../../src/controls/require';
import { listSubject } from '../../src/controls/subjects/list-subject';
import { Subject } from '../../src/controls/subjects/subject';
import { VOCABULARY } from '../../src/controls/vocabulary';
import { Filler } from '../../src/engine/fill';
import { Judge } from '../../src/engine/judge';
import { elementsOf, valueAt } from '../../src/objects/pointer';
import { SecurityProfile } from '../../src/profile/security-profile';
import { controlPage } from '../../src/reports/control-page';
import { explainControl } from '../../src/reports/explain';

const profile = SecurityProfile.restricted();
const judge = (control: Control, ...manifests: object[]) => new Judge([...CATALOGUE, control])
  .findings(manifests.map((manifest) => ({ manifest: manifest as Record<string, unknown>, profile, origin: {}, waivers: [] })))
  .filter((finding) => finding.control === control.id).map(({ pointer, message, outcome }) => `${outcome} ${pointer}: ${message}`);

/** What a new subject costs: this description, and nothing in any other file. */
const auditRule = listSubject({
  name: 'audit-rule',
  kinds: ['audit.k8s.io/Policy'],
  list: 'rules',
  noun: 'rule',
  description: 'rule of the audit policy',
  variable: 'r',
  label: 'r.?level.orValue("")',
  notAdmitted: 'the API server reads its audit policy from a file, and stores no such object',
});

const ABOUT_AUDIT_RULES: Control = {
  ...VOCABULARY['audit-policy-no-secret-bodies'],
  id: 'audit-policy-no-secret-bodies',
  subject: auditRule,
  title: 'Audit rules record no bodies',
  why: 'bodies of requests hold the values of secrets, and the log is read by many',
  fix: { code: 'leave `level` of the rule unset', yaml: 'set `level: Metadata` in the rule, and omit the stage RequestReceived' },
  references: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/'],
  require: allOf(field('level').isOneOf(['None', 'Metadata']), field('omitStages').includes('RequestReceived')),
  harden: { 'audit-rule': { level: 'Metadata', omitStages: ['RequestReceived'] } } as Harden,
  absent: 'bad',
  examples: {
    good: [
      { shows: 'metadata only', subject: { level: 'Metadata', omitStages: ['RequestReceived'] } },
      { shows: 'nothing recorded', subject: { level: 'None', omitStages: ['RequestReceived'] } },
    ],
    bad: [
      { shows: 'whole requests', subject: { level: 'Request', omitStages: ['RequestReceived'] } },
      { shows: 'a stage too many', subject: { level: 'None' } },
    ],
  },
};

const auditPolicy = (...rules: unknown[]) => ({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules });

describe('a subject that no file of src knows', () => {
  describe('has the laws of every control', () => describeControl(ABOUT_AUDIT_RULES));

  test('is judged, with the place of each fault', () => {
    const rules = [{ level: 'None', omitStages: ['RequestReceived'] }, { level: 'Request', omitStages: [] }, { level: 3, omitStages: ['RequestReceived'] }];
    expect(judge(ABOUT_AUDIT_RULES, auditPolicy(...rules))).toEqual([
      'violation /rules/1/level: level is "Request", must be one of "None", "Metadata"',
      'violation /rules/1/omitStages: omitStages is [], must include "RequestReceived"',
      'inconclusive /rules/2/level: level is 3, must be one of "None", "Metadata"',
    ]);
  });

  test('is not looked for in other kinds', () => {
    expect(judge(ABOUT_AUDIT_RULES, { ...auditPolicy({}), kind: 'Odd' }, { ...auditPolicy({}), apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' })).toEqual([]);
  });

  test('is filled in', () => {
    const policy = auditPolicy({ level: 'None' }, {});
    const filled = new Filler([ABOUT_AUDIT_RULES]).fill(policy, profile).map(({ pointer }) => pointer);
    expect(filled).toEqual(['/rules/0/omitStages', '/rules/1/level', '/rules/1/omitStages']);
    expect(policy.rules[1]).toEqual({ level: 'Metadata', omitStages: ['RequestReceived'] });
  });

  test('is left out of admission policies with its reason', () => {
    const { policies, leftOut } = admissionPolicies([ABOUT_AUDIT_RULES], profile, 'deny');
    expect(policies).toEqual([]);
    expect(leftOut).toEqual([{ control: ABOUT_AUDIT_RULES, because: auditRule.notAdmitted }]);
  });

  test('is described', () => {
    const page = controlPage(ABOUT_AUDIT_RULES);
    expect(page).toContain('Nothing set:\n\n```yaml\nrules:\n  - {}\n```');
    expect(page).toContain('In each rule:\n\n```yaml\nlevel: Metadata\n');
    expect(page).toContain('| admission | no | the API server reads its audit policy from a file, and stores no such object |');
    expect(explainControl(ABOUT_AUDIT_RULES)).toContain('# in each rule\n  level: Metadata');
  });
});

describe('a subject that no file of src knows, in a kind that the API server stores', () => {
  const pullSecret = listSubject({
    name: 'pull-secret', kinds: ['ServiceAccount'], list: 'imagePullSecrets', noun: 'pull secret', description: 'pull secret of the account',
    variable: 's', label: 's.?name.orValue("")',
  });
  const control: Control = {
    ...ABOUT_AUDIT_RULES,
    subject: pullSecret,
    harden: undefined,
    require: field('name').equals('registry'),
    examples: { good: [{ shows: 'the secret of the platform', subject: { name: 'registry' } }], bad: [{ shows: 'another secret', subject: { name: 'own' } }] },
  };

  describe('has the laws of every control', () => describeControl(control));

  test('is stated by an admission policy that names what is at fault', () => {
    const { policies: [{ spec }] } = admissionPolicies([control], profile, 'deny');
    expect(spec.variables).toEqual([{ name: 'imagePullSecrets', expression: expect.stringContaining('object.imagePullSecrets') }]);
    expect(spec.validations).toMatchObject([{
      expression: 'variables.imagePullSecrets.all(s, s.?name.orValue("") == "registry")',
      messageExpression: expect.stringContaining('"pull secret " + variables.imagePullSecrets.filter(s, '),
    }]);
    expect(spec.matchConditions[0].expression).toContain('object.?imagePullSecrets.orValue(null) != oldObject.?imagePullSecrets.orValue(null)');
  });
});

/** The arguments of the main containers of a static pod, which are strings. */
const argument: Subject<string> = {
  name: 'argument',
  isIn: (groupKind) => groupKind === 'Pod',
  framesIn: ({ manifest, object }) => elementsOf(valueAt(manifest, '/spec/containers'))
    .flatMap((container, i) => elementsOf(valueAt(container, '/args'))
      .map((value, k) => ({ subject: { value: String(value), pointer: `/spec/containers/${i}/args/${k}` }, object }))),
  notAdmitted: 'the kubelet reads static pods from files',
  text: { variable: 'argument', meaning: () => 'each argument of the command', each: 'each argument' },
  examples: {
    showsUnset: false,
    excerpt: ({ subject }) => [{ containers: [{ args: [subject] }] }],
    placements: ({ subject }) => [{ where: 'Pod', manifests: [{ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ args: ['--v=2', subject] }] } }] }],
  },
};

describe('a subject that no file of src knows and that is no map', () => {
  const control: Control = {
    ...VOCABULARY['kubelet-no-anonymous'],
    id: 'kubelet-no-anonymous',
    subject: argument,
    title: 'Components admit no anonymous requests',
    why: 'anybody who reaches the port is served',
    fix: { code: 'leave `anonymousAuth` unset', yaml: 'pass `--anonymous-auth=false`' },
    references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/'],
    inspect: (value: string) => (value === '--anonymous-auth=true' ? [{ pointer: '', message: 'admits anonymous requests' }] : []),
    admission: notEnforceable('the kubelet reads static pods from files'),
    absent: 'not-applicable',
    examples: { good: [{ shows: 'refused', subject: '--anonymous-auth=false' }], bad: [{ shows: 'admitted', subject: '--anonymous-auth=true' }] },
  };

  describe('has the laws of every control', () => describeControl(control));

  test('is inspected, with pointers that start at the subject', () => {
    const [{ manifests }] = argument.examples.placements(control.examples.bad[0], {});
    expect(judge(control, ...manifests)).toEqual(['violation /spec/containers/0/args/1: admits anonymous requests']);
  });
});
