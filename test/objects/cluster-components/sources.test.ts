import { ComponentView } from '../../../src/objects/cluster-components/component';
import { recognizedNodeFile } from '../../../src/objects/cluster-components/node-files';
import { isControlPlanePod } from '../../../src/objects/cluster-components/pods';
import { componentsIn, setsComponents } from '../../../src/objects/cluster-components/sources';
import { groupKind, Manifest } from '../../../src/objects/manifest';
import { valueAt } from '../../../src/objects/pointer';

type Json = Record<string, any>;

const file = (kind: string, body: object = {}): Manifest => ({ apiVersion: 'node.cdk8s-hardened.dev/v1', kind, ...body });
const kubeadm = (body: object = {}, kind = 'ClusterConfiguration'): Manifest => ({ apiVersion: 'kubeadm.k8s.io/v1beta4', kind, ...body });
const talos = (body: object = {}): Manifest => file('TalosMachineConfiguration', { machine: { type: 'controlplane' }, ...body });
const pod = (container: object, more: object = {}): Manifest =>
  ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'kube-system' }, spec: { containers: [{ name: 'c', ...container }], ...more } });
const unit = (...execStart: readonly unknown[]): Manifest => file('SystemdUnit', { execStart, environment: [] });

const view = (manifest: Manifest, component: string): ComponentView => componentsIn(manifest).find((one) => one.component === component)!;
const names = (manifest: Manifest): string[] => componentsIn(manifest).map(({ component }) => component);
/** Each setting in a line. */
const lines = (manifest: Manifest): string => componentsIn(manifest)
  .flatMap(({ component, settings }) => Object.entries(settings).sort().map(([name, value]) => `${component} ${name} ${JSON.stringify(value)}`)).join('\n');

