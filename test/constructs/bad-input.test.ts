import { ApiObject, App, Chart, Cron, Duration, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { chart, container, CONTAINER, deployment, findings, IMAGE } from './fixtures';
import {
  ApiServer, ContainerLimits, HardenedNamespace, Hardening, PodSecurityLevel, Peer, Port, Quantity, Quota, ScopedRole, ScopedRule,
  SecureCronJob, SecureDeployment, SecureJob, SecureStatefulSet, SecurityProfile, Verb, Waivers,
} from '../../src';

/** What was done, and what the message must say: the construct, the value and the fix. */
type Mistake = [string, () => unknown, ...(string | RegExp)[]];

const expectMessage = (mistake: () => unknown, parts: readonly (string | RegExp)[]): void => {
  let message = '';
  try {
    mistake();
  } catch (error) {
    message = (error as Error).message;
  }
  for (const part of parts) expect(message).toEqual(typeof part === 'string' ? expect.stringContaining(part) : expect.stringMatching(part));
};

const describeMistakes = (title: string, mistakes: Mistake[]): void => describe(title, () => {
  test.each(mistakes)('fails for %s', (_, mistake, ...parts) => expectMessage(mistake, parts));
});

const synthesized = (build: (scope: Chart) => unknown, scope = chart()): unknown => {
  build(scope);
  return Testing.synth(scope);
};
const withContainer = (props: Partial<kplus.ContainerProps>): unknown => synthesized((scope) => container(props, scope));
const named = (length: number) => ({ name: 'a'.repeat(length), namespace: 'shop' });
const rule = (change: Partial<ScopedRule>): ScopedRule => ({ apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: [Verb.GET], ...change });
const role = (...rules: ScopedRule[]): ScopedRole => new ScopedRole(chart(), 'reader', { rules });
const namespace = (id: string, props = {}): HardenedNamespace => new HardenedNamespace(chart(), id, props);

const shared = new Chart(new App(), 'shared');

describeMistakes('names and labels', [
  ['a namespace with an invalid name', () => namespace('Shop_1'), 'cannot build namespace "c/Shop_1"', 'its name "Shop_1" must be lower-case', 'pass another `name`'],
  ['a label of a namespace', () => namespace('shop', { labels: { 'a b': 'x' } }), '"c/shop"', 'label "a b: x"', 'change `labels`'],
  ['a Deployment with an invalid name', () => synthesized((scope) => deployment(scope, { metadata: { name: 'Bad_Name' } })),
    'c/api', 'the name "Bad_Name" must be', 'pass another `metadata.name`'],
  ['an invalid label of an object', () => synthesized((scope) => deployment(scope, { metadata: { labels: { app: 'a b' } } })), 'c/api', '"a b"', 'label'],
  ['an invalid label of pods', () => synthesized((scope) => deployment(scope, { podMetadata: { labels: { 'a/b/c': 'x' } } })), 'c/api', 'a/b/c', 'label'],
  ['a container with an invalid name', () => withContainer({ name: 'Main' }), '"c/api"', 'its name "Main" must be', 'change `name`'],
]);

describeMistakes('objects', [
  ['two items of a list that are one to the API server', () => synthesized((scope) => {
    const item = (text: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flags', namespace: 'shop' }, data: { text } });
    new ApiObject(scope, 'list', { apiVersion: 'v1', kind: 'List', items: [item('a'), item('b')] });
  }), 'cannot synthesize ConfigMap "flags" of namespace "shop" twice: two items of "c/list" differ', 'pass another `metadata.name` to one of them'],
  ['what the constructs say of themselves', () => synthesized((scope) => {
    scope.node.addValidation({ validate: () => ['one', 'two'] });
  }), /^Validation failed with the following errors:\n {2}\[c\] one\n {2}\[c\] two$/],
  ['a second profile of a scope', () => [1, 2].map(() => Hardening.useProfile(shared, SecurityProfile.restricted())),
    'cannot set the profile of "shared" again: what was built under the first one would no longer follow it; set it once, before building, or on a scope below'],
]);

describeMistakes('amounts', [
  ['a text that is no quantity', () => Quantity.of('16 GB'), '"16 GB" as a quantity', 'write it as'],
  ['a negative quantity', () => Quantity.of('-1'), '"-1"', 'negative', 'pass zero or more'],
  ['half a core', () => Quantity.cores(0.5), '0.5 cores', 'whole number', 'smaller unit'],
  ['negative memory', () => Quantity.mebibytes(-1), '-1 mebibytes', 'from 0 up'],
  ['a quota of half a pod', () => Quota.of({ pods: 0.5 }), 'pods to 0.5', 'pass how many'],
  ['a quota of nothing', () => Quota.of({}), 'a quota of nothing', 'pass pods'],
  ['a quota whose limit is below its request', () => Quota.of({ requestsCpu: Quantity.cores(2), limitsCpu: Quantity.cores(1) }), 'limitsCpu "1" below requestsCpu "2"', 'raise limitsCpu'],
  ['a quota whose memory limit is below its request', () => Quota.of({ requestsMemory: Quantity.mebibytes(2), limitsMemory: Quantity.mebibytes(1) }),
    'cannot set quota limitsMemory "1Mi" below requestsMemory "2Mi": what is requested could never be used; raise limitsMemory'],
  ['a quota whose storage limit is below its request', () => Quota.of({ requestsEphemeralStorage: Quantity.of('2Gi'), limitsEphemeralStorage: Quantity.of('1Gi') }), 'raise limitsEphemeralStorage'],
  ['a negative count of objects', () => Quota.of({ objects: { services: -1 } }), 'cannot limit objects["services"] to -1: it is not a whole number from 0 up'],
  ['a count of no resource', () => Quota.of({ objects: { 'Config Maps': 1 } }), '"Config Maps"', 'write it as "services"'],
  ['limits for containers in the wrong order', () => namespace('shop', { containerLimits: ContainerLimits.of({ max: { cpu: Quantity.millicores(100) } }) }),
    'c/shop', 'defaultLimit of cpu is "500m", above max "100m"', 'change defaultLimit or max'],
  ['a negative amount of a container', () => withContainer({ resources: { cpu: { request: kplus.Cpu.millis(-5) } } }), 'c/api', '-5m', 'amount'],
  ['a request above its limit', () => withContainer({ resources: { cpu: { request: kplus.Cpu.units(2), limit: kplus.Cpu.units(1) } } }), 'c/api', 'cpu', 'raise `limit`'],
  ['an empty writable path', () => deployment().writable('/tmp', Size.kibibytes(0)), '"c/api"', '"/tmp"', 'pass a size'],
]);

describeMistakes('ports and addresses', [
  ['a port of a container out of range', () => withContainer({ portNumber: 70000 }), '"c/api"', 'port 70000', 'change `portNumber`'],
  ['a deprecated port out of range', () => withContainer({ portNumber: undefined, port: 0 }), '"c/api"', 'port 0', 'change `portNumber`'],
  ['a badly named port', () => withContainer({ portNumber: undefined, ports: [{ number: 80, name: 'HTTP' }] }), '"c/api"', 'port name "HTTP"', 'change `ports`'],
  ['a port of a policy', () => Port.tcp(0), 'port 0', 'pass the port'],
  ['an empty range of ports', () => Port.tcpRange(20, 10), '20 to 10', 'lower port first'],
  ['an address without mask', () => Peer.cidr('10.0.0.1'), '"10.0.0.1"', 'pass a block'],
  ['an address out of range', () => Peer.cidr('999.1.1.1/8'), '"999.1.1.1/8"', 'pass a block'],
  ['an exception outside of its block', () => Peer.cidr('10.0.0.0/8', { exceptCidrs: ['192.168.0.0/16'] }), '"192.168.0.0/16"', 'pass blocks inside "10.0.0.0/8"'],
  ['a peer in a badly named namespace', () => Peer.namespace('Data'), '"Data"', 'pass the name of a namespace'],
  ['pods by no label', () => Peer.pods({ labels: {} }), 'no label', 'Peer.namespace(name)'],
  ['pods by a key that is none', () => Peer.pods({ labels: { 'a b': 'x' } }), 'cannot select pods by label "a b": it ', '; pass a valid label key'],
  ['pods by a value that is none', () => Peer.pods({ labels: { a: 'x y' } }), 'cannot select pods by label "a: x y": it ', '; pass a valid label value'],
  ['pods of a badly named namespace', () => Peer.pods({ labels: { a: 'x' }, namespace: 'Data' }), 'cannot use "Data" as a namespace: it ', '; pass the name of a namespace'],
  ['an edge without known port', () => synthesized((scope) => {
    const silent = new SecureDeployment(scope, 'silent', { containers: [{ image: IMAGE }] });
    deployment(scope).allowTo(silent);
  }), '"c/api"', 'no container port', 'name them as in allowTo(peer, Port.tcp(5432)), or give the container a port, or say Port.all()'],
]);

describeMistakes('containers', [
  ['an image that is no reference', () => withContainer({ image: 'Registry/Shop:1' }), '"c/api"', 'image "Registry/Shop:1" of container "main"', 'change `image`'],
  ['no image', () => withContainer({ image: '' }), '"c/api"', 'container "main" has no image', 'pass `image`'],
  ['an attached container without a good image', () => synthesized((scope) => deployment(scope).attachContainer(new kplus.Container({ name: 'x', image: 'a b' }))),
    'c/api', 'container "x"', '"a b"', 'fix'],
  ['two containers of one name', () => deployment().addContainer({ ...CONTAINER, name: 'main' }), '"c/api"', 'the name "main" is taken', 'its own `name`'],
  ['an init container with the name of a container', () => deployment().addInitContainer({ image: IMAGE, name: 'main' }), '"c/api"', '"main" is taken'],
  ['an attached container with a taken name', () => synthesized((scope) => deployment(scope).attachContainer(new kplus.Container({ name: 'main', image: IMAGE }))),
    'c/api', 'two containers named "main"'],
  ['the same port twice', () => withContainer({ ports: [{ number: 8080, name: 'again' }] }), '"c/api"', 'port 8080/TCP twice', 'remove one'],
  ['two ports of one name', () => withContainer({ ports: [{ number: 1, name: 'x' }, { number: 2, name: 'x' }] }), '"c/api"', 'two ports named "x"', 'rename one'],
  ['a volume whose name is taken', () => {
    const workload = deployment();
    ['a', 'b'].forEach((id) => workload.addVolume(kplus.Volume.fromEmptyDir(workload, id, 'same')));
  }, '"c/api"', 'two volumes named "same"', 'another `name`'],
  ['two volumes of one name', () => synthesized((scope) => {
    const workload = deployment(scope);
    ['a', 'b'].forEach((id) => workload.containers[0].mount(`/${id}`, kplus.Volume.fromEmptyDir(scope, id, 'same')));
  }), '"c/api"', 'two volumes named "same"', 'another `name`'],
  ['two mounts at one path', () => synthesized((scope) => {
    const workload = deployment(scope);
    workload.writable('/tmp', Size.mebibytes(1));
    workload.writable('/tmp', Size.mebibytes(2));
  }), 'c/api', '"/tmp"'],
  ['a StatefulSet whose headless Service would have no port', () => new SecureStatefulSet(chart(), 'db', { containers: [{ ...CONTAINER, portNumber: undefined }] }),
    'StatefulSet "c/db"', 'its headless Service needs a port', 'give a container its `portNumber`'],
  ['a StatefulSet whose pods could not carry its name', () => new SecureStatefulSet(chart(), 'db', { metadata: named(53), containers: [CONTAINER] }),
    'StatefulSet "c/db"', 'longer than 52 characters', '"controller-revision-hash"', 'a shorter `metadata.name`'],
  ['a CronJob whose Jobs could not be named', () => new SecureCronJob(chart(), 'tick', { metadata: named(53), containers: [CONTAINER], schedule: Cron.daily() }),
    'CronJob "c/tick"', 'longer than 52 characters', 'a shorter `metadata.name`'],
  ['a Job whose pods could not carry its name', () => new SecureJob(chart(), 'once', { metadata: named(64), containers: [CONTAINER] }),
    'Job "c/once"', 'longer than 63 characters', 'a shorter `metadata.name`'],
  ['no container', () => synthesized((scope) => new SecureDeployment(scope, 'empty')), '"c/empty"', 'has no container', 'pass `containers` or call addContainer'],
  ['a relative path', () => deployment().writable('tmp', Size.mebibytes(1)), '"c/api"', '"tmp"', 'pass an absolute path'],
  ['a path that climbs', () => deployment().writable('/var/../etc', Size.mebibytes(1)), '"c/api"', '"/var/../etc"', '".."'],
  ['a mount into no container', () => synthesized((scope) => deployment(scope).writable('/tmp', Size.mebibytes(1), { container: 'sidecar' })),
    '"c/api"', 'container "sidecar"', 'pass one of "main"'],
]);

describeMistakes('secrets', [
  ['a secret in an environment variable', () => synthesized((scope) => container({
    envVariables: { PASSWORD: kplus.EnvValue.fromSecretValue({ secret: kplus.Secret.fromSecretName(scope, 'db', 'db'), key: 'password' }) },
  }, scope)), 'no-secrets-in-environment', 'c/api', '`mountSecret`'],
  ['all keys of a secret as environment variables', () => synthesized((scope) => container({
    envFrom: [kplus.Env.fromSecret(kplus.Secret.fromSecretName(scope, 'db', 'db'))],
  }, scope)), 'no-secrets-in-environment', 'c/api', '`mountSecret`'],
]);

describeMistakes('namespaces', [
  ['a workload that names another namespace than that of its scope', () => new SecureDeployment(namespace('shop'), 'api', { metadata: { namespace: 'other' } }),
    '"c/shop/api"', 'namespace "other"', 'HardenedNamespace "shop"', 'leave `metadata.namespace` unset'],
  ['any object that names another namespace', () => synthesized((scope) => {
    new ApiObject(new HardenedNamespace(scope, 'shop2'), 'raw', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'other' } });
  }), '"c/shop2/raw"', 'namespace "other"', 'leave `metadata.namespace` unset'],
  ['a namespace in a namespace', () => new HardenedNamespace(namespace('outer'), 'inner'), '"c/outer/inner"', '"outer"', 'build it beside'],
  ['a level below restricted without reason', () => namespace('shop', { podSecurityLevel: PodSecurityLevel.BASELINE }), '"c/shop"', '"baseline"', 'pass `podSecurityReason`'],
  ['a version of the standard that is none', () => namespace('shop', { podSecurityVersion: '1.36' }), '"c/shop"', '"1.36"', 'v1.36'],
  ['a badly named existing namespace', () => HardenedNamespace.fromName(chart(), 'existing', 'Shop'), '"c/existing"', '"Shop"', 'pass the name'],
]);

