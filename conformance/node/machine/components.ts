/** A component that runs until the node ends. */
export interface Component {
  readonly name: string;
  readonly command: readonly string[];
}

/** Where the folder of the node is, seen from inside of its namespaces. */
export const INSIDE = '/run/node';

export const NODE_ADDRESS = '10.0.0.10';
const SERVICES = '10.96.0.0/16';
const PODS = '10.244.0.0/16';

const inside = (file: string): string => `${INSIDE}/${file}`;
export const SERVER_CERTIFICATE = inside('apiserver/apiserver.crt');
/** The certificate of the API server towards the kubelet signs itself, and is the authority of all other clients. */
const AUTHORITY = inside('kubelet-client');
export const API_SOCKET = 'api.sock';
const CONTAINERD = '/run/containerd/containerd.sock';

/** Clients of the API server: their users, and the groups that they are in. */
export const CLIENTS: Readonly<Record<string, { readonly user: string; readonly group?: string }>> = {
  'administrator': { user: 'administrator', group: 'system:masters' },
  'kube-controller-manager': { user: 'system:kube-controller-manager' },
  'kube-scheduler': { user: 'system:kube-scheduler' },
  'kube-proxy': { user: 'system:kube-proxy' },
  'kubelet': { user: 'system:node:node', group: 'system:nodes' },
  // has a bootstrap token in a cluster of kubeadm
  'kubelet-bootstrap': { user: 'system:bootstrap:abcdef', group: 'system:bootstrappers:kubeadm:default-node-token' },
  'kube-router': { user: 'kube-router', group: 'system:masters' },
};

const program = (name: string): string => inside(`programs/${name}`);
const kubeconfig = (client: string): string => `--kubeconfig=${inside(`${client}.kubeconfig`)}`;
export const ofCluster = (name: string, ...flags: string[]): Component => ({ name, command: [program('cluster'), name, ...flags] });

export const kubectl = (...args: readonly string[]): string[] => [program('cluster'), 'kubectl', kubeconfig('administrator'), ...args];

/** Nothing that etcd holds has to survive, so it is never forced to the disk. */
export const etcd = ofCluster('etcd', `--data-dir=${inside('etcd')}`, '--unsafe-no-fsync', '--log-level=error');

/** containerd, which starts the shim and the runc that it finds first. With a folder, which is one below that of the programs, those are there. */
export const containerd = (folder?: string): Component => ({
  name: 'containerd',
  command: ['sh', '-c', `${folder === undefined ? '' : `PATH="${program(folder)}:$PATH" `}exec containerd --config=${inside('config/containerd.toml')}`],
});

export const apiServer = ofCluster(
  'kube-apiserver', '--etcd-servers=http://127.0.0.1:2379', `--advertise-address=${NODE_ADDRESS}`, `--cert-dir=${inside('apiserver')}`,
  `--token-auth-file=${inside('tokens.csv')}`, '--authorization-mode=Node,RBAC', '--enable-admission-plugins=NodeRestriction', '--allow-privileged',
  '--service-account-issuer=https://kubernetes.default.svc', `--service-account-key-file=${inside('accounts.key')}`,
  `--service-account-signing-key-file=${inside('accounts.key')}`, `--service-cluster-ip-range=${SERVICES}`,
  `--kubelet-client-certificate=${AUTHORITY}.crt`, `--kubelet-client-key=${AUTHORITY}.key`,
  '--kubelet-preferred-address-types=InternalIP', `--client-ca-file=${AUTHORITY}.crt`,
);

/** Lets this process, which is outside of the node's network, talk to the API server. */
export const apiProxy: Component = { name: 'api-proxy', command: kubectl('proxy', `--unix-socket=${inside(API_SOCKET)}`, '--disable-filter') };

/** What starts as soon as the API server answers. */
export const afterApiServer: readonly Component[] = [
  ofCluster(
    'kube-controller-manager', kubeconfig('kube-controller-manager'), `--root-ca-file=${SERVER_CERTIFICATE}`, '--leader-elect=false',
    `--service-account-private-key-file=${inside('accounts.key')}`, '--use-service-account-credentials', '--bind-address=127.0.0.1',
    '--allocate-node-cidrs', `--cluster-cidr=${PODS}`, `--cluster-signing-cert-file=${AUTHORITY}.crt`, `--cluster-signing-key-file=${AUTHORITY}.key`,
    // it takes no certificate that signs itself
    '--controllers=*,-kube-apiserver-serving-clustertrustbundle-publisher-controller',
  ),
  ofCluster('kube-scheduler', kubeconfig('kube-scheduler'), '--leader-elect=false', '--bind-address=127.0.0.1'),
  ofCluster('image-service', inside('images.sock'), CONTAINERD),
];

/** Ends where the addresses of the node change, so it starts when the kubelet has told them. */
export const proxy = ofCluster('kube-proxy', `--config=${inside('config/kube-proxy.yaml')}`);

/** Needs the sockets of containerd and of the image service. */
export const kubelet = ofCluster(
  'kubelet', `--config=${inside('config/kubelet.yaml')}`, kubeconfig('kubelet'), '--hostname-override=node', `--node-ip=${NODE_ADDRESS}`,
  '--node-labels=topology.kubernetes.io/zone=zone-a',
);

/** Enforces network policies, and does nothing else. */
export const enforcer: Component = {
  name: 'kube-router',
  command: [
    program('kube-router'), kubeconfig('kube-router'), '--hostname-override=node', '--run-firewall=true', '--run-router=false',
    '--run-service-proxy=false', '--run-loadbalancer=false', '--enable-cni=false', `--service-cluster-ip-range=${SERVICES}`, '--health-port=0',
  ],
};

/** Takes every rule of the enforcer out again, and leaves those of kube-proxy. */
export const withoutEnforcer = ['sh', '-c', "iptables-save | grep -vE 'KUBE-(ROUTER|POD-FW|NWPLCY)' | iptables-restore"];

/** A command in the world outside of the cluster, which has a database that examples name, and the internet. */
export const outside = (...command: readonly string[]): string[] => ['ip', 'netns', 'exec', 'outside', ...command];
export const standin = (...args: readonly string[]): string[] => [program('standin'), ...args];

/** Where the world outside serves: a database and an issuer that examples name, hosts that none names, the internet, and what clouds tell their machines. */
export const OUTSIDE_SERVERS: readonly { readonly address: string; readonly ports: readonly number[] }[] = [
  { address: '10.20.0.2', ports: [5432, 6379] }, { address: '10.30.0.2', ports: [443, 24224] }, { address: '203.0.113.7', ports: [443] },
  { address: '198.51.100.7', ports: [443] }, { address: '169.254.169.254', ports: [80] },
];

/** The address that the world outside has for the cluster. */
export const OUTSIDE_ADDRESS = '10.0.0.1';

const outsidePorts = [...new Set(OUTSIDE_SERVERS.flatMap(({ ports }) => ports))];
export const outsideServers: Component = { name: 'outside', command: outside(...standin('serve', ...outsidePorts.map(String))) };