describe('what a distribution sets by itself', () => {
  test.each<[string, Manifest]>([
    ['kubeadm', kubeadm()],
    ['k3s', file('K3sConfiguration')],
    ['RKE2 with a profile', file('Rke2Configuration', { profile: 'cis' })],
    ['Talos', talos()],
    ['the kubelet without any file', unit('/usr/bin/kubelet')],
  ])('%s', (_, manifest) => expect(lines(manifest)).toMatchSnapshot());

  const api = (manifest: Manifest): Json => view(manifest, 'kube-apiserver').settings;

  test('kubeadm takes certificates from the folder that it is told', () => {
    expect(api(kubeadm({ certificatesDir: '/pki' }))).toMatchObject({ '--client-ca-file': '/pki/ca.crt', '--etcd-certfile': '/pki/apiserver-etcd-client.crt' });
    expect(api(kubeadm({ certificatesDir: '' }))['--client-ca-file']).toBe('/etc/kubernetes/pki/ca.crt');
    expect(api(kubeadm({ certificatesDir: 7 }))['--client-ca-file']).toBe('/etc/kubernetes/pki/ca.crt');
  });

  test.each<[string, object, readonly unknown[]]>([
    ['its endpoints alone', { endpoints: ['https://a', 'https://b'] }, [['https://a', 'https://b'], undefined, undefined, undefined]],
    ['all files', { endpoints: ['https://a'], caFile: 'ca', certFile: 'c', keyFile: 'k' }, [['https://a'], 'ca', 'c', 'k']],
    ['a certificate without key', { endpoints: [], caFile: '', certFile: 'c' }, [[], undefined, undefined, undefined]],
    ['a key without certificate', { endpoints: [], certFile: '', keyFile: 'k' }, [[], undefined, undefined, undefined]],
  ])('kubeadm with an etcd elsewhere has %s', (_, external, [servers, ca, certificate, key]) => {
    const manifest = kubeadm({ etcd: { external } });
    expect(names(manifest)).toEqual(['kube-apiserver', 'kube-controller-manager', 'kube-scheduler']);
    const found = api(manifest);
    expect([found['--etcd-servers'], found['--etcd-cafile'], found['--etcd-certfile'], found['--etcd-keyfile']]).toEqual([servers, ca, certificate, key]);
  });

  test.each<[string, Manifest, object]>([
    ['a database', file('K3sConfiguration', { 'datastore-endpoint': 'postgres://x', 'cluster-init': true }), { '--etcd-servers': ['unix://kine.sock'] }],
    ['an etcd elsewhere', file('K3sConfiguration', { 'datastore-endpoint': 'https://e', 'datastore-cafile': 'ca', 'datastore-certfile': 'c', 'datastore-keyfile': 'k' }),
      { '--etcd-servers': ['https://e'], '--etcd-cafile': 'ca', '--etcd-certfile': 'c', '--etcd-keyfile': 'k' }],
    ['an etcd elsewhere without files', file('K3sConfiguration', { 'datastore-endpoint': 'http://e', 'datastore-cafile': 7 }), { '--etcd-servers': ['http://e'], '--etcd-cafile': '' }],
    ['an etcd of its own', file('K3sConfiguration', { 'cluster-init': true }), { '--etcd-servers': ['https://127.0.0.1:2379'], '--etcd-cafile': '/var/lib/rancher/k3s/server/tls/etcd/server-ca.crt' }],
    ['the etcd of another server', file('K3sConfiguration', { 'server': 'https://s', 'tls-san': [] }), { '--etcd-servers': ['https://127.0.0.1:2379'] }],
    ['no etcd', file('K3sConfiguration', { 'cluster-init': 'true' }), { '--etcd-servers': ['unix://kine.sock'] }],
    ['encryption', file('K3sConfiguration', { 'secrets-encryption': true }), { '--encryption-provider-config': '/var/lib/rancher/k3s/server/tls/../cred/encryption-config.json' }],
    ['an audit policy', file('Rke2Configuration', { 'audit-policy-file': '/p' }), { '--audit-policy-file': '/p', '--audit-log-maxage': 30 }],
  ])('k3s and RKE2 with %s', (_, manifest, settings) => expect(api(manifest)).toMatchObject(settings));

  test('k3s neither audits nor encrypts by itself, and RKE2 does not audit without a profile', () => {
    expect(Object.keys(api(file('K3sConfiguration', { 'profile': 'cis', 'secrets-encryption': 'true' }))).filter((name) => /audit|encryption/.test(name))).toEqual([]);
    expect(Object.keys(api(file('Rke2Configuration', { profile: 'other' }))).filter((name) => /audit/.test(name))).toEqual([]);
  });

  test('the kubelet of k3s protects the defaults of the kernel where it is told, or with a profile', () => {
    const protects = (body: object): unknown => view(file('K3sConfiguration', body), 'kubelet').settings.protectKernelDefaults;
    expect([{}, { 'protect-kernel-defaults': true }, { 'protect-kernel-defaults': 'true' }, { profile: 'cis-1.23' }].map(protects)).toEqual([undefined, true, undefined, true]);
  });

  test('Talos turns on seccomp where it is told', () => {
    const seccomp = (value: unknown): unknown => view(talos({ machine: { kubelet: { defaultRuntimeSeccompProfileEnabled: value } } }), 'kubelet').settings.seccompDefault;
    expect([true, 'true', undefined].map(seccomp)).toEqual([true, undefined, undefined]);
  });
});

