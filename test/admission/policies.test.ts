import { lift } from '../../src/admission/lifting';
import { readsOnlyMetadata } from '../../src/admission/paths';
import { admissionPolicies } from '../../src/admission/policies';
import { ValidatingPolicy } from '../../src/admission/policy';
import { ADMITTED_KINDS, RESOURCES } from '../../src/admission/resources';
import { asStaticManifests } from '../../src/admission/static-manifests';
import { CATALOGUE } from '../../src/controls';
import { requirement } from '../../src/engine/compiled-controls';
import { API_RESOURCES } from '../../src/objects/api-resources';
import { POD_KINDS } from '../../src/objects/pod-template';
import { CLUSTER_SCOPED_KINDS, NAMESPACED_KINDS } from '../../src/objects/scope';
import { AdmissionRollout, AdmissionRolloutProps } from '../../src/profile/admission-rollout';
import { AdmissionWaiver } from '../../src/profile/admission-waiver';
import { SecurityProfile } from '../../src/profile/security-profile';
import { SecurityProfileProps } from '../../src/profile/security-profile-props';
import { OPT_INS } from '../laws/profiles';

const setFor = (props: SecurityProfileProps = {}, rollout: AdmissionRolloutProps = {}) =>
  admissionPolicies(CATALOGUE, SecurityProfile.restricted(props), 'deny', AdmissionRollout.of(rollout));
const named = (policies: readonly ValidatingPolicy[], name: string): ValidatingPolicy => policies.find(({ metadata }) => metadata.name === `${name}.cdk8s-hardened.dev`)!;
const idsOf = ({ spec }: ValidatingPolicy): string[] => spec.validations.map(({ message }) => message.split(':')[0]);

const everything: SecurityProfileProps = { requiredLabels: { owner: 'team-x' }, severities: OPT_INS };

test('every control is in a policy, or says why it cannot be', () => {
  const { policies, leftOut } = setFor(everything);
  const stated = policies.flatMap(idsOf);
  expect(CATALOGUE.map(({ id }) => id).filter((id) => !stated.includes(id))).toEqual(leftOut.map(({ control }) => control.id));
  expect(leftOut.filter(({ because }) => because === '')).toEqual([]);
});

test('policies of pods see every way to change one', () => {
  expect(named(setFor().policies, 'pods-errors').spec.matchConstraints.resourceRules).toEqual([
    { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['pods', 'pods/ephemeralcontainers', 'pods/resize'] },
  ]);
});

test('policies that read labels or annotations see every subresource that takes new ones', () => {
  const readers = setFor(everything).policies.filter(({ spec }) => /metadata\.\?(?:labels|annotations)/.test(spec.matchConditions[0].expression));
  const seen = readers.flatMap(({ spec }) => spec.matchConstraints.resourceRules.flatMap(({ apiGroups: [group], resources }) => resources.map((name) => `${group} ${name}`)));
  const ways = API_RESOURCES.filter(({ resource, verbs }) => /\/(?:status|finalize)$/.test(resource) && verbs.includes('update'))
    .map(({ group, resource }) => `${group} ${resource}`).filter((way) => seen.includes(way.split('/')[0]));
  expect(ways).toEqual(expect.arrayContaining([' namespaces/status', ' namespaces/finalize', 'networking.k8s.io ingresses/status']));
  expect(ways.filter((way) => !seen.includes(way))).toEqual([' pods/status']); // written by kubelets all the time
});

test('there is a policy for each place that pods are kept in', () => {
  const groups = ['pods', 'podtemplates', 'workloads', 'cronjobs'].map((name) => named(setFor().policies, `${name}-errors`));
  const resources = groups.flatMap(({ spec }) => spec.matchConstraints.resourceRules.map((rule) => rule.resources[0]));
  expect(resources.sort()).toEqual(Object.keys(POD_KINDS).map((kind) => RESOURCES[kind].resource).sort());
  expect(groups.map(idsOf)).toEqual(groups.map(() => idsOf(groups[0])));
});

test('warnings are in policies of their own, and what the profile raises is among the errors', () => {
  const registries = ['registry.example.com'];
  expect(idsOf(named(setFor().policies, 'pods-warnings'))).toContain('trusted-registry');
  expect(idsOf(named(setFor({ registries }).policies, 'pods-errors'))).toContain('trusted-registry');
});

