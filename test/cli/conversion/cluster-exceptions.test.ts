import { clusterExceptions } from '../../../src/cli/conversion/cluster-exceptions';

const FROM = 'x.yaml, PolicyException delta';
const RESOURCES = { kinds: ['Pod'], namespaces: ['shop'], names: ['web'] };
const WEB = { kind: 'Pod', namespace: 'shop', name: 'web' };
const match = (...any: readonly object[]): object => ({ any: any.map((resources) => ({ resources })) });

const exception = (spec: object, annotations?: object): unknown[] =>
  clusterExceptions({ apiVersion: 'kyverno.io/v2', kind: 'PolicyException', metadata: { name: 'delta', annotations }, spec } as never, 'x.yaml');
const ofPolicies = (names: readonly unknown[], more: object = {}): unknown[] =>
  exception({ exceptions: names.map((policyName) => ({ policyName })), match: match(RESOURCES), ...more });
const ofStandard = (entry: unknown, more: object = {}): unknown[] =>
  exception({ exceptions: [{ policyName: 'psa' }], podSecurity: [entry], match: match(RESOURCES), ...more });

test('a policy is an exception, without the namespace that it is in, and something else is none', () => {
  expect(ofPolicies(['a', 'team/b', 7])).toEqual(['a', 'b'].map((check) => ({ tool: 'kyverno', check, object: WEB, from: FROM })));
  expect(ofPolicies([])).toEqual([]);
});

test.each<[string, object, unknown]>([
  ['kind, namespace and name', RESOURCES, [WEB]],
  ['several of each', { kinds: ['Pod', 'Job'], namespaces: ['a', 'b'], names: ['x', 'y'] }, ['Pod', 'Job'].flatMap((kind) => ['a', 'b'].flatMap((namespace) => ['x', 'y'].map((name) => ({ kind, namespace, name }))))],
  ['a kind alone', { kinds: ['Pod'] }, [{ kind: 'Pod', name: '*' }]],
  ['a namespace alone', { namespaces: ['shop'] }, [{ namespace: 'shop', name: '*' }]],
  ['everything', { kinds: ['*'], namespaces: ['*'], names: ['*'] }, [{ name: '*' }]],
  ['kinds with group, version and subresource', { kinds: ['apps/v1/Deployment', 'batch/Job', 'Pod/exec', 'pods'] }, ['Deployment', 'Job', 'Pod', 'pods'].map((kind) => ({ kind, name: '*' }))],
  ['operations, which an exception from a check does not depend on', { ...RESOURCES, operations: ['CREATE'] }, [WEB]],
  ['names that are none', { kinds: ['Pod', 7], names: [null] }, [{ kind: 'Pod', name: '*' }]],
])('objects are selected by %s', (_, resources, objects) => {
  expect(exception({ exceptions: [{ policyName: 'a' }], match: match(resources) }).map((one) => (one as { object: object }).object)).toEqual(objects);
});

test('each entry of `any` selects objects, and so does the one entry of `all`', () => {
  const objects = (spec: object): unknown[] => ofPolicies(['a'], { match: spec }).map((one) => (one as { object: object }).object);
  expect(objects(match({ names: ['a'] }, { names: ['b'] }))).toEqual([{ name: 'a' }, { name: 'b' }]);
  expect(objects({ all: [{ resources: RESOURCES }] })).toEqual([WEB]);
});

test.each<[string, object, string]>([
  ['no match', { match: undefined }, 'it matches nothing; correct `match`'],
  ['several conditions', { match: { all: [{ resources: RESOURCES }, { resources: RESOURCES }] } }, 'all of several conditions have to hold, and a waiver has one; join them in one entry of `any`'],
  ['conditions', { conditions: { all: [] } }, 'it holds under conditions, and a waiver does not; waive the objects that it is meant for'],
  ['a selector', { match: match({ ...RESOURCES, selector: {} }) }, 'it selects objects by selector, and a waiver by kind, namespace and name; write it by hand'],
  ['subjects', { match: { any: [{ resources: { ...RESOURCES, annotations: {} }, subjects: [] }] } }, 'it selects objects by subjects, annotations, and a waiver by kind, namespace and name; write it by hand'],
  ['no resources', { match: { any: [{}] } }, 'it selects objects by nothing, and a waiver by kind, namespace and name; write it by hand'],
  ['a pattern of names', { match: match({ names: ['a', 'web-*'] }) }, '"web-*" is a pattern, and a waiver names one object or all; write one waiver for each object'],
  ['a pattern of namespaces', { match: match({ namespaces: ['sho?'] }) }, '"sho?" is a pattern, and a waiver names one object or all; write one waiver for each object'],
])('fails to carry over an exception with %s', (_, more, because) => {
  expect(ofPolicies(['a', 'b'], more)).toEqual([{ what: 'kyverno a, b', from: FROM, because }]);
});

test.each(['a-*', 'a?'])('fails to carry over "%s", a pattern of policies, and no policy beside it', (pattern) => {
  expect(ofPolicies([pattern, 'b'])).toEqual([
    { what: `kyverno ${pattern}, b`, from: FROM, because: `the policy "${pattern}" is a pattern, and a waiver names one control; name the policies` },
    { tool: 'kyverno', check: 'b', object: WEB, from: FROM },
  ]);
});