describe('a flag that is given', () => {
  test.each<[string, Manifest, string, unknown]>([
    ['kubeadm, as a list', kubeadm({ scheduler: { extraArgs: [{ name: 'profiling', value: 'true' }, { value: 'x' }, 'x'] } }), 'kube-scheduler', true],
    ['kubeadm, as a map', kubeadm({ scheduler: { extraArgs: { profiling: 'true' } } }), 'kube-scheduler', true],
    ['kubeadm, without value', kubeadm({ scheduler: { extraArgs: [{ name: 'profiling' }] } }), 'kube-scheduler', ''],
    ['k3s', file('K3sConfiguration', { 'kube-scheduler-arg': ['profiling=true'] }), 'kube-scheduler', true],
    ['k3s, with dashes and without value', file('K3sConfiguration', { 'kube-scheduler-arg': ['--profiling'] }), 'kube-scheduler', true],
    ['k3s, alone', file('K3sConfiguration', { 'kube-scheduler-arg': 'profiling=true' }), 'kube-scheduler', true],
    ['k3s, in addition', file('K3sConfiguration', { 'kube-scheduler-arg+': ['profiling=true'] }), 'kube-scheduler', true],
    ['Talos', talos({ cluster: { scheduler: { extraArgs: { profiling: true } } } }), 'kube-scheduler', true],
    ['a pod', pod({ command: ['kube-scheduler', '--profiling=true'] }), 'kube-scheduler', true],
  ])('replaces the default of %s', (_, manifest, component, value) => {
    expect(view(manifest, component).settings['--profiling']).toEqual(value);
  });

  test('adds to the default of Talos where it is a list of what is enabled, and may be a list', () => {
    const settings = (extraArgs: object): Json => view(talos({ cluster: { apiServer: { extraArgs } } }), 'kube-apiserver').settings;
    expect(settings({ 'enable-admission-plugins': 'A', 'authorization-mode': ['B', 'C'] })).toMatchObject({
      '--enable-admission-plugins': ['NodeRestriction', 'A'], '--authorization-mode': ['Node', 'RBAC', 'B', 'C'],
    });
    expect(settings({ 'tls-cipher-suites': 'X' })['--tls-cipher-suites']).toHaveLength(7);
    expect(settings({ 'feature-gates': 'A=true', 'audit-log-maxage': '7' })).toMatchObject({ '--feature-gates': { A: true }, '--audit-log-maxage': 7 });
  });

  test('leaves out the default that it must not stand beside', () => {
    const settings = view(kubeadm({ apiServer: { extraArgs: [{ name: 'authorization-config', value: '/x' }] } }), 'kube-apiserver').settings;
    expect(settings).not.toHaveProperty('--authorization-mode');
    expect(view(talos({ cluster: { apiServer: { extraArgs: { 'authentication-config': '/x' } } } }), 'kube-apiserver').settings).not.toHaveProperty('--anonymous-auth');
  });
});

describe('the components of a node', () => {
  const SERVER = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kube-proxy'];
  const CONTROL_PLANE = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'];

  test.each<[string, Manifest, readonly string[]]>([
    ['a server of k3s', file('K3sConfiguration'), SERVER],
    ['an agent of k3s', file('K3sConfiguration', { server: 'https://s', token: 'x' }), ['kubelet', 'kube-proxy']],
    ...['cluster-init', 'tls-san', 'write-kubeconfig-mode', 'secrets-encryption', 'kube-apiserver-arg', 'kube-controller-manager-arg', 'kube-scheduler-arg', 'etcd-arg', 'disable', 'flannel-backend',
      'cluster-cidr', 'service-cidr', 'datastore-endpoint', 'audit-policy-file', 'cni', 'agent-token'].map((key): [string, Manifest, readonly string[]] =>
      [`a server that joins another, by ${key}`, file('K3sConfiguration', { server: 'https://s', [key]: [] }), SERVER]),
    ['a control plane of Talos', talos(), ['kubelet', ...CONTROL_PLANE]],
    ['a worker of Talos', talos({ machine: { type: 'worker' } }), ['kubelet']],
    ['a patch of a control plane of Talos', talos({ machine: {}, cluster: { apiServer: {} } }), ['kubelet', ...CONTROL_PLANE]],
    ['a patch of Talos', talos({ machine: {}, cluster: { etcd: {} } }), ['kubelet']],
    ['a cluster of kubeadm', kubeadm(), CONTROL_PLANE],
    ['a node of kubeadm', kubeadm({}, 'JoinConfiguration'), ['kubelet']],
    ['the first node of kubeadm', kubeadm({}, 'InitConfiguration'), ['kubelet']],
  ])('%s', (_, manifest, components) => expect(names(manifest)).toEqual(components));

  const capi = (kind: string, spec: object, apiVersion = 'controlplane.cluster.x-k8s.io/v1beta1'): Manifest => ({ apiVersion, kind, spec });
  const BOOTSTRAP = 'bootstrap.cluster.x-k8s.io/v1beta1';

  test.each<[string, Manifest, readonly string[], string]>([
    ['a control plane', capi('KubeadmControlPlane', { kubeadmConfigSpec: {} }), CONTROL_PLANE, '/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs'],
    ['a template of one', capi('KubeadmControlPlaneTemplate', { template: { spec: { kubeadmConfigSpec: { initConfiguration: {} } } } }), [...CONTROL_PLANE, 'kubelet'],
      '/spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs'],
    ['nodes', capi('KubeadmConfig', { joinConfiguration: {}, initConfiguration: 'x' }, BOOTSTRAP), ['kubelet'], '/spec/joinConfiguration/nodeRegistration/kubeletExtraArgs'],
    ['a template of nodes', capi('KubeadmConfigTemplate', { template: { spec: { joinConfiguration: {} } } }, BOOTSTRAP), ['kubelet'], '/spec/template/spec/joinConfiguration/nodeRegistration/kubeletExtraArgs'],
    ['nodes with a cluster', capi('KubeadmConfig', { clusterConfiguration: {} }, BOOTSTRAP), CONTROL_PLANE, '/spec/clusterConfiguration/apiServer/extraArgs'],
  ])('%s of Cluster API', (_, manifest, components, place) => {
    expect(names(manifest)).toEqual(components);
    expect(componentsIn(manifest)[0].derived!.placeOf('/x')).toBe(place);
  });

  test('none of Cluster API where there is no specification', () => {
    expect(names(capi('KubeadmControlPlane', { kubeadmConfigSpec: 'x' }))).toEqual([]);
  });
});