test('fails closed where a policy itself fails', () => {
  expect(new Set(setFor().policies.map(({ spec }) => spec.failurePolicy))).toEqual(new Set(['Fail']));
});

test('a control that holds for some workloads only says so', () => {
  const { validations } = named(setFor().policies, 'workloads-warnings').spec;
  const { expression } = validations.find(({ message }) => message.startsWith('liveness-probe:'))!;
  expect(expression).toMatch(/^!\(request\.kind\.kind in \["ReplicationController", "ReplicaSet", "Deployment", "StatefulSet", "DaemonSet"\]\) \|\| \(/);
});

test('messages name the containers', () => {
  const [first] = named(setFor().policies, 'pods-errors').spec.validations.filter(({ messageExpression }) => messageExpression);
  expect(first.messageExpression).toMatch(/^"no-privileged: violated by " \+ "container " \+ \(variables\.initContainers\.filter\(c, .*\)\.map\(c, c\.name\) .*\.join\(", "\) \+ "; /);
  expect(first.message).toMatch(/^no-privileged: Containers are not privileged; /);
});

test('no text is broken into lines, and none is longer than the API server prints', () => {
  const texts = setFor(everything).policies.flatMap(({ spec }) => spec.validations.flatMap(({ message, messageExpression = '' }) => [message, messageExpression]));
  expect(texts.filter((text) => text.includes('\n'))).toEqual([]);
  expect(texts.filter((text) => text.length > 5000 && !text.startsWith('"'))).toEqual([]);
});

test('each policy and binding is of the general version of its kind', () => {
  const { policies, bindings } = setFor();
  expect(new Set([...policies, ...bindings].map(({ apiVersion, kind }) => `${apiVersion} ${kind}`))).toEqual(new Set([
    'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding',
  ]));
});

test('nothing is stated that holds for every object', () => {
  const expressions = setFor(everything).policies.flatMap(({ spec }) => spec.validations.map(({ expression }) => expression));
  expect(expressions.filter((text) => text === 'true' || text === '')).toEqual([]);
});

test('a control that is off by default is neither stated nor left out, unless the profile gives it a severity', () => {
  const optIns = Object.keys(OPT_INS);
  const ids = ({ policies, leftOut }: ReturnType<typeof setFor>): string[] => (
    [...policies.flatMap(idsOf), ...leftOut.map(({ control }) => control.id)]);
  expect(ids(setFor()).filter((id) => optIns.includes(id))).toEqual([]);
  expect(optIns.filter((id) => !ids(setFor(everything)).includes(id))).toEqual([]);
});

test('fields have no static type where a statement is about several kinds and reads more than their metadata', () => {
  const aboutObjects = CATALOGUE.filter((control) => 'require' in control && control.subject.cel?.holder === '');
  const texts = aboutObjects.map((control) => {
    const expression = requirement(control, SecurityProfile.restricted(everything))!;
    const isUntyped = lift(control, expression).expression.includes('dyn(object)');
    return { id: control.id, isUntyped, needs: (control.kinds ?? []).length > 1 && !readsOnlyMetadata(expression) };
  });
  expect(texts.filter(({ isUntyped, needs }) => isUntyped !== needs)).toEqual([]);
  expect(new Set(texts.map(({ needs }) => needs)).size).toBe(2);
});

describe('bindings', () => {
  const bindings = (name: string, rollout: AdmissionRolloutProps = {}) => setFor({}, rollout).bindings.filter(({ spec }) => spec.policyName === `${name}.cdk8s-hardened.dev`)
    .map(({ spec: { validationActions, matchResources } }) => [validationActions.join(), ...matchResources?.namespaceSelector.matchExpressions.map(({ operator, values }) => `${operator} ${values.join()}`) ?? []]);

  test('leave the namespaces of the cluster itself alone', () => {
    expect(bindings('pods-errors')).toEqual([['Deny,Audit', 'NotIn kube-system']]);
  });

  test('have no selector where nothing is exempt', () => {
    expect(bindings('pods-errors', { exemptNamespaces: [] })).toEqual([['Deny,Audit']]);
  });

  test('put namespaces into stages', () => {
    const stages = { warnNamespaces: ['legacy', 'beta'], auditNamespaces: ['sandbox'] };
    expect(bindings('pods-errors', stages)).toEqual([['Deny,Audit', 'NotIn beta,kube-system,legacy,sandbox'], ['Warn,Audit', 'In beta,legacy'], ['Audit', 'In sandbox']]);
    expect(bindings('pods-warnings', stages)).toEqual([['Warn,Audit', 'NotIn kube-system,sandbox'], ['Audit', 'In sandbox']]);
  });

  test('exempt nothing that belongs to no namespace', () => {
    const stages = { warnNamespaces: ['legacy'], auditNamespaces: ['sandbox'] };
    expect(bindings('clusterroles-errors', stages)).toEqual([['Deny,Audit']]);
    expect(bindings('namespaces-warnings', stages)).toEqual([['Warn,Audit']]);
  });

  test('select by no label but the name', () => {
    const keys = setFor({}, { warnNamespaces: ['legacy'] }).bindings.flatMap(({ spec }) => spec.matchResources?.namespaceSelector.matchExpressions.map(({ key }) => key) ?? []);
    expect(new Set(keys)).toEqual(new Set(['kubernetes.io/metadata.name']));
  });

  test('refuse and warn never at once', () => {
    const actions = setFor({}, { warnNamespaces: ['legacy'] }).bindings.map(({ spec }) => spec.validationActions);
    expect(actions.filter((one) => one.includes('Deny') && one.includes('Warn'))).toEqual([]);
  });
});

test('each kind has its scope', () => {
  const isScoped = (kind: string): boolean => (RESOURCES[kind].clusterScoped ? CLUSTER_SCOPED_KINDS : NAMESPACED_KINDS).includes(kind);
  expect(ADMITTED_KINDS.filter((kind) => !isScoped(kind))).toEqual([]);
});

test('static manifests keep what they say and change their names', () => {
  const { policies: [policy], bindings: [binding] } = setFor();
  const name = `${policy.metadata.name}.static.k8s.io`;
  expect(asStaticManifests([policy])).toEqual([{ ...policy, metadata: { ...policy.metadata, name } }]);
  expect(asStaticManifests([binding])).toEqual([
    { ...binding, metadata: { ...binding.metadata, name: `${binding.metadata.name}.static.k8s.io` }, spec: { ...binding.spec, policyName: name } },
  ]);
});

describe('waivers of the rollout', () => {
  const waived = (...waivers: AdmissionWaiver[]) => () => setFor({}, { waivers });
  const waiver = { namespace: 'shop', control: 'no-privileged', reason: 'the vendor wants it so' };

  test('are known by the former names of controls', () => {
    const { policies } = waived({ ...waiver, control: 'read-only-root-fs' })();
    const { expression } = named(policies, 'pods-errors').spec.validations.find(({ message }) => message.startsWith('read-only-root-filesystem:'))!;
    expect(expression).toMatch(/^request\.namespace in \["shop"\] \|\| \(/);
  });

  test.each([
    ['for a control that cannot be waived', { ...waiver, control: 'rbac-no-system-masters' }, 'no exception from rbac-no-system-masters can be right'],
    ['for no control', { ...waiver, control: 'no-such' }, 'there is no control "no-such"'],
    ['without a reason', { ...waiver, reason: 'because' }, 'reason "because" is shorter than 10 characters'],
    ['until no day', { ...waiver, expires: '2027-02-30' }, 'expires "2027-02-30" is not a date'],
    ['for no namespace', { ...waiver, namespace: 'shop-*' }, 'the name of the namespace'],
  ])('fails %s', (_, one, message) => {
    expect(waived(one)).toThrow(message);
  });

  test('end on the day in UTC of a date', () => {
    const bytes = (...ends: Partial<AdmissionWaiver>[]) => ends.map((end) => JSON.stringify(waived({ ...waiver, ...end })()));
    const [text, first, last] = bytes({ expires: '2027-03-31' }, { expiresOn: new Date('2027-03-31T00:00:00Z') }, { expiresOn: new Date('2027-03-31T23:59:59Z') });
    expect([first, last]).toEqual([text, text]);
  });

  test('fails on a second one for the same place, under whatever name', () => {
    expect(waived({ ...waiver, control: 'read-only-root-fs' }, { ...waiver, control: 'read-only-root-filesystem' })).toThrow('it is waived there already; keep one entry');
  });
});
