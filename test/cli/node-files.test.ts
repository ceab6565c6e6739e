import { readFileSync } from 'fs';
import { join } from 'path';
import { call, folder, write } from './command';

let at: string;
beforeEach(() => { at = folder(); });

/** The findings of some controls, as `file:line message`. */
async function found(family: RegExp, ...options: string[]): Promise<string[]> {
  const { out, err } = await call(at, ['check', '--format', 'json', '--now', '2026-11-29', ...options, '.']);
  if (out === '') throw new Error(err);
  return JSON.parse(out).findings.filter(({ control }: { control: string }) => family.test(control))
    .map(({ file, line, control, message }: Record<string, string>) => `${file}:${line} ${control}: ${message}`);
}

const staticPod = (name: string, ...words: string[]): string => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: kube-system }
spec:
  containers:
    - name: ${name}
      image: registry.k8s.io/${name}:v1.37.2
      command:
${[name, ...words].map((word) => `        - ${JSON.stringify(word)}`).join('\n')}
`;

const INSECURE: Readonly<Record<string, string>> = {
  'kube-apiserver.yaml': staticPod('kube-apiserver', '--authorization-mode=AlwaysAllow', '--anonymous-auth=true', '--token-auth-file=/etc/tokens.csv'),
  'etcd.yaml': staticPod('etcd', '--listen-client-urls=http://0.0.0.0:2379'),
  'kube-controller-manager.yaml': staticPod('kube-controller-manager', '--use-service-account-credentials=false'),
  'kubelet.yaml': 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nreadOnlyPort: 10255\nauthentication: { anonymous: { enabled: true } }\nauthorization: { mode: AlwaysAllow }\n',
  'kubeadm.yaml': 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    - { name: authorization-mode, value: AlwaysAllow }\n',
};

test.each(Object.keys(INSECURE))('an insecure file of the control plane has errors: %s', async (file) => {
  write(at, { [file]: INSECURE[file] });
  const { out, code } = await call(at, ['check', '--format', 'json', '.']);
  const errors = JSON.parse(out).findings.filter(({ severity, control }: Record<string, string>) => severity === 'error' && /^(apiserver|etcd|controllers|kubelet)-/.test(control));
  expect(errors).not.toEqual([]);
  expect(code).toBe(1);
});

test('a flag is judged where it stands: in a word, in two words, in a text for a shell, and in a variable of etcd', async () => {
  write(at, {
    'a.yaml': staticPod('kube-apiserver', '--profiling=true'),
    'b.yaml': staticPod('kube-controller-manager', '--bind-address', '0.0.0.0'),
    'c.yaml': staticPod('kube-scheduler').replace('- "kube-scheduler"', '- sh\n        - -c\n        - exec kube-scheduler --bind-address=0.0.0.0 2>&1'),
    'd.yaml': staticPod('etcd').replace('      command:', '      env: [{ name: ETCD_AUTO_TLS, value: "true" }]\n      command:'),
  });
  expect((await found(/no-profiling|listens-locally|etcd-mutual/)).filter((text) => !/is not set/.test(text))).toEqual([
    'a.yaml:10 control-plane-no-profiling: --profiling is true, must be false',
    'b.yaml:11 control-plane-listens-locally: --bind-address is "0.0.0.0", must be one of "127.0.0.1", "::1"',
    'c.yaml:11 control-plane-listens-locally: --bind-address is "0.0.0.0", must be one of "127.0.0.1", "::1"',
    'd.yaml:8 etcd-mutual-tls: --auto-tls is true, must be false or unset',
  ]);
});

test('fails closed where the value of a flag is not known before the component starts', async () => {
  write(at, { 'a.yaml': staticPod('kube-apiserver', '--profiling=$(PROFILING)') });
  const { out } = await call(at, ['check', '--format', 'json', '.']);
  expect(JSON.parse(out).findings.filter(({ control }: Record<string, string>) => control === 'control-plane-no-profiling')).toMatchObject([{ outcome: 'inconclusive' }]);
});

test('an etcd of an application is not that of the cluster', async () => {
  const other = staticPod('etcd', '--listen-client-urls=http://0.0.0.0:2379').replace('kube-system', 'shop');
  write(at, { 'etcd.yaml': other });
  expect(await found(/^etcd-/)).toEqual([]);
});

test('flags that kubeadm gives itself hold where the file names no others', async () => {
  write(at, { 'kubeadm.yaml': 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.37.2\n' });
  expect(await found(/^(etcd-(client|mutual|peer)|controllers-|apiserver-(authorization|client|serving|node))/)).toEqual([]);
});

test('flags of the kubelet are judged for what they say, and not for what its file may say', async () => {
  write(at, {
    'var/lib/kubelet/kubeadm-flags.env': 'KUBELET_KUBEADM_ARGS="--container-runtime-endpoint=unix:///run/containerd/containerd.sock --read-only-port=10255"\n',
    'etc/systemd/system/kubelet.service.d/10-kubeadm.conf': '[Service]\nEnvironment="KUBELET_EXTRA_ARGS=--anonymous-auth=true"\nExecStart=\nExecStart=/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml $KUBELET_EXTRA_ARGS\n',
    'join.yaml': 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: JoinConfiguration\nnodeRegistration: { kubeletExtraArgs: [{ name: hostname-override, value: node-1 }] }\n',
  });
  expect(await found(/^kubelet-/)).toEqual([
    'etc/systemd/system/kubelet.service.d/10-kubeadm.conf:2 kubelet-no-anonymous: authentication.anonymous.enabled is true, must be false or unset',
    'join.yaml:3 kubelet-no-hostname-override: --hostname-override is "node-1", must not be set',
    'var/lib/kubelet/kubeadm-flags.env:1 kubelet-read-only-port-closed: readOnlyPort is 10255, must be 0',
  ]);
});

test('a kubelet without a configuration file has the defaults of its flags, which admit everybody', async () => {
  write(at, { 'kubelet.service': '[Service]\nExecStart=/usr/bin/kubelet \\\n  --kubeconfig=/etc/kubernetes/kubelet.conf\n' });
  expect(await found(/^kubelet-(no-anonymous|webhook|read-only)/)).toEqual([
    'kubelet.service:2 kubelet-no-anonymous: authentication.anonymous.enabled is true, must be false or unset',
    'kubelet.service:2 kubelet-webhook-authorization: authorization.mode is "AlwaysAllow", must be "Webhook"',
    'kubelet.service:2 kubelet-read-only-port-closed: readOnlyPort is 10255, must be 0',
  ]);
});

test('fails for a file of systemd that is too large to be one', async () => {
  write(at, { 'kubelet.service': '[Service]\n'.padEnd(17 * 1024 * 1024, '#') });
  const { code, out } = await call(at, ['check', '--format', 'json', 'kubelet.service']);
  expect(code).toBe(2);
  expect(out).toContain('is too large for a file of systemd');
});

const K3S = 'write-kubeconfig-mode: "0600"\nkube-controller-manager-arg:\n  - bind-address=0.0.0.0\n';
const TALOS = 'version: v1alpha1\nmachine:\n  type: controlplane\n  kubelet:\n    image: ghcr.io/siderolabs/kubelet:v1.33.1\ncluster:\n  apiServer:\n    extraArgs:\n      anonymous-auth: true\n';

test('the configuration of k3s and RKE2 is judged with the flags that they give themselves', async () => {
  write(at, { 'k3s.yaml': K3S, 'rancher/rke2/config.yaml': 'profile: cis\n' });
  expect(await found(/listens-locally|encryption-at-rest|apiserver-audit-log$|no-anonymous|authorization|etcd/)).toEqual([
    'k3s.yaml:1 apiserver-audit-log: --audit-policy-file is not set',
    'k3s.yaml:1 apiserver-audit-log: --audit-log-path is not set',
    'k3s.yaml:1 apiserver-encryption-at-rest: --encryption-provider-config is not set',
    'k3s.yaml:3 control-plane-listens-locally: --bind-address is "0.0.0.0", must be one of "127.0.0.1", "::1"',
  ]);
});

test('the machine configuration of Talos is judged with the flags that it gives itself', async () => {
  write(at, { 'controlplane.yaml': TALOS, 'worker.yaml': 'version: v1alpha1\nmachine: { type: worker, kubelet: { extraConfig: { readOnlyPort: 10255 } } }\n' });
  expect(await found(/no-anonymous|encryption|apiserver-audit-log$|read-only-port|supported/)).toEqual([
    'controlplane.yaml:9 apiserver-no-anonymous: --anonymous-auth is true, must be false',
    'controlplane.yaml:5 supported-kubernetes-version: is Kubernetes 1.33, whose support ended on 2026-06-28; upgrade to one of 1.35, 1.36, 1.37',
    'worker.yaml:2 kubelet-read-only-port-closed: readOnlyPort is 10255, must be 0',
  ]);
});

test.each([
  ['a static pod', 'pod.yaml', staticPod('kube-scheduler', '--leader-elect=true')],
  ['a file of kubeadm', 'kubeadm.yaml', INSECURE['kubeadm.yaml']],
  ['the configuration of k3s', 'k3s.yaml', K3S],
  ['the machine configuration of Talos', 'talos.yaml', TALOS],
  ['the configuration of the kubelet', 'kubelet.yaml', 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication:\n  anonymous: {enabled: true} # for the load balancer\n'],
])('%s is hardened where it says nothing, and a second time changes nothing', async (_, file, text) => {
  write(at, { [file]: text });
  const findings = async () => (await found(/^(apiserver|control-plane|controllers|kubelet|etcd)-/)).length;
  const before = await findings();
  await call(at, ['harden', '--in-place', file]);
  const hardened = readFileSync(join(at, file), 'utf8');
  expect(await findings()).toBeLessThan(before);
  expect(hardened.split('\n')).toEqual(expect.arrayContaining(text.split('\n')));
  await call(at, ['harden', '--in-place', file]);
  expect(readFileSync(join(at, file), 'utf8')).toBe(hardened);
});

test('a pod of a control plane gets flags, and nothing that suits a pod of users', async () => {
  write(at, { 'pod.yaml': staticPod('kube-scheduler', '--leader-elect=true') });
  const { out } = await call(at, ['harden', '--diff', 'pod.yaml']);
  expect(out.split('\n').filter((line) => /^\+[^+]/.test(line)).map((line) => line.slice(1).trim())).toEqual([
    '- "--profiling=false"', '- "--tls-min-version=VersionTLS13"', '- "--bind-address=127.0.0.1"',
  ]);
});

test('a control plane of Cluster API is judged and hardened like a file of kubeadm', async () => {
  const text = `apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