describe('a container runs', () => {
  const ran = (container: object): string | undefined => componentsIn(pod(container)).map(({ component, settings }) => `${component} ${JSON.stringify(settings)}`)[0];
  const PROFILING = 'kube-scheduler {"--profiling":true}';

  test.each<[string, object, string | undefined]>([
    ['the program that its command names', { command: ['/usr/local/bin/kube-scheduler', '--profiling'] }, PROFILING],
    ['the program behind an entry point', { command: ['tini', '--', 'kube-scheduler', '--profiling'] }, PROFILING],
    ['the program that its arguments name', { args: ['kube-scheduler', '--profiling'] }, PROFILING],
    ['the program of its command with its arguments', { command: ['kube-scheduler'], args: ['--profiling'] }, PROFILING],
    ['the program of its image', { image: 'registry.k8s.io/kube-scheduler:v1.37.2', args: ['--profiling'] }, PROFILING],
    ['the program of its image by digest', { image: 'r/kube-scheduler@sha256:a', args: ['--profiling'] }, PROFILING],
    ...['amd64', 'arm64', 'arm', 'ppc64le', 's390x'].map((arch): [string, object, string] => [`the program of its image for ${arch}`, { image: `k8s.gcr.io/kube-scheduler-${arch}:v1`, args: ['--profiling'] }, PROFILING]),
    ['the program of its image without a word', { image: 'kube-scheduler' }, 'kube-scheduler {}'],
    ['what its command names, whatever its image', { image: 'kube-apiserver', command: ['kube-scheduler', '--profiling'] }, PROFILING],
    ['another program of an image of a component', { image: 'kube-scheduler', command: ['/bin/other'] }, undefined],
    ['nothing of ours in another image', { image: 'kube-scheduler-x', args: ['--profiling'] }, undefined],
    ['no program that is the value of a flag', { command: ['x', '--name', 'kube-scheduler'] }, undefined],
    ['a program in a text for a shell', { command: ['sh', '-c', 'exec kube-scheduler --profiling 2>&1'] }, PROFILING],
    ['a program in a text for a shell with options', { command: ['/bin/bash', '-exc', 'kube-scheduler --profiling | tee x'] }, PROFILING],
    ['a program in a text among the arguments', { command: ['dash'], args: ['-c', 'kube-scheduler --profiling && x --a'] }, PROFILING],
    ['a program in a text for a shell that few images have', { command: ['/usr/bin/yash', '-c', 'kube-scheduler --profiling'] }, PROFILING],
    ['no text for something else than a shell', { command: ['x', '-c', 'kube-scheduler --profiling'] }, undefined],
    ['the program behind the value of a flag', { command: ['x', '--name=y', 'kube-scheduler', '--profiling'] }, PROFILING],
    ['with variables that are known', { command: ['kube-scheduler', '--profiling=$(P)'], env: [{ name: 'P', value: 'true' }, { name: 'Q' }, 'x'] }, PROFILING],
    ['with variables that are not known', { command: ['kube-scheduler', '--profiling=$(P)'] }, 'kube-scheduler {"--profiling":{"unknown":"$(P)"}}'],
    ['values of a wrong type', { image: 7, command: 'kube-scheduler', args: [7] }, undefined],
  ])('%s', (_, container, expected) => expect(ran(container)).toBe(expected));

  test('etcd of the cluster, by its namespace, its network or its label, and no other', () => {
    const etcd = (metadata: object, spec: object = {}): string[] => names({ ...pod({ command: ['etcd'] }, spec), metadata } as Manifest);
    expect(etcd({ namespace: 'kube-system' })).toEqual(['etcd']);
    expect(etcd({ namespace: 'shop' })).toEqual([]);
    expect(etcd({ namespace: 'shop' }, { hostNetwork: true })).toEqual(['etcd']);
    expect(etcd({ namespace: 'shop' }, { hostNetwork: 'true' })).toEqual([]);
    expect(etcd({ namespace: 'shop', labels: { tier: 'control-plane' } })).toEqual(['etcd']);
    expect(etcd({ namespace: 'shop', labels: 'tier' })).toEqual([]);
  });

  test('etcd with flags of its environment, where no flag is given', () => {
    const env = [{ name: 'ETCD_CLIENT_CERT_AUTH', value: 'true' }, { name: 'ETCD_AUTO_TLS', value: 'true' }, { name: 'ETCD_NAME', valueFrom: {} }, { name: 'OTHER', value: 'x' }, 'x'];
    const { settings, derived } = view(pod({ command: ['etcd', '--auto-tls=false'], env }), 'etcd');
    expect(settings).toEqual({ '--client-cert-auth': true, '--auto-tls': false, '--name': { unknown: '$(unknown)' } });
    expect(derived!.placeOf('/--client-cert-auth')).toBe('/spec/containers/0/env/0/value');
    expect(view(pod({ command: ['kube-scheduler'], env }), 'kube-scheduler').settings).toEqual({});
  });

  test('something whose further settings are elsewhere, where it names a file', () => {
    const isPartial = (...words: readonly string[]): boolean => view(pod({ command: ['etcd', ...words] }), 'etcd').derived!.isPartial;
    expect([isPartial(), isPartial('--config-file=x'), isPartial('--config=x'), isPartial('--configure=x')]).toEqual([false, true, true, false]);
  });

  test('a control plane where it is a pod of the system or on the network of its node', () => {
    const program = { command: ['kube-scheduler'] };
    const elsewhere = { metadata: { namespace: 'shop' } };
    expect(isControlPlanePod(pod(program))).toBe(true);
    expect(isControlPlanePod({ ...pod(program), ...elsewhere })).toBe(false);
    expect(isControlPlanePod({ ...pod(program, { hostNetwork: true }), ...elsewhere })).toBe(true);
    expect(isControlPlanePod(pod({ command: ['x'] }))).toBe(false);
    expect(isControlPlanePod({ ...pod(program), apiVersion: 'apps/v1', kind: 'Deployment' })).toBe(false);
  });
});

