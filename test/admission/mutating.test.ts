import { Fills } from '../../src/admission/fills';
import { mutatingPolicies } from '../../src/admission/mutating';
import { CATALOGUE } from '../../src/controls';
import { Control } from '../../src/controls/control';
import { field } from '../../src/controls/require';
import { AdmissionRollout, AdmissionRolloutProps } from '../../src/profile/admission-rollout';
import { SecurityProfile } from '../../src/profile/security-profile';
import { SecurityProfileProps } from '../../src/profile/security-profile-props';

const setFor = (props: SecurityProfileProps = {}, rollout: AdmissionRolloutProps = {}) =>
  mutatingPolicies(CATALOGUE, SecurityProfile.restricted(props), AdmissionRollout.of(rollout));
const expressionOf = (name: string, ...props: Parameters<typeof setFor>): string =>
  setFor(...props).policies.find(({ metadata }) => metadata.name.startsWith(`${name}-`))!.spec.mutations[0].jsonPatch.expression;

test('are about the pods of all workloads but those that another workload makes', () => {
  const rules = setFor().policies.flatMap(({ spec }) => spec.matchConstraints.resourceRules.map(({ resources, operations }) => `${resources.join()} ${operations.join()}`));
  expect(rules).toEqual([
    'pods CREATE', 'deployments CREATE,UPDATE', 'statefulsets CREATE,UPDATE', 'daemonsets CREATE,UPDATE', 'jobs CREATE', 'cronjobs CREATE,UPDATE',
    'serviceaccounts CREATE', 'poddisruptionbudgets CREATE', 'namespaces CREATE',
  ]);
});

test.each([['1.34', 'v1beta1'], ['1.35', 'v1beta1'], ['1.36', 'v1'], ['1.37', 'v1']])('for Kubernetes %s they are of %s', (kubernetesVersion, version) => {
  const { policies, bindings } = setFor({ kubernetesVersion });
  expect(new Set([...policies, ...bindings].map(({ apiVersion }) => apiVersion))).toEqual(new Set([`admissionregistration.k8s.io/${version}`]));
});

test('fails for a cluster that has none', () => {
  expect(() => setFor({ kubernetesVersion: '1.33' })).toThrow('cannot write mutating policies for Kubernetes 1.33: they need 1.34; raise kubernetesVersion, or leave them out');
});

test('leave the namespaces of every stage as they are', () => {
  const [{ spec }] = setFor({}, { warnNamespaces: ['legacy'], auditNamespaces: ['sandbox'] }).bindings;
  expect(spec.matchResources).toEqual({
    namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system', 'legacy', 'sandbox'] }] },
  });
  expect(setFor({}, { exemptNamespaces: [] }).bindings[0].spec).toEqual({ policyName: 'pods-defaults.cdk8s-hardened.dev' });
});

test('fill nothing that only whoever runs the workload can know', () => {
  expect(expressionOf('pods')).not.toContain('"cpu"');
});

test('fill a field where it is absent and no condition excludes it', () => {
  expect(expressionOf('pods')).toContain('variables.containers.transformList(i, c, !c[?"securityContext"][?"readOnlyRootFilesystem"].hasValue() '
    + '&& !(variables.pod.?os.?name.orValue("") == "windows"), '
    + 'JSONPatch{op: "add", path: "/spec/containers/" + string(i) + "/securityContext/readOnlyRootFilesystem", value: true})');
  expect(expressionOf('pods')).toContain('(!variables.pod[?"automountServiceAccountToken"].hasValue() '
    + '? [JSONPatch{op: "add", path: "/spec/automountServiceAccountToken", value: false}] : [])');
});

test('add an item to a list that is there without it', () => {
  expect(expressionOf('pods')).toContain('!("ALL" in c[?"securityContext"][?"capabilities"][?"drop"].orValue(["ALL"])) '
    + '&& !(variables.pod.?os.?name.orValue("") == "windows"), '
    + 'JSONPatch{op: "add", path: "/spec/containers/" + string(i) + "/securityContext/capabilities/drop/-", value: "ALL"})');
});

test('fill nothing in a namespace where the control is waived, whatever the day', () => {
  const waivers = [{ namespace: 'shop', control: 'read-only-root-filesystem', reason: 'the vendor image writes to /opt', expires: '2027-03-31' }];
  expect(expressionOf('workloads', {}, { waivers })).toContain('!(variables.pod.?os.?name.orValue("") == "windows" || request.namespace in ["shop"]), '
    + 'JSONPatch{op: "add", path: "/spec/template/spec/containers/" + string(i) + "/securityContext/readOnlyRootFilesystem", value: true})');
});

test('write keys that hold a slash as JSON pointers do', () => {
  expect(expressionOf('namespaces')).toContain('path: "/metadata/labels/pod-security.kubernetes.io~1enforce"');
});

describe('the fields of several controls', () => {
  const control = (id: string, harden: Control['harden']): Control => ({ ...CATALOGUE[0], id: id as Control['id'], optIn: false, harden });
  const fieldsOf = (...controls: Control[]) => new Fills(controls, SecurityProfile.restricted()).ofPod({ subject: 'p' }, 'request.namespace');

  test('come after their parents, which are filled once', () => {
    const fields = fieldsOf(control('no-privileged', { pod: { a: { b: 1 } } }), control('no-host-path', { pod: { a: { c: 2 }, d: 3 } }));
    expect(fields.map(({ keys, value }) => [keys.join('.'), value])).toEqual([['a', {}], ['d', 3], ['a.b', 1], ['a.c', 2]]);
  });

  test('are filled where any of the controls would', () => {
    const [x, y] = [field('x').isTrue(), field('y').isTrue()];
    const fields = fieldsOf(control('no-privileged', { pod: { a: 1 }, unless: x }), control('no-host-path', { pod: { a: 1 }, unless: y }));
    expect(fields).toEqual([{ keys: ['a'], value: 1, condition: '(!(p.?x.orValue(false) == true) || !(p.?y.orValue(false) == true))' }]);
  });

  test('are filled everywhere where one of the controls always would', () => {
    const fields = fieldsOf(control('no-privileged', { pod: { a: 1 }, unless: field('x').isTrue() }), control('no-host-path', { pod: { a: 1 } }));
    expect(fields).toEqual([{ keys: ['a'], value: 1, condition: undefined }]);
  });
});
