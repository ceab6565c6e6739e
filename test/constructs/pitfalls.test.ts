import { ApiObject, App, Chart, JsonPatch, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { app, chart, container, CONTAINER, deployment, errors, firstContainer, IMAGE, Json, manifest, ofKind, podSpec, synth } from './fixtures';
import { ApiServer, HardenedNamespace, SecureDeployment, SecureStatefulSet, SecurityProfile } from '../../src';

const containers = [CONTAINER];
const policyOf = (workload: SecureDeployment): Json => ofKind(workload, 'NetworkPolicy')[0].spec;

describe('containers', () => {
  test('a capability loses the prefix that Kubernetes does not know', () => {
    const workload = container({ securityContext: { capabilities: { add: [kplus.Capability.NET_BIND_SERVICE], drop: ['ALL' as kplus.Capability] } } });
    expect(firstContainer(workload).securityContext.capabilities).toEqual({ add: ['NET_BIND_SERVICE'], drop: ['ALL'] });
    expect(errors(workload)).toEqual([]);
  });

  test('fails to drop a capability that cdk8s-plus does not name', () => {
    const missing = (kplus.Capability as any).EVERYTHING;
    expect(() => container({ securityContext: { capabilities: { drop: [missing] } } }))
      .toThrow('cannot add a container to "c/api": capabilities.drop of container "main" holds a constant that this cdk8s-plus does not have, as Capability.ALL before cdk8s-plus-28; '
        + 'leave `capabilities` unset, then all are dropped');
  });

  test('fails to attach a container with such a capability', () => {
    const workload = deployment();
    workload.attachContainer(new kplus.Container({ image: IMAGE, name: 'attached', securityContext: { capabilities: { drop: [(kplus.Capability as any).EVERYTHING] } } }));
    expect(() => synth(workload.node.scope as Chart)).toThrow(/cannot synthesize "c\/api": capabilities.drop of container "attached" holds a constant/);
  });

  test('fails to run as user 0', () => {
    expect(errors(container({ securityContext: { user: 0, ensureNonRoot: false } }))).toContain('run-as-non-root');
  });

  test('fails to probe another host', () => {
    expect(errors(container({ liveness: kplus.Probe.fromTcpSocket({ host: '10.0.0.1', port: 80 }) }))).toEqual(['no-probe-host']);
  });

  test('fails to add a second container without name', () => {
    expect(() => deployment(undefined, { containers: [CONTAINER, { image: IMAGE }] })).toThrow(/the name "main" is taken/);
  });

  test('the mode of a secret volume stays the decimal number that JSON has', () => {
    const scope = chart();
    const workload = deployment(scope);
    const secret = kplus.Secret.fromSecretName(scope, 'db', 'db');
    workload.containers[0].mount('/db', kplus.Volume.fromSecret(scope, 'volume', secret, { defaultMode: 0o400 }));
    expect(podSpec(workload).volumes[0].secret.defaultMode).toBe(256);
  });

  test('a secret volume that nobody closed is readable by the group alone, and mounted read-only', () => {
    const scope = chart();
    const workload = deployment(scope);
    workload.containers[0].mount('/db', kplus.Volume.fromSecret(scope, 'volume', kplus.Secret.fromSecretName(scope, 'db', 'db')));
    expect(podSpec(workload).volumes[0].secret.defaultMode).toBe(0o440);
    expect(firstContainer(workload).volumeMounts[0].readOnly).toBe(true);
  });

  test('fails to build a StatefulSet without a port, and says what to do', () => {
    expect(() => new SecureStatefulSet(chart(), 'db', { containers: [{ image: IMAGE }] })).toThrow('cannot build StatefulSet "c/db": its headless Service '
      + 'needs a port, and no container of `containers` names one; give a container its `portNumber`, or pass `service`');
  });
});

describe('rendering', () => {
  test('`spread: true` renders the same each time', () => {
    const workload = deployment(undefined, { spread: true });
    expect(new Set([1, 2, 3].map(() => JSON.stringify(manifest(workload)))).size).toBe(1);
  });

  test('cluster-scoped objects get no namespace from their chart', () => {
    const scope = chart();
    new kplus.ClusterRole(scope, 'role');
    new kplus.Namespace(scope, 'other', { metadata: { name: 'other' } });
    deployment(scope);
    expect(synth(scope).filter(({ kind }) => ['ClusterRole', 'Namespace'].includes(kind)).map(({ metadata }) => metadata.namespace)).toEqual([undefined, undefined]);
  });

  test('nothing is rendered as null', () => {
    const scope = chart();
    deployment(scope).exposeViaIngress('/');
    ApiObject.of(deployment(new Chart(scope.node.root as App, 'other'))).addJsonPatch(JsonPatch.remove('/metadata'));
    expect((scope.node.root as App).charts.map((one) => Yaml.stringify(...one.node.findAll().filter(ApiObject.isApiObject).map((object: any) => object.toJson()))).join(''))
      .not.toMatch(/: null/);
  });

  test('names and labels of namespaces are those that were given', () => {
    const scope = new Chart(app(), 'c');
    new HardenedNamespace(scope, 'shop');
    expect(ofKind(scope, 'Namespace')[0].metadata.name).toBe('shop');
  });

  test('fails to write two different objects that are one to the API server', () => {
    const scope = chart();
    const config = (id: string) => new kplus.ConfigMap(scope, id, { metadata: { name: 'settings' }, data: { id } });
    config('a');
    config('b');
    deployment(scope);
    expect(() => Testing.synth(scope)).toThrow('cannot synthesize ConfigMap "settings" of namespace "shop" twice: "c/a/Resource" and "c/b/Resource" differ');
  });

  test('two workloads of one name and different kinds keep their objects apart', () => {
    const scope = chart();
    const metadata = { name: 'web' };
    new SecureDeployment(scope, 'deployment', { containers, metadata });
    new SecureStatefulSet(scope, 'stateful-set', { containers, metadata });
    expect(() => synth(scope)).not.toThrow();
    expect(ofKind(scope, 'ServiceAccount').map((one) => one.metadata.name)).toEqual(['web', 'web-statefulset']);
  });
});

describe('network', () => {
  const pair = (): [SecureDeployment, SecureDeployment] => {
    const scope = chart();
    return [new SecureDeployment(scope, 'a', { containers }), new SecureDeployment(scope, 'b', { containers: [{ ...CONTAINER, portNumber: 9090 }] })];
  };
  const peer = expect.objectContaining({ podSelector: expect.anything() });

  test('`isolate` leaves name resolution open', () => {
    expect(policyOf(deployment(undefined, { isolate: true })).egress).toEqual([{ ports: expect.arrayContaining([{ port: 53, protocol: 'UDP' }]), to: [peer] }]);
  });

  test('a UDP port stays UDP', () => {
    const [a] = pair();
    const dns = deployment(a.node.scope as Chart, { containers: [{ image: IMAGE, ports: [{ number: 5353, protocol: kplus.Protocol.UDP }] }] });
    a.connections.allowTo(dns);
    expect(policyOf(a).egress[1].ports).toEqual([{ port: 5353, protocol: 'UDP' }]);
    expect(policyOf(dns).ingress[0].ports).toEqual([{ port: 5353, protocol: 'UDP' }]);
  });

  test('the same peer can be allowed again, with other ports', () => {
    const [a, b] = pair();
    a.connections.allowTo(b);
    a.connections.allowTo(b, { ports: [kplus.NetworkPolicyPort.tcp(9091)] });
    expect(policyOf(a).egress.slice(1)).toEqual([{ to: [peer], ports: [{ port: 9090, protocol: 'TCP' }, { port: 9091, protocol: 'TCP' }] }]);
  });

  test('an edge that both sides declare is one', () => {
    const [a, b] = pair();
    a.connections.allowTo(b);
    b.connections.allowFrom(a);
    b.allowFrom(a);
    expect(policyOf(a).egress).toHaveLength(2);
    expect(policyOf(b).ingress).toEqual([{ from: [peer], ports: [{ port: 9090, protocol: 'TCP' }] }]);
    expect(ofKind(a.node.root, 'NetworkPolicy')).toHaveLength(2);
  });

  test('all ports of a protocol start at 1', () => {
    const [a, b] = pair();
    a.connections.allowTo(b, { ports: [kplus.NetworkPolicyPort.allTcp()] });
    expect(policyOf(a).egress[1].ports).toEqual([{ port: 1, endPort: 65535, protocol: 'TCP' }]);
  });

  test('a namespace as peer is not isolated itself', () => {
    const [a] = pair();
    a.connections.allowTo(new kplus.Namespace(a.node.scope as Chart, 'other', { metadata: { name: 'other' } }));
    expect(policyOf(a).egress[1].to).toEqual([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } }, podSelector: {} }]);
    expect(ofKind(a.node.root, 'NetworkPolicy')).toHaveLength(2);
  });

  test('a peer selected by the labels of its namespace needs no isolation option', () => {
    const [a] = pair();
    const namespaces = kplus.Namespaces.select(a, 'selected', { labels: { env: 'prod' } });
    expect(() => a.connections.allowFrom(kplus.Pods.select(a, 'pods', { labels: { app: 'x' }, namespaces }))).not.toThrow();
    expect(policyOf(a).ingress[0].from).toEqual([{ namespaceSelector: { matchLabels: { env: 'prod' } }, podSelector: { matchLabels: { app: 'x' } } }]);
  });
});

