import { chmodSync, mkdirSync, symlinkSync } from 'fs';
import { join, relative } from 'path';
import { call, folder, write } from './command';
import { HostRoot } from '../../src/cli/host-root';

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

test('nothing else is read: the working directory is a default, and no part of the host', async () => {
  write(root, { 'pod.yaml': STATIC_POD });
  const files = async (...argv: string[]) => [...new Set((await found('--host-root', root, ...argv)).map(({ file }) => file))];
  expect((await files()).filter((file) => !/^(etc|var)\//.test(file))).toEqual([]);
  expect(await files('pod.yaml')).toContain('pod.yaml');
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

describe('the files of a host', () => {
  let host: string;
  beforeEach(() => { host = folder(); });
  const has = (...paths: readonly string[]): HostRoot => {
    write(host, Object.fromEntries(paths.map((path) => [path, ''])));
    return new HostRoot(host);
  };
  const manifests = (hostRoot: HostRoot): Record<string, unknown>[] => [...hostRoot.files()].map(({ manifest }) => manifest);

  test.each([
    'etc/kubernetes', 'var/lib/kubelet/config.yaml', 'var/lib/kubelet/kubeadm-flags.env', 'etc/default/kubelet', 'etc/sysconfig/kubelet', 'usr/lib/systemd/system/kubelet.service',
    'usr/lib/systemd/system/kubelet.service.d', 'etc/systemd/system/kubelet.service', 'etc/systemd/system/kubelet.service.d', 'etc/rancher/k3s/config.yaml', 'etc/rancher/k3s/config.yaml.d',
    'etc/rancher/rke2/config.yaml', 'etc/rancher/rke2/config.yaml.d', 'var/lib/rancher/rke2/agent/pod-manifests', 'var/lib/rancher/k3s/agent/pod-manifests',
  ])('are found at %s', (path) => expect(has(path, 'etc/other').paths()).toEqual([join(host, path)]));

  test.each([
    ['etc/kubernetes/manifests/a.yaml', true], ['var/lib/rancher/rke2/agent/pod-manifests/a.yaml', true], ['var/lib/rancher/k3s/agent/pod-manifests/b/a.yaml', true],
    ['etc/kubernetes/a.yaml', false], ['etc/kubernetes/manifests', false], ['srv/etc/kubernetes/manifests/a.yaml', false], ['../etc/kubernetes/manifests/a.yaml', false],
  ])('%s holds static pods: %p', (path, isStaticPod) => {
    const hostRoot = new HostRoot(host);
    expect([1, 2].map(() => hostRoot.isStaticPod(join(host, path)))).toEqual([isStaticPod, isStaticPod]);
    expect(hostRoot.isStaticPod(join(host, 'etc/kubernetes/manifests/other.yaml'))).toBe(true);
  });

  test('that rules are about are found by patterns, in folders and below them, each once', () => {
    const hostRoot = has(
      'etc/kubernetes/manifests/kube-scheduler.yaml', 'etc/kubernetes/pki/a/b/c.crt', 'etc/kubernetes/pki/readme.txt', 'etc/cni/net.d/10.conf', 'var/lib/cni/networks/a/b/lock',
      'var/lib/rancher/k3s/server/db/etcd/member', 'var/lib/rancher/rke2/agent/kubelet.kubeconfig', 'var/lib/rancher/rke2/agent/other.txt', 'var/lib/rancher/k3s/server/tls/etcd/server.key',
    );
    expect(manifests(hostRoot).map(({ path }) => path)).toEqual([
      '/etc/kubernetes/manifests/kube-scheduler.yaml', '/etc/cni/net.d/10.conf', '/var/lib/cni/networks/a', '/var/lib/cni/networks/a/b', '/var/lib/cni/networks/a/b/lock', '/etc/kubernetes/pki',
      '/etc/kubernetes/pki/a/b/c.crt', '/var/lib/rancher/k3s/server/db/etcd', '/var/lib/rancher/k3s/server/tls/etcd/server.key', '/var/lib/rancher/rke2/agent/kubelet.kubeconfig',
    ]);
  });

  test('are objects with mode and owner, named by where they are read', () => {
    const hostRoot = has('etc/kubernetes/admin.conf');
    chmodSync(join(host, 'etc/kubernetes/admin.conf'), 0o604);
    const [object] = hostRoot.files();
    expect(object).toMatchObject({ type: 'object', document: 0, manifest: { kind: 'HostFile', path: '/etc/kubernetes/admin.conf', mode: '0604' } });
    expect([object.file, object.locate('')]).toEqual([relative('.', join(host, 'etc/kubernetes/admin.conf')), { line: 1, column: 1 }]);
  });

  /** The owner of a file of this user and group, on a host with these names; undefined where it has none. */
  function ownerOf(uid: number, gid: number, names?: { readonly users: string; readonly groups: string }): unknown {
    const fs = jest.requireActual<typeof import('fs')>('fs');
    const { lstatSync } = fs;
    if (names) write(host, { 'etc/passwd': names.users, 'etc/group': names.groups });
    const hostRoot = has('etc/kubernetes/admin.conf');
    const stats = jest.spyOn(fs, 'lstatSync').mockImplementation(((path: string, options: object) => {
      const actual = lstatSync(path, options);
      return actual && Object.assign(actual, { uid, gid });
    }) as never);
    try {
      return manifests(hostRoot)[0].owner;
    } finally {
      stats.mockRestore();
    }
  }

  test.each([
    [1000, 1001, 'etcd:kube'], [0, 0, 'root:root'], [7, 8, '7:8'],
  ])('of user %d and group %d belong to those whom the host calls so: %s', (uid, gid, owner) => {
    const users = 'toor:x:0:0::/:/bin/sh\netcd:x:1000:1000::/:/bin/sh\nsame:x:1000:1000::/:/bin/sh\nbroken\n:x:7:\nodd:x:7x:\nother:x:x7:\n';
    expect(ownerOf(uid, gid, { users, groups: 'toor:x:0:\nkube:x:1001:\n' })).toBe(owner);
  });

  test('have numbers for owners where the host names none, but for root', () => {
    expect([ownerOf(0, 1000), ownerOf(1000, 0)]).toEqual(['root:1000', '1000:root']);
  });
});
