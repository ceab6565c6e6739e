import { call, folder, write } from './command';

/** Manifests in texts, and other kinds that hold objects: judged as what they are, and never silence. */

type Found = Readonly<Record<'control' | 'outcome' | 'pointer' | 'message', string>>;

let at: string;
beforeEach(() => { at = folder(); });

async function check(manifest: object): Promise<{ code: number; findings: Found[] }> {
  write(at, { 'x.yaml': JSON.stringify(manifest, undefined, 1) });
  const { code, out } = await call(at, ['check', '--format', 'json', 'x.yaml']);
  return { code, findings: (JSON.parse(out) as { findings: Found[] }).findings };
}
const places = (findings: readonly Found[], id: string): string[] => findings.filter(({ control }) => control === id).map(({ pointer }) => pointer);

const configMap = (name: string, data: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'kube-system' }, data });
const widget = (spec: object) => ({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'shop' }, spec });
const CLUSTER = 'apiServer:\n  extraArgs:\n    - { name: anonymous-auth, value: "true" }\n    - { name: authorization-mode, value: AlwaysAllow }\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n';
const KUBELET = 'apiVersion: kubelet.config.k8s.io/v1beta1\nauthentication:\n  anonymous:\n    enabled: true\nkind: KubeletConfiguration\nreadOnlyPort: 10255\n';
const POD = 'spec:\n  hostNetwork: true\n  containers: [{ name: a, image: "registry.example.com/a:1.0.0", securityContext: { privileged: true } }]\nkind: Pod\nmetadata: { name: root, namespace: shop }\napiVersion: v1\n';

describe('ConfigMaps with the configuration of the cluster', () => {
  test('that of kubeadm is judged', async () => {
    const { code, findings } = await check(configMap('kubeadm-config', { ClusterConfiguration: CLUSTER }));
    expect(code).toBe(1);
    expect(new Set(places(findings, 'apiserver-authorization-mode'))).toEqual(new Set(['/data/ClusterConfiguration']));
  });

  test('that of kubelets is judged', async () => {
    const { findings } = await check(configMap('kubelet-config', { kubelet: KUBELET }));
    expect(places(findings, 'kubelet-no-anonymous')).toEqual(['/data/kubelet']);
    expect(findings.find(({ control }) => control === 'kubelet-read-only-port-closed')!.message).toMatch(/readOnlyPort is 10255.* \(in the KubeletConfiguration that the text holds\)$/);
  });

  test('that of kube-proxy is judged, and the kubeconfig beside it is none', async () => {
    const proxy = 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmetricsBindAddress: 0.0.0.0:10249\n';
    const { findings } = await check(configMap('kube-proxy', { 'config.conf': proxy, 'kubeconfig.conf': 'apiVersion: v1\nkind: Config\n' }));
    expect(places(findings, 'kube-proxy-metrics-local')).toEqual(['/data/config.conf']);
    expect(places(findings, 'valid-manifest')).toEqual([]);
  });

  test('an unknown field in it is an error', async () => {
    const { findings } = await check(configMap('kubelet-config', { kubelet: KUBELET.replace('readOnlyPort', 'readOnlyPrt') }));
    expect(findings.find(({ control }) => control === 'valid-manifest')!.message).toMatch(/readOnlyPrt.*did you mean "readOnlyPort"/);
  });

  test('one that cannot be read is never a pass', async () => {
    const { code, findings } = await check(configMap('kubelet-config', { kubelet: `${KUBELET}readOnlyPort: 0\n` }));
    expect(code).toBe(2);
    expect(places(findings.filter(({ outcome }) => outcome === 'inconclusive'), 'valid-manifest')).toEqual(['/data/kubelet']);
  });

  test('the data of an application are none', async () => {
    expect(await check(configMap('templates', { 'pod.yaml': POD }))).toMatchObject({ code: 0, findings: [] });
  });
});

