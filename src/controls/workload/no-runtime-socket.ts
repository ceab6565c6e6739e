import { defineControl } from '../control';
import { allOf, field, item, not } from '../require';

/** The sockets of container runtimes, wherever a distribution puts them, and the pipes of Windows. */
const SOCKETS: readonly string[] = [
  'docker.sock', 'dockerd.sock', 'dockershim.sock', 'containerd.sock', 'crio.sock', 'podman.sock', 'docker_engine', 'containerd-containerd',
];
/** Folders of one runtime each; `/run` itself is a matter of no-sensitive-host-path. */
const FOLDERS: readonly string[] = ['run/containerd', 'run/crio', 'run/k3s', 'run/podman'];

const path = item('hostPath.path');
const mounted = (one: string) => ({ volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'runtime', hostPath: { path: one } }] });

export const noRuntimeSocket = defineControl({
  id: 'no-runtime-socket',
  title: 'Pods do not mount the socket of the container runtime',
  subject: 'pod',
  why: 'anyone who can talk to the container runtime can start a privileged container on the node, and bypass every control of Kubernetes',
  fix: {
    code: 'remove the volume that `Volume.fromHostPath` made of the socket: build images with a rootless builder, and read metrics from the kubelet',
    yaml: 'remove the `hostPath` from `volumes`: build images with a rootless builder, and read metrics from the kubelet',
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath', 'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
  ],
  frameworks: [
    'nsa-cisa:pod-security-enforcement', 'mitre:T1611', 'mitre:T1610', 'kube-linter:docker-sock', 'kubescape:C-0074',
    'kyverno:disallow-cri-sock-mount', 'kyverno:docker-socket-requires-label', 'checkov:CKV_K8S_27', 'trivy:KSV-0006', 'kubesec:DockerSock',
  ],
  require: field('volumes').every(allOf(...[...SOCKETS, ...FOLDERS].map((part) => not(path.contains(part))))),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'an empty directory', subject: { volumes: [{ name: 'tmp', emptyDir: {} }] } },
      { shows: 'another socket of the node', subject: mounted('/run/systemd/journal/socket') },
    ],
    bad: [
      { shows: 'Docker', subject: mounted('/var/run/docker.sock') },
      { shows: 'Docker behind a second slash', subject: mounted('/run//docker.sock/') },
      { shows: 'containerd of a distribution', subject: mounted('/run/k0s/containerd.sock') },
      { shows: 'CRI-O', subject: mounted('/opt/crio.sock') },
      { shows: 'Podman', subject: mounted('/run/user/1000/podman.sock') },
      { shows: 'the adapter for Docker', subject: mounted('/var/run/cri-dockerd.sock') },
      { shows: 'the former adapter for Docker', subject: mounted('/var/run/dockershim.sock') },
      { shows: 'Docker on Windows', subject: mounted('\\\\.\\pipe\\docker_engine') },
      { shows: 'containerd on Windows', subject: mounted('\\\\.\\pipe\\containerd-containerd') },
      ...FOLDERS.map((folder) => ({ shows: `the folder /${folder}`, subject: mounted(`/${folder}`) })),
    ],
  }),
});
