import { defineControl } from '../control';
import { allOf, anyOf, field, item, not } from '../require';

/** Folders of the node that give it away, and all below them: its programs, its kernel, its configuration, and the state of its runtime. */
const TREES: readonly string[] = [
  '/bin', '/boot', '/dev', '/etc', '/lib', '/lib64', '/proc', '/root', '/sbin', '/sys', '/usr',
  '/var/lib/docker', '/var/lib/containerd', '/var/lib/containers', '/var/lib/kubelet', '/var/lib/etcd',
  '/var/lib/cloud', '/var/lib/waagent', // what the cloud told the node when it started, tokens included
];
/** Folders that hold such folders, or the sockets of runtimes. Other folders below them are harmless: `/var/log`. */
const PARENTS: readonly string[] = ['/', '/home', '/home/', '/run', '/run/', '/var', '/var/', '/var/lib', '/var/lib/', '/var/run', '/var/run/'];
/** Where command line tools keep credentials, in whatever home. */
const CREDENTIALS: readonly string[] = ['/.aws', '/.azure', '/.config/gcloud', '/.kube', '/.ssh'];
/** Time zones are no secret, and many manifests mount them. */
const HARMLESS: readonly string[] = ['/etc/localtime', '/etc/timezone', '/usr/share/zoneinfo'];

const path = item('hostPath.path');
/** Forms that hide which folder is meant; the API server refuses `..` itself. A path of Windows has a drive or a backslash. */
const plain = allOf(
  anyOf(path.startsWith('/'), path.contains(':'), path.contains('\\')),
  ...['//', '/./', '/..'].map((part) => not(path.contains(part))), not(path.endsWith('/.')),
);

const mounted = (...paths: string[]) => ({ volumes: paths.map((one, i) => ({ name: `host-${i}`, hostPath: { path: one } })) });
const example = (one: string) => ({ shows: one, subject: mounted('/var/log', one) });

export const noSensitiveHostPath = defineControl({
  id: 'no-sensitive-host-path',
  title: 'Pods do not mount system directories of the node',
  subject: 'pod',
  why: 'with such a directory an intruder reads the credentials of the kubelet and of other pods, or replaces programs that the node runs as root',
  fix: {
    code: 'replace `Volume.fromHostPath` with a volume from an emptyDir, a ConfigMap or a claim',
    yaml: 'remove `hostPath` from `volumes`, or narrow `path` to the one directory that is needed',
  },
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  frameworks: [
    'nsa-cisa:pod-security-enforcement', 'mitre:T1611', 'kube-linter:sensitive-host-mounts', 'trivy:KSV-0121', 'kubescape:C-0020',
    'kubesec:ProcMount',
  ],
  // kube-linter and Trivy judge the folders alone; what lies below them gives the node away as well: `/etc/shadow`
  require: field('volumes').every(anyOf(
    allOf(
      plain,
      ...[...TREES, ...PARENTS].map((folder) => path.differsFrom(folder)),
      ...TREES.map((tree) => not(path.startsWith(`${tree}/`))),
      ...CREDENTIALS.map((folder) => not(path.contains(folder))),
    ),
    path.isOneOf(HARMLESS),
    path.isAbsent(),
  )),
  coveredBy: [{ control: 'no-runtime-socket', where: 'same-field' }],
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'an empty directory', subject: { volumes: [{ name: 'tmp', emptyDir: {} }] } },
      { shows: 'logs, which no-host-path reports', subject: mounted('/var/log') },
      { shows: 'names that start alike', subject: mounted('/etcd-backup', '/devices') },
      { shows: 'a drive of Windows', subject: mounted('C:/logs') },
      { shows: 'a pipe of Windows', subject: mounted('\\\\.\\pipe\\csi') },
      ...HARMLESS.map((one) => ({ shows: one, subject: mounted(one) })),
    ],
    bad: [
      ...[...TREES, ...PARENTS].map(example),
      ...TREES.map((tree) => example(`${tree}/x`)),
      ...CREDENTIALS.map((folder) => example(`/home/core${folder}`)),
      ...['/opt//etc', '/./etc', '/opt/../etc', '/.', 'etc'].map((one) => ({ shows: `${one}, which hides the folder`, subject: mounted(one) })),
    ],
  }),
});