describe('texts in custom resources', () => {
  test.each<[string, string]>([
    ['YAML', POD],
    ['several documents', `note: this is no object\n---\n${POD}`],
    ['base64', Buffer.from(POD).toString('base64')],
    ['JSON with escapes', '{"\\u0061piVersion":"v1","k\\u0069nd":"Pod","metadata":{"name":"a"},"spec":{"hostNetwork":true,"containers":[{"name":"a","image":"a","securityContext":{"privileged":true}}]}}'],
    ['a text in a text', `apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\nspec:\n  text: |\n${POD.replace(/^/gm, '    ')}`],
    ['a list', `apiVersion: v1\nkind: List\nitems:\n- ${POD.trimEnd().replace(/\n/g, '\n  ')}\n`],
  ])('are read: %s', async (_, text) => {
    const { findings } = await check(widget({ files: [{ content: text }] }));
    expect([...new Set(places(findings, 'no-privileged'))]).toEqual(['/spec/files/0/content']);
  });

  test('with a custom kind that nobody declared are in doubt', async () => {
    const { code, findings } = await check(widget({ text: 'apiVersion: example.com/v1\nkind: Machine\nmetadata: { name: m }\nspec: { main: { image: a, command: [b] } }\n' }));
    expect(code).toBe(2);
    expect(findings[0].message).toContain("`customPodSpecs: { 'example.com/Machine': ['/spec/main'] }`");
  });

  test('that cannot be read are in doubt', async () => {
    const { code, findings } = await check(widget({ text: `${POD}\tx: 1\n` }));
    expect(code).toBe(2);
    expect(findings.map(({ message }) => message).join()).toContain('holds an object of kind Pod, and it cannot be read');
  });
});

describe('the machine configuration of Talos', () => {
  const machine = (rest: object, cluster: object = {}) => ({ version: 'v1alpha1', machine: { type: 'controlplane', ...rest }, cluster });

  test.each(['pod', 'Pod'])('has static pods of kind %s, which are judged', async (kind) => {
    const pod = { apiVersion: 'v1', kind, metadata: { name: 'root' }, spec: { containers: [{ name: 'a', image: 'registry.example.com/a:1.0.0', securityContext: { privileged: true } }] } };
    const { findings } = await check(machine({ pods: [pod] }));
    expect(places(findings, 'no-privileged')).toEqual(['/machine/pods/0/spec/containers/0/securityContext/privileged']);
  });

  test('has manifests in texts, which are judged', async () => {
    const { findings } = await check(machine({}, { inlineManifests: [{ name: 'root', contents: POD }] }));
    expect(places(findings, 'no-privileged')).toEqual(['/cluster/inlineManifests/0/contents']);
  });

  test('has an audit policy, which is judged', async () => {
    const auditPolicy = { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules: [{ level: 'RequestResponse' }] };
    const { findings } = await check(machine({}, { apiServer: { auditPolicy } }));
    expect(places(findings, 'audit-policy-no-secret-bodies')[0]).toMatch(/^\/cluster\/apiServer\/auditPolicy/);
  });
});

test('what is wrong with one object in a text does not stand for what is wrong with another', async () => {
  const mount = (name: string, path: string) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' },
    spec: { containers: [{ name: 'a', image: 'registry.example.com/a:1.0.0' }], volumes: [{ name: 'x', hostPath: { path } }] },
  });
  const { findings } = await check(widget({ text: `${JSON.stringify(mount('root', '/'))}\n${JSON.stringify(mount('data', '/data'))}` }));
  expect(findings.filter(({ control }) => control === 'no-host-path').map(({ message }) => message).join()).toMatch(/Pod "data"/);
});

test('the template of a ControllerRevision is what a rollback restores, and is judged', async () => {
  const template = { metadata: {}, spec: { hostPID: true, containers: [{ name: 'a', image: 'registry.example.com/a:1.0.0', securityContext: { privileged: true } }] } };
  const revision = { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata: { name: 'r', namespace: 'shop' }, revision: 1 };
  const { findings } = await check({ ...revision, data: { spec: { template: { ...template, $patch: 'replace' } } } });
  expect(places(findings, 'no-privileged')).toEqual(['/data/spec/template/spec/containers/0/securityContext/privileged']);
  expect(places(findings, 'no-host-namespaces')).toEqual(['/data/spec/template/spec/hostPID']);
  const { code } = await check({ ...revision, data: { elsewhere: { image: 'a', command: ['b'] } } });
  expect(code).toBe(2);
});

test('a disk of the host in a virtual machine is a path of the host', async () => {
  const spec = { template: { spec: { domain: {}, volumes: [{ name: 'root', hostDisk: { path: '/', type: 'Disk' } }, { name: 'os', containerDisk: { image: 'registry.example.com/os:latest' } }] } } };
  const { findings } = await check({ apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', metadata: { name: 'vm', namespace: 'shop' }, spec });
  expect(places(findings, 'no-sensitive-host-path')).toEqual(['/spec/template/spec/volumes/0/hostDisk/path']);
  expect(places(findings, 'restricted-volume-types')).toEqual([]);
  expect(places(findings, 'image-tag-pinned')).toEqual(['/spec/template/spec/volumes/1/containerDisk/image']);
});
