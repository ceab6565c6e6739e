import { Manifest } from '../manifest';
import { isObject } from '../pointer';

/** The API version by which files of nodes are known here that have none themselves. No API server has it. */
const NODE_FILE_VERSION = 'node.cdk8s-hardened.dev/v1';

/** The kinds of files that configure a node and do not say what they are, by the names that reports give them. */
export type NodeFileKind = 'K3sConfiguration' | 'Rke2Configuration' | 'TalosMachineConfiguration' | 'SystemdUnit' | 'EnvironmentFile' | 'HostFile';

const GROUP = NODE_FILE_VERSION.slice(0, NODE_FILE_VERSION.indexOf('/'));

/** A kind of files with the group that it has here. */
export const nodeFileKind = (kind: NodeFileKind): string => `${GROUP}/${kind}`;

/** The machine configuration of Talos, which holds static pods and manifests. */
export const TALOS_KIND = nodeFileKind('TalosMachineConfiguration');

/** Whether a kind is that of a file of a node. */
export const isNodeFile = (groupKind: string): boolean => groupKind.startsWith(`${GROUP}/`);

/** The content of a file of a node as an object. */
export const nodeFile = (kind: NodeFileKind, content: Readonly<Record<string, unknown>>): Manifest =>
  ({ apiVersion: NODE_FILE_VERSION, kind, ...content });

/** Keys that no other tool has, of which one is enough. https://docs.k3s.io/cli/server, https://docs.rke2.io/reference/server_config */
const OF_RANCHER = [
  'kube-apiserver-arg', 'kube-controller-manager-arg', 'kube-scheduler-arg', 'kubelet-arg', 'kube-proxy-arg', 'etcd-arg', 'write-kubeconfig-mode',
  'secrets-encryption', 'protect-kernel-defaults', 'cluster-init', 'flannel-backend', 'agent-token', 'datastore-endpoint', 'tls-san',
];
const OF_RKE2 = ['cni', 'profile', 'audit-policy-file', 'pod-security-admission-config-file', 'control-plane-resource-requests', 'ingress-controller'];
const PLACE = /(?:^|\/)rancher\/(k3s|rke2)\/config\.yaml(?:\.d\/[^/]+\.ya?ml)?$/;

/** What a document without apiVersion and kind is where it configures a node; undefined where it does not. */
export function recognizedNodeFile(value: unknown, file: string): Manifest | undefined {
  if (!isObject(value)) return undefined;
  if (isObject(value.machine) && (value.version === 'v1alpha1' || isObject(value.cluster))) return nodeFile('TalosMachineConfiguration', value);
  const distribution = PLACE.exec(file)?.[1];
  const has = (keys: readonly string[]): boolean => keys.some((key) => Object.hasOwn(value, key) || Object.hasOwn(value, `${key}+`));
  if (distribution === undefined && !has(OF_RANCHER)) return undefined;
  return nodeFile(distribution === 'rke2' || (distribution === undefined && has(OF_RKE2)) ? 'Rke2Configuration' : 'K3sConfiguration', value);
}