describeMistakes('waivers', [
  ['an unknown control', () => Waivers.of(deployment()).add('read-only-rootfs', { reason: 'vendor image writes' }),
    '"read-only-rootfs" at "c/api"', 'did you mean "read-only-root-filesystem"?'],
  ['a control that cannot be waived', () => Waivers.of(deployment()).add('valid-manifest', { reason: 'vendor image writes' }), '"valid-manifest" at "c/api"', 'change the object'],
  ['a reason that is none', () => Waivers.of(deployment()).add('no-host-path', { reason: 'because' }), 'at "c/api"', 'reason "because"', 'change'],
  ['an end that is no date', () => Waivers.of(deployment()).add('no-host-path', { reason: 'vendor image writes', expires: '31.12.2027' }), '"31.12.2027"', '2027-03-31'],
  ['a reason that breaks the annotation', () => Waivers.of(deployment()).add('no-host-path', { reason: 'a = b, and more' }), '"a = b, and more"', 'holds "=", which the annotation cannot'],
  ['the same waiver twice', () => {
    const waivers = Waivers.of(deployment());
    ['one', 'two'].forEach((text) => waivers.add('no-host-path', { reason: `the vendor says ${text}` }));
  }, 'at "c/api"', 'waived there already'],
]);

describeMistakes('roles', [
  ['no rules', () => role(), '"c/reader"', 'has no rules', 'pass `rules`'],
  ['a rule without verbs', () => role(rule({ verbs: [] })), '"c/reader"', 'rules[0].verbs is empty'],
  ['a rule for no name', () => role(rule({ resourceNames: [] })), '"c/reader"', 'rules[0].resourceNames is empty', 'leave it out'],
  ['a wildcard resource', () => role(rule({ resources: ['*'] })), '"c/reader"', 'rbac-no-wildcard-resources'],
  ['a wildcard group', () => role(rule({ apiGroups: ['*'] })), '"c/reader"', 'rbac-no-wildcard-api-groups'],
  ['a wildcard verb', () => Verb.custom('*'), '"*" as a verb', 'name each verb'],
  ['a way to more rights', () => role(rule({ resources: ['pods/exec'], resourceNames: undefined, verbs: [Verb.CREATE] })), '"c/reader"', 'rbac-no-pod-exec'],
  ['reading secrets', () => role(rule({ resources: ['secrets'], resourceNames: undefined, verbs: [Verb.LIST] })), '"c/reader"', 'rbac-no-secrets-read'],
  ['`create` by name', () => role(rule({ verbs: [Verb.CREATE] })), '"c/reader"', 'rbac-no-named-create'],
  ['access without known API server', () => {
    const scope = chart();
    new ScopedRole(scope, 'reader', { rules: [rule({})] }).bindTo(deployment(scope));
  }, '"c/reader"', '"c/api"', 'pass `apiServer: ApiServer.of('],
  ['a token too short-lived', () => {
    const scope = chart({ profile: SecurityProfile.restricted({ apiServer: ApiServer.of({ cidrs: ['10.0.0.1/32'] }) }) });
    new ScopedRole(scope, 'reader', { rules: [rule({})] }).bindTo(deployment(scope), { tokenLifetime: Duration.minutes(1) });
  }, '"c/reader"', 'tokenLifetime is 60 seconds', 'raise it'],
]);

test('a quota below need is a warning that names the workload and the resource', () => {
  const scope = chart();
  const shop = new HardenedNamespace(scope, 'tight', { quota: Quota.of({ pods: 2, requestsCpu: Quantity.cores(1) }) });
  new SecureDeployment(shop, 'api', { containers: [CONTAINER] });
  const [finding] = findings(scope).filter(({ control }) => control === 'quota-covers-need');
  expect(finding).toMatchObject({ severity: 'warning', message: expect.stringContaining('pods') });
});