describe('systemd starts the kubelet', () => {
  const settings = (manifest: Manifest): Json | undefined => componentsIn(manifest)[0]?.settings;

  test.each<[string, Manifest, unknown]>([
    ['by its path', unit('/usr/bin/kubelet --read-only-port=1'), 1],
    ['with a prefix', unit('-@/usr/bin/kubelet --read-only-port=1'), 1],
    ['as the second command', unit('/bin/mount x', '/usr/bin/kubelet --read-only-port 1'), 1],
    ['with a variable, so that nothing is known of what is missing', unit('/usr/bin/kubelet $ARGS'), undefined],
    ['with a file, so that nothing is known of what is missing', unit('/usr/bin/kubelet --config=/x'), undefined],
    ['with a folder of files', unit('/usr/bin/kubelet --config-dir=/x'), undefined],
    ['without anything', unit('/usr/bin/kubelet'), 10255],
    ['by a variable of the unit', file('SystemdUnit', { environment: ['X=1', 'KUBELET_EXTRA_ARGS=--read-only-port=1', 'MY_KUBELET_ARGS=--x'] }), 1],
    ['by a variable of a file', file('EnvironmentFile', { variables: { X: '--x', KUBELET_KUBEADM_ARGS: '--read-only-port=1' } }), 1],
  ])('%s', (_, manifest, port) => expect(settings(manifest)?.readOnlyPort).toBe(port));

  test.each<[string, Manifest]>([
    ['another program', unit('/usr/bin/mykubelet --x')], ['a variable for something else', file('SystemdUnit', { environment: ['KUBELET_ROOT=/x', 'xKUBELET_ARGS'] })],
    ['no variables', file('EnvironmentFile', { variables: 'x' })],
  ])('and %s does not', (_, manifest) => expect(componentsIn(manifest)).toEqual([]));

  test('whether all of its settings are known', () => {
    expect([unit('kubelet'), unit('kubelet ${A}'), unit('kubelet --config x'), unit('kubelet $A1'), unit('kubelet $1')].map((one) => componentsIn(one)[0].derived!.isPartial))
      .toEqual([false, true, true, true, false]);
  });
});