describe('secrets', () => {
  test('fails to write a secret down', () => {
    const scope = chart();
    new kplus.Secret(scope, 'db', { stringData: { password: 'hunter2' } });
    deployment(scope);
    expect(errors(scope)).toEqual(['no-literal-secrets']);
  });

  test('fails to make a token that never ends', () => {
    const scope = chart();
    new kplus.ServiceAccountTokenSecret(scope, 'token', { serviceAccount: deployment(scope).serviceAccount! });
    expect(errors(scope)).toContain('no-long-lived-service-account-token');
  });
});

describe('RBAC', () => {
  const knowsApiServer = SecurityProfile.restricted({ apiServer: ApiServer.of({ cidrs: ['10.0.0.10/32'] }) });

  test('`role.bind` names the namespace of the subject', () => {
    const scope = chart({ profile: knowsApiServer });
    const workload = deployment(scope);
    const role = new kplus.Role(scope, 'role');
    role.allowRead(kplus.ApiResource.CONFIG_MAPS);
    role.bind(workload);
    expect(ofKind(scope, 'RoleBinding')[0].subjects).toEqual([{ apiGroup: '', kind: 'ServiceAccount', name: workload.serviceAccount!.name, namespace: 'shop' }]);
    expect(errors(scope)).toEqual([]);
  });

  test('fails to grant everything', () => {
    const scope = chart();
    const role = new kplus.Role(scope, 'role');
    role.allow(['*'], kplus.ApiResource.custom({ apiGroup: '*', resourceType: '*' }));
    deployment(scope);
    expect(errors(scope)).toEqual(expect.arrayContaining(['rbac-no-wildcard-verbs', 'rbac-no-wildcard-resources', 'rbac-no-wildcard-api-groups']));
  });

  test('fails to read and write a named object, since `create` never matches a name', () => {
    const scope = chart({ profile: knowsApiServer });
    new kplus.ConfigMap(scope, 'config').permissions.grantReadWrite(deployment(scope));
    expect(errors(scope)).toContain('rbac-no-named-create');
  });
});

