import { COMPONENTS } from '../../../src/objects/cluster-components/component';
import { flagNameProblem, flagNames } from '../../../src/objects/cluster-components/flag-names';
import { componentProblems } from '../../../src/objects/validation/components/component-problems';

const said = (manifest: object): string[] => componentProblems(manifest as Record<string, unknown>, 37).map(({ pointer, message }) => `${pointer}: ${message}`);

const staticPod = (component: string, words: readonly string[], version = 'v1.37.2') => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: component, namespace: 'kube-system' },
  spec: { hostNetwork: true, containers: [{ name: component, image: `registry.k8s.io/${component}:${version}`, command: [component, ...words] }] },
});
const kubeadm = (name: string, kubernetesVersion = 'v1.37.2') => ({
  apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', kubernetesVersion, apiServer: { extraArgs: [{ name, value: 'false' }] },
});

test('every component has the flags that controls read', () => {
  for (const [component, flag] of [
    ['kube-apiserver', 'anonymous-auth'], ['kube-controller-manager', 'use-service-account-credentials'], ['kube-scheduler', 'profiling'], ['etcd', 'client-cert-auth'],
    ['kubelet', 'read-only-port'], ['kube-proxy', 'metrics-bind-address'],
  ] as const) expect(flagNameProblem(component, flag, 37)).toBeUndefined();
  for (const component of COMPONENTS) {
    expect(flagNames(component).length).toBeGreaterThan(50);
    expect(flagNames(component)).toEqual(expect.arrayContaining(['version']));
  }
});

test.each([
  ['a static pod', staticPod('kube-apiserver', ['--anonymous-auht=false']), '/spec/containers/0/command/1', 'kube-apiserver', 'anonymous-auht', 'anonymous-auth'],
  ['a file of kubeadm', kubeadm('profilling'), '/apiServer/extraArgs/0/value', 'kube-apiserver', 'profilling', 'profiling'],
  ['k3s', { 'apiVersion': 'node.cdk8s-hardened.dev/v1', 'kind': 'K3sConfiguration', 'kubelet-arg': ['read-only-prot=0'] }, '/kubelet-arg/0', 'kubelet', 'read-only-prot', 'read-only-port'],
  ['etcd', staticPod('etcd', ['--client-cert-aut=true']), '/spec/containers/0/command/1', 'etcd', 'client-cert-aut', 'client-cert-auth'],
])('fails for a misspelled flag in %s', (_, manifest, pointer, component, flag, meant) => {
  expect(said(manifest)).toEqual([`${pointer}: ${component} does not start: its flag "--${flag}" exists in no version that is known here; did you mean "${meant}"?`]);
});

test('fails for a flag that is gone, or not there yet, by the version that the object names', () => {
  const gone = staticPod('kube-controller-manager', ['--concurrent-service-syncs=3']);
  const toCome = (version: string) => staticPod('kube-scheduler', ['--tls-curve-preferences=X25519'], version);
  expect(said(gone)).toEqual([expect.stringMatching(/its flag "--concurrent-service-syncs" is gone since Kubernetes 1\.3[67]/)]);
  expect(said(toCome('v1.35.4'))).toEqual([expect.stringMatching(/its flag "--tls-curve-preferences" comes with Kubernetes 1\.3[67]/)]);
  expect(said(toCome('v1.37.2'))).toEqual([]);
});

test('a flag of any version is taken where the object names no version, and any flag of a version that is not known', () => {
  expect(said({ ...kubeadm('profiling', ''), controllerManager: { extraArgs: [{ name: 'concurrent-service-syncs', value: '1' }] } })).toEqual([]);
  expect(said(kubeadm('anything', 'v1.28.3'))).toEqual([]);
});

test('what is no flag of the component is not taken for one', () => {
  expect(said(staticPod('etcd', ['--name=a'])).length).toBe(0);
  const shell = staticPod('kube-proxy', []);
  const container = { ...shell.spec.containers[0], command: ['sh', '-c', 'kube-proxy --v=2 2>&1 | tee --append /var/log/kube-proxy.log'] };
  expect(said({ ...shell, spec: { ...shell.spec, containers: [container] } })).toEqual([]);
  const variable = { ...staticPod('etcd', []).spec.containers[0], env: [{ name: 'ETCD_UNKNOWN', value: 'a' }] };
  expect(said({ ...staticPod('etcd', []), spec: { hostNetwork: true, containers: [variable] } })).toEqual([]);
});

test('an underscore in the name of a flag stands for a dash, but for etcd', () => {
  expect(said(staticPod('kube-apiserver', ['--anonymous_auth=false']))).toEqual([]);
  expect(said(staticPod('etcd', ['--client_cert_auth=true']))).toHaveLength(1);
});