describe('what is written into a file', () => {
  const FILL = { '--profiling': false, '--bind-address': '127.0.0.2' };

  test.each<[string, Manifest]>([
    ['kubeadm', kubeadm()], ['a list of kubeadm', kubeadm({ scheduler: { extraArgs: [{ name: 'v', value: '2' }] } })], ['a map of kubeadm', kubeadm({ scheduler: { extraArgs: { v: '2' } } })],
    ['k3s', file('K3sConfiguration')], ['a list of k3s', file('K3sConfiguration', { 'kube-scheduler-arg': ['v=2'] })], ['Talos', talos()],
    ['a map of Talos', talos({ cluster: { scheduler: { extraArgs: { v: '2' } } } })], ['a pod', pod({ command: ['kube-scheduler', '--v=2'] })],
    ['arguments of a pod', pod({ command: ['kube-scheduler'], args: ['--v=2'] })],
  ])('of %s holds from then on, and is there once', (_, manifest) => {
    const one = view(manifest, 'kube-scheduler');
    const written = one.derived!.write(FILL, true);
    expect(view(manifest, 'kube-scheduler').settings).toMatchObject(FILL);
    expect(one.settings).toMatchObject(FILL);
    expect(view(manifest, 'kube-scheduler').derived!.write(FILL, true)).toEqual([]);
    expect(written.length).toBeGreaterThan(0);
    for (const { pointer, value } of written) {
      const holder = pointer.endsWith('/-') ? valueAt(manifest, pointer.slice(0, -2)) as unknown[] : undefined;
      if (holder) expect(holder).toContainEqual(value);
      else expect(JSON.stringify(valueAt(manifest, pointer))).toContain(JSON.stringify(value).slice(1, -1));
    }
  });

  test.each<[string, Manifest, string]>([
    ['kubeadm', kubeadm({ scheduler: { extraArgs: [{ name: 'v', value: '2' }, { name: 'profiling', value: 'true' }] } }), '/scheduler/extraArgs/1/value'],
    ['a map of kubeadm', kubeadm({ scheduler: { extraArgs: { profiling: 'true' } } }), '/scheduler/extraArgs/profiling'],
    ['k3s', file('K3sConfiguration', { 'kube-scheduler-arg': ['v=2', 'profiling=true'] }), '/kube-scheduler-arg/1'],
    ['Talos', talos({ cluster: { scheduler: { extraArgs: { profiling: 'true' } } } }), '/cluster/scheduler/extraArgs/profiling'],
    ['a pod', pod({ command: ['kube-scheduler', '--profiling=true'] }), '/spec/containers/0/command/1'],
    ['the next word of a pod', pod({ command: ['kube-scheduler', '--bind-address', '0.0.0.0'] }), '/spec/containers/0/command/2'],
  ])('of %s replaces what is there only where it is to', (_, manifest, pointer) => {
    const fill = pointer.endsWith('command/2') ? { '--bind-address': '127.0.0.1' } : { '--profiling': false };
    const before = structuredClone(manifest);
    expect(view(manifest, 'kube-scheduler').derived!.write(fill, false)).toEqual([]);
    expect(manifest).toEqual(before);
    expect(view(manifest, 'kube-scheduler').derived!.write(fill, true).map((one) => one.pointer)).toEqual([pointer]);
    expect(view(manifest, 'kube-scheduler').settings).toMatchObject(fill);
  });

  test.each<[string, Manifest]>([
    ['a text for a shell', pod({ command: ['sh', '-c', 'kube-scheduler --v=2 --logging-format=json'] })], ['a text for a shell with one flag', pod({ command: ['sh', '-c', 'kube-scheduler --v=2'] })],
    ['a text for a shell without a flag', pod({ command: ['sh', '-c', 'kube-scheduler'] })], ['a command that ends in a flag that takes a value', pod({ command: ['kube-scheduler', '--kubeconfig'] })],
    ['a command that ends its flags', pod({ command: ['kube-scheduler', '--'] })], ['a program by its image alone', pod({ image: 'kube-scheduler' })],
    ['a text of k3s', file('K3sConfiguration', { 'kube-scheduler-arg': 'v=2' })],
  ])('is nothing for %s', (_, manifest) => {
    expect(view(manifest, 'kube-scheduler').derived!.write({ '--profiling': true }, true)).toEqual([]);
  });

  test('for the kubelet of Talos is a flag, unless a field says it', () => {
    const extraConfig = { readOnlyPort: 1, authentication: { anonymous: { enabled: true } } };
    const manifest = talos({ machine: { type: 'worker', kubelet: { extraConfig } } });
    const { settings, derived } = view(manifest, 'kubelet');
    expect(settings).toMatchObject({ readOnlyPort: 1, rotateCertificates: true });
    expect(settings).toMatchObject({ authentication: { anonymous: { enabled: true }, webhook: { enabled: true } } });
    expect(derived!.placeOf('/readOnlyPort')).toBe('/machine/kubelet/extraConfig/readOnlyPort');
    expect(derived!.placeOf('/eventRecordQPS')).toBe('/machine/kubelet/extraArgs');
    const fill = { readOnlyPort: 0, makeIPTablesUtilChains: true, authentication: { anonymous: { enabled: false } } };
    expect(derived!.write(fill, true).map(({ pointer }) => pointer)).toEqual(['/machine/kubelet/extraArgs/make-iptables-util-chains']);
  });
});