test.each<[string, object | undefined, string | undefined]>([
  ['Kyverno', { 'policies.kyverno.io/description': 'a', 'kubernetes.io/description': 'b' }, 'a'],
  ['Kubernetes', { 'kubernetes.io/description': 'b' }, 'b'],
  ['nobody', undefined, undefined],
  ['a value of a wrong type', { 'kubernetes.io/description': 7 }, undefined],
])('the reason is the description by the annotation of %s', (_, annotations, reason) => {
  const [read] = exception({ exceptions: [{ policyName: 'a' }], match: match(RESOURCES) }, annotations);
  expect(read).toEqual({ tool: 'kyverno', check: 'a', object: WEB, from: FROM, ...(reason === undefined ? {} : { reason }) });
});

test.each<[string, readonly string[]]>([
  ['AppArmor', ['appArmorProfile']], ['Capabilities', ['capabilities_baseline', 'capabilities_restricted']], ['Host Namespaces', ['hostNamespaces']], ['Host Ports', ['hostPorts']],
  ['HostPath Volumes', ['hostPathVolumes']], ['HostProcess', ['windowsHostProcess']], ['Privilege Escalation', ['allowPrivilegeEscalation']], ['Privileged Containers', ['privileged']],
  ['/proc Mount Type', ['procMount']], ['Running as Non-root', ['runAsNonRoot']], ['Running as Non-root user', ['runAsUser']], ['SELinux', ['seLinuxOptions']],
  ['Seccomp', ['seccompProfile_baseline', 'seccompProfile_restricted']], ['Sysctls', ['sysctls']], ['Volume Types', ['restrictedVolumes']],
])('"%s" of Kyverno are the checks of the Pod Security Standard about it', (controlName, checks) => {
  expect(ofStandard({ controlName })).toEqual(checks.map((check) => ({ tool: 'pss', check, object: WEB, from: FROM })));
});

test.each<[string, object, string, string]>([
  ['a name that is none', { controlName: 'constructor' }, '"constructor"', 'it is no control of the Pod Security Standard; correct its name'],
  ['no name', {}, 'without controlName', 'it is no control of the Pod Security Standard; correct its name'],
  ['images', { controlName: 'Seccomp', images: ['r/*'] }, '"Seccomp"', 'it is limited to images, and a waiver to containers by their names; write it by hand with `container`'],
  ['a field', { controlName: 'Sysctls', restrictedField: 'spec.x' }, '"Sysctls"', 'it is limited to values of a field, and a waiver to parts of an object by their names; write it by hand with `for`'],
])('fails to carry over a part of the standard with %s', (_, entry, name, because) => {
  expect(ofStandard(entry)).toEqual([{ what: `kyverno podSecurity ${name}`, from: FROM, because }]);
});

test('fails to carry over an exception that selects by CEL', () => {
  expect(clusterExceptions({ apiVersion: 'policies.kyverno.io/v1beta1', kind: 'PolicyException', metadata: { name: 'd' } } as never, 'x.yaml')).toEqual([{
    what: 'kyverno PolicyException d', from: 'x.yaml', because: 'it selects objects by CEL, and a waiver by kind, namespace and name; write the waivers of these objects by hand',
  }]);
});

describe('exemptions of Pod Security', () => {
  const EXEMPTIONS = { namespaces: ['a', 7, 'b'], usernames: ['u'], runtimeClasses: ['r'] };
  const configuration = { apiVersion: 'pod-security.admission.config.k8s.io/v1', kind: 'PodSecurityConfiguration', exemptions: EXEMPTIONS };

  test('of a namespace are all checks of the standard there, and others are none', () => {
    const read = clusterExceptions(configuration as never, 'x.yaml') as { readonly check?: string; readonly object?: object; readonly from: string }[];
    const because = 'a waiver selects neither by who applies a manifest nor by runtime class; waive the objects that it is meant for';
    expect(read.slice(0, 2)).toEqual([
      { what: 'pod-security usernames "u"', from: 'x.yaml, exemptions', because }, { what: 'pod-security runtimeClasses "r"', from: 'x.yaml, exemptions', because },
    ]);
    expect(read.slice(2)).toHaveLength(2 * 17);
    expect(read.slice(2).every(({ from }) => from === 'x.yaml, exemptions')).toBe(true);
    expect(new Set(read.slice(2).map(({ object }) => JSON.stringify(object)))).toEqual(new Set(['{"namespace":"a","name":"*"}', '{"namespace":"b","name":"*"}']));
  });

  test('are the same in the configuration of the API server', () => {
    const server = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AdmissionConfiguration', plugins: [{ name: 'Other' }, { name: 'PodSecurity', configuration }] };
    expect(clusterExceptions(server as never, 'x.yaml')).toEqual(clusterExceptions(configuration as never, 'x.yaml'));
  });

  test('are none where there are none', () => {
    expect(clusterExceptions({ ...configuration, exemptions: undefined } as never, 'x.yaml')).toEqual([]);
    expect(clusterExceptions({ apiVersion: 'v1', kind: 'PolicyException', metadata: { name: 'd' } } as never, 'x.yaml')).toEqual([]);
  });
});