describe('JSON patches', () => {
  const MAIN = '/spec/template/spec/containers/0';
  const patched = (...patches: JsonPatch[]): SecureDeployment => {
    const workload = deployment();
    ApiObject.of(workload).addJsonPatch(...patches);
    return workload;
  };

  test.each([
    ['read-only-root-filesystem', JsonPatch.replace(`${MAIN}/securityContext/readOnlyRootFilesystem`, false)],
    ['run-as-non-root', JsonPatch.replace(`${MAIN}/securityContext/runAsUser`, 0)],
    ['no-added-capabilities', JsonPatch.add(`${MAIN}/securityContext/capabilities/add`, ['SYS_ADMIN'])],
    ['no-host-namespaces', JsonPatch.replace('/spec/template/spec/hostNetwork', true)],
  ])('fails where a patch undoes %s', (control, patch) => expect(errors(patched(patch))).toContain(control));

  test('fails where a patch takes the whole security context away', () => {
    expect(errors(patched(JsonPatch.remove(`${MAIN}/securityContext`)))).toContain('drop-all-capabilities');
  });

  test('set fields that are newer than the types of cdk8s-plus-27', () => {
    const workload = patched(
      JsonPatch.add('/spec/template/spec/securityContext/appArmorProfile', { type: 'RuntimeDefault' }), JsonPatch.add('/spec/template/spec/hostUsers', false),
    );
    expect(podSpec(workload)).toMatchObject({ hostUsers: false, securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } });
    expect(errors(workload)).toEqual([]);
  });

  test('find the containers and mounts of the user where cdk8s-plus renders them', () => {
    const workload = patched(JsonPatch.replace(`${MAIN}/volumeMounts/0/mountPath`, '/elsewhere'));
    workload.containers[0].mount('/data', kplus.Volume.fromEmptyDir(workload, 'data', 'data'));
    expect(firstContainer(workload).volumeMounts[0].mountPath).toBe('/elsewhere');
  });

  test.each([
    ['replace', JsonPatch.replace('/spec/nothing/here', 1), '"replace" of "/spec/nothing/here" needs "/spec/nothing", and the manifest has nothing there'],
    ['add', JsonPatch.add('/spec/template/spec/containers/7/image', 'a'), '"add" of "/spec/template/spec/containers/7/image" needs "/spec/template/spec/containers/7", and the manifest has nothing there'],
    ['remove', JsonPatch.remove('/spec/none/of/it'), '"remove" of "/spec/none/of/it" needs "/spec/none", and the manifest has nothing there'],
    ['move', JsonPatch.move('/none/a', '/spec/a'), '"move" from "/none/a" to "/spec/a" needs "/none", and the manifest has nothing there'],
    ['copy', JsonPatch.copy('/spec', '/none/a'), '"copy" from "/spec" to "/none/a" needs "/none", and the manifest has nothing there'],
    ['test', JsonPatch.test('/spec/replicas', 99), '"test" of "/spec/replicas" finds another value'],
  ])('fails to apply the operation "%s" to what is not there, and names the construct and where its path ends', (_, patch, reason) => {
    expect(() => manifest(patched(patch))).toThrow(`cannot apply the JSON patches of "c/api/Resource": ${reason}; correct the path that \`addJsonPatch\` got`);
  });

  test('are applied in their order, each to what those before it left', () => {
    const workload = patched(JsonPatch.add('/metadata/annotations', { a: '1' }), JsonPatch.add('/metadata/annotations/b', '2'), JsonPatch.move('/metadata/annotations/a', '/metadata/annotations/c'));
    expect(manifest(workload).metadata.annotations).toEqual({ b: '2', c: '1' });
  });

  test('hold each time an object is rendered, alone, in its chart and in the text of the app', () => {
    const workload = patched(JsonPatch.replace('/spec/replicas', 7));
    const { chart: scope, node } = ApiObject.of(workload);
    const again = (): number[] => [manifest(workload).spec.replicas, synth(scope).find(({ kind }) => kind === 'Deployment')!.spec.replicas];
    expect([...again(), ...again()]).toEqual([7, 7, 7, 7]);
    expect((node.root as App).synthYaml()).toContain('replicas: 7');
    ApiObject.of(workload).addJsonPatch(JsonPatch.replace('/spec/replicas', 8));
    expect(again()).toEqual([8, 8]);
  });
});