test.each<[string, unknown, string, string | undefined]>([
  ['Talos', { version: 'v1alpha1', machine: {} }, 'x.yaml', 'TalosMachineConfiguration'],
  ['Talos by its cluster', { machine: {}, cluster: {} }, 'x.yaml', 'TalosMachineConfiguration'],
  ['a machine of something else', { machine: {} }, 'x.yaml', undefined],
  ['k3s by its place', { node: 'x' }, '/etc/rancher/k3s/config.yaml', 'K3sConfiguration'],
  ['RKE2 by its place', { 'tls-san': [] }, 'rancher/rke2/config.yaml.d/a.yml', 'Rke2Configuration'],
  ['another file in its place', { node: 'x' }, '/etc/rancher/k3s/registries.yaml', undefined],
  ...['kube-apiserver-arg', 'kube-controller-manager-arg', 'kube-scheduler-arg', 'kubelet-arg', 'kube-proxy-arg', 'etcd-arg', 'write-kubeconfig-mode', 'secrets-encryption', 'protect-kernel-defaults',
    'cluster-init', 'flannel-backend', 'agent-token', 'datastore-endpoint', 'tls-san'].map((key): [string, unknown, string, string] => [`k3s by ${key}`, { [key]: 'x' }, 'x.yaml', 'K3sConfiguration']),
  ...['cni', 'profile', 'audit-policy-file', 'pod-security-admission-config-file', 'control-plane-resource-requests', 'ingress-controller']
    .map((key): [string, unknown, string, string] => [`RKE2 by ${key}`, { 'tls-san': [], [key]: 'x' }, 'x.yaml', 'Rke2Configuration']),
  ['k3s by a list that adds', { 'kubelet-arg+': [] }, 'x.yaml', 'K3sConfiguration'],
  ['a profile of something else', { profile: 'x' }, 'x.yaml', undefined],
  ['a list', [], '/etc/rancher/k3s/config.yaml', undefined],
])('a document without kind is recognized as %s', (_, value, path, kind) => {
  expect(recognizedNodeFile(value, path)).toEqual(kind === undefined ? undefined : { apiVersion: 'node.cdk8s-hardened.dev/v1', kind, ...value as object });
});

test('a kind that sets no components has none', () => {
  for (const manifest of [file('HostFile'), { apiVersion: 'v1', kind: 'ConfigMap' }]) {
    expect(setsComponents(groupKind(manifest))).toBe(false);
    expect(componentsIn(manifest)).toEqual([]);
  }
  expect(setsComponents('apps/Deployment')).toBe(true);
});
