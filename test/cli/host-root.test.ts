import { chmodSync, mkdirSync, symlinkSync } from 'fs';
import { join } from 'path';
import { call, folder, write } from './command';

const STATIC_POD = `apiVersion: v1
kind: Pod
metadata: { name: kube-scheduler, namespace: kube-system }
spec:
  hostNetwork: true
  containers:
    - name: kube-scheduler
      image: registry.k8s.io/kube-scheduler:v1.37.2
      command: [kube-scheduler, --bind-address=0.0.0.0, --profiling=false]
`;

let root: string;
beforeEach(() => {
  root = folder();
  write(root, {
    'etc/passwd': `root:x:0:0::/root:/bin/sh\nme:x:${process.getuid!()}:0::/:/bin/sh\n`,
    'etc/group': `root:x:0:\nmine:x:${process.getgid!()}:\n`,
    'etc/kubernetes/manifests/kube-scheduler.yaml': STATIC_POD,
    'etc/kubernetes/pki/etcd/ca.key': '', 'etc/kubernetes/pki/ca.crt': '', 'etc/kubernetes/admin.conf': '',
    'var/lib/kubelet/config.yaml': 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nreadOnlyPort: 10255\n',
    'var/lib/kubelet/kubeadm-flags.env': 'KUBELET_KUBEADM_ARGS="--anonymous-auth=true"\n',
  });
  mkdirSync(join(root, 'var/lib/etcd'), { recursive: true });
  for (const [path, mode] of Object.entries({
    'etc/kubernetes/manifests/kube-scheduler.yaml': 0o600, 'etc/kubernetes/pki': 0o755, 'etc/kubernetes/pki/etcd/ca.key': 0o640,
    'etc/kubernetes/pki/ca.crt': 0o644, 'etc/kubernetes/admin.conf': 0o600, 'var/lib/etcd': 0o755, 'var/lib/kubelet/config.yaml': 0o600,
  })) chmodSync(join(root, path), mode);
});

interface Found { readonly control: string; readonly file: string; readonly message: string; readonly severity: string }

async function found(...argv: string[]): Promise<Found[]> {
  const { out, err } = await call(root, ['check', '--format', 'json', ...argv]);
  if (out === '') throw new Error(err);
  return JSON.parse(out).findings;
}

const told = (findings: readonly Found[], control: RegExp): string[] => findings.filter((one) => control.test(one.control)).map(({ file, message }) => `${file} ${message}`);

test('the files of a host are judged by their modes', async () => {
  expect(told(await found('--host-root', root), /^host-file-mode$/)).toEqual([
    'var/lib/etcd the mode is 0755, must be 0700 or stricter: `chmod 0700 /var/lib/etcd`',
    'etc/kubernetes/pki/etcd/ca.key the mode is 0640, must be 0600 or stricter: `chmod 0600 /etc/kubernetes/pki/etcd/ca.key`',
  ]);
});

test('and by their owners, as the host calls them', async () => {
  const [first] = told(await found('--host-root', root), /^host-file-owner$/);
  if (process.getuid!() === 0 && process.getgid!() === 0) expect(first).toBeUndefined();
  else expect(first).toContain('must be root:root');
});

test('what configures the kubelet and the control plane is found where it belongs', async () => {
  expect(told(await found('--host-root', root), /^(kubelet-(read-only|no-anonymous)|control-plane-listens)/)).toEqual([
    'etc/kubernetes/manifests/kube-scheduler.yaml --bind-address is "0.0.0.0", must be one of "127.0.0.1", "::1"',
    'var/lib/kubelet/config.yaml readOnlyPort is 10255, must be 0',
    'var/lib/kubelet/kubeadm-flags.env authentication.anonymous.enabled is true, must be false or unset',
  ]);
});

test('a static pod of the control plane has the rights of its host, and is not judged as that of a user', async () => {
  const names = (findings: readonly Found[]) => findings.map(({ control }) => control);
  expect(names(await found('--host-root', root))).not.toContain('no-host-namespaces');
  expect(names(await found('etc/kubernetes/manifests'))).toContain('no-host-namespaces'); // any repository can have such a folder
});

test('fails for a pod among them that runs something else', async () => {
  write(root, { 'etc/kubernetes/manifests/shell.yaml': STATIC_POD.replace(/kube-scheduler/g, 'shell') });
  expect((await found('--host-root', root)).map(({ control }) => control)).toContain('no-host-namespaces');
});

test('a link is what it leads to, which has a mode of its own', async () => {
  symlinkSync('/etc/hostname', join(root, 'etc/kubernetes/pki/link.key'));
  expect(told(await found('--host-root', root), /^host-file-mode$/)).toHaveLength(2);
});

test('fails where there is no file of a node', async () => {
  const { code, err } = await call(root, ['check', '--host-root', join(root, 'etc/kubernetes/pki')]);
  expect(code).toBe(2);
  expect(err).toMatch(/has no file of a Kubernetes node.*name the root folder of its file system/);
});