metadata: { name: shop, namespace: clusters }
spec:
  version: v1.37.2
  kubeadmConfigSpec:
    clusterConfiguration:
      apiServer:
        extraArgs:
          authorization-mode: AlwaysAllow
    joinConfiguration:
      nodeRegistration:
        kubeletExtraArgs: { read-only-port: "10255" }
`;
  write(at, { 'capi.yaml': text });
  const told = async () => (found(/^(apiserver-authorization|kubelet-|controllers-|control-plane-no-profiling)/));
  expect(await told()).toEqual([
    'capi.yaml:10 apiserver-authorization-mode: --authorization-mode is ["AlwaysAllow"], must include "Node"',
    'capi.yaml:10 apiserver-authorization-mode: --authorization-mode is ["AlwaysAllow"], must include "RBAC"',
    'capi.yaml:10 apiserver-authorization-mode: --authorization-mode is ["AlwaysAllow"], must not include "AlwaysAllow"',
    'capi.yaml:9 control-plane-no-profiling: --profiling is not set, must be false',
    'capi.yaml:7 control-plane-no-profiling: --profiling is not set, must be false',
    'capi.yaml:7 control-plane-no-profiling: --profiling is not set, must be false',
    'capi.yaml:13 kubelet-read-only-port-closed: readOnlyPort is 10255, must be 0',
  ]);
  await call(at, ['harden', '--in-place', 'capi.yaml']);
  expect(readFileSync(join(at, 'capi.yaml'), 'utf8')).toContain('          profiling: "false"');
  expect((await told()).filter((line) => /profiling/.test(line))).toEqual([]);
});

test('an explicit flag is replaced where its control is named', async () => {
  write(at, { 'pod.yaml': staticPod('kube-scheduler', '--bind-address', '0.0.0.0', '--profiling=true'), 'kubeadm.yaml': INSECURE['kubeadm.yaml'] });
  await call(at, ['harden', '--in-place', '--override', 'control-plane-listens-locally', '--override', 'control-plane-no-profiling', '--override', 'apiserver-authorization-mode', '.']);
  expect(readFileSync(join(at, 'pod.yaml'), 'utf8')).toMatch(/"?--bind-address"?\n +- "?127\.0\.0\.1"?\n +- "?--profiling=false"?\n/);
  expect(readFileSync(join(at, 'kubeadm.yaml'), 'utf8')).toContain('{ name: authorization-mode, value: "Node,RBAC" }');
});
