import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { ofCluster } from './machine/components';
import { OtherKubelet, RunningNode } from './machine/running-node';
import { KERNEL_SETTINGS } from '../../src/controls/kernel-settings';
import { until } from '../apiserver/until';
import { Kubeadm } from '../components/kubeadm-command';
import { SMALLEST } from '../components/rendered';

/** All that this kubelet has and those of a baseline have not: cgroups without systemd, of version 1 and below one of their own. */
const OVERLAY = { cgroupDriver: 'cgroupfs', cgroupRoot: '/cdk8s-hardened-node', failCgroupV1: false };

const CONFIG = '/var/lib/kubelet/config.yaml';

/** The configuration that kubeadm writes to a host whose kubeadm.yaml is that of a baseline, with the overlay. */
function configuration(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kubelet-'));
  try {
    const kubeadm = new Kubeadm(Kubeadm.build(), folder, SMALLEST, '10.0.0.10');
    const { files, output } = kubeadm.run('init', 'phase', 'kubelet-start', '--dry-run');
    const text = files.get('config.yaml');
    if (text === undefined) throw new Error(`kubeadm made no configuration of the kubelet: ${output}`);
    return stringify({ ...parse(text) as object, ...OVERLAY });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Where kubeadm puts the certificate of the cluster's authority. */
const CLIENT_CA = '/etc/kubernetes/pki/ca.crt';

/** A copy of /etc, so that nothing of the machine changes, with what kubeadm has put there before a kubelet starts. */
const PREPARE = `set -e
cp -a /etc /run/etc
mount --bind /run/etc /etc
mkdir -p /etc/kubernetes/pki /etc/kubernetes/manifests /var/lib/kubelet
cp /run/node/kubelet-client.crt ${CLIENT_CA}`;

/** What kubeadm lets nodes that join do: ask for a client certificate, which is approved at once. */
const BINDINGS = ['system:node-bootstrapper', 'system:certificates.k8s.io:certificatesigningrequests:nodeclient'].map((role) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: `joining:${role}` },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:bootstrappers:kubeadm:default-node-token' }],
}));

async function written(node: RunningNode, command: string, input = ''): Promise<void> {
  const { status, stderr } = await node.run(['sh', '-c', command], input);
  if (status !== 0) throw new Error(`"${command}" failed: ${stderr}`);
}

/** The kubelet of a baseline: with its settings of the kernel, and a bootstrap token in place of a certificate. */
export const baselineKubelet = (): OtherKubelet => ({
  component: ofCluster('kubelet', `--config=${CONFIG}`, '--bootstrap-kubeconfig=/run/node/kubelet-bootstrap.kubeconfig', '--kubeconfig=/etc/kubernetes/kubelet.conf', '--node-ip=10.0.0.10'),
  prepare: async (node) => {
    await written(node, PREPARE);
    await written(node, 'sysctl -qp -', Object.entries(KERNEL_SETTINGS).map(([name, value]) => `${name} = ${value}\n`).join(''));
    await written(node, `cat > ${CONFIG}`, configuration());
    await node.apply(BINDINGS.map((binding) => JSON.stringify(binding)).join('\n---\n'));
  },
});

interface SigningRequest { readonly metadata: { readonly name: string }; readonly spec: { readonly signerName: string; readonly username: string } }

/** Approves what a kubelet asks its serving certificate by, as an approver does in a cluster; who asked for it. */
export async function approvedServingCertificate(node: RunningNode): Promise<string> {
  let request: SigningRequest | undefined;
  await until('the request for a serving certificate', async () => {
    const { body } = await node.client.get('/apis/certificates.k8s.io/v1/certificatesigningrequests');
    request = (body.items as SigningRequest[]).find(({ spec }) => spec.signerName === 'kubernetes.io/kubelet-serving');
    return request !== undefined;
  });
  const { status, stderr } = await node.kubectl(['certificate', 'approve', request!.metadata.name]);
  if (status !== 0) throw new Error(`the serving certificate of the kubelet was not approved: ${stderr}`);
  return request!.spec.username;
}
