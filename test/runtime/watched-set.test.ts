import { addressBlocks } from '../../src/objects/network/address-blocks';
import { ALL_PORTS } from '../../src/objects/network/port-set';
import { namesOf } from '../../src/runtime/mounted-folders';
import { watchedWorkloads } from '../../src/runtime/watched-set';

const pod = (more: object = {}) => ({
  automountServiceAccountToken: false,
  containers: [{ name: 'main', command: ['/app/api'], ports: [{ name: 'http', containerPort: 8080 }], ...more }],
});
const deployment = (spec: object = pod(), labels: object = { app: 'api' }) => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'shop' }, spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
});
const policy = (...egress: object[]) => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'api', namespace: 'shop' },
  spec: { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Egress'], egress },
});
const only = (...objects: object[]) => [...watchedWorkloads(objects as never).values()][0];
const tcp = (from: number, to = from) => ({ TCP: [{ from, to: to + 1 }], UDP: [], SCTP: [] });

test('without a network policy for egress its connections are not known', () => {
  expect(only(deployment())).toMatchObject({ connections: undefined, unknown: ['no NetworkPolicy limits what it connects to'] });
});

test('an edge to addresses is a connection to them, which names the rule', () => {
  const { connections } = only(deployment(), policy({ to: [{ ipBlock: { cidr: '10.20.0.0/28', except: ['10.20.0.8/29'] } }], ports: [{ port: 5432 }] }));
  expect(connections).toMatchObject([{ ports: tcp(5432), allowedBy: 'NetworkPolicy shop/api /spec/egress/0' }]);
  expect(addressBlocks(connections![0].to)).toEqual(['10.20.0.0/29']);
});

test('an edge to pods is a connection to any address of the cluster, at the ports of the pods and of the Services in front of them', () => {
  const db = { ...deployment({ containers: [{ name: 'db', ports: [{ name: 'pg', containerPort: 5432 }] }] } as never, { app: 'db' }), metadata: { name: 'db', namespace: 'shop' } };
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db', namespace: 'shop' }, spec: { selector: { app: 'db' }, ports: [{ port: 15432, targetPort: 'pg' }, { port: 80, targetPort: 8080 }] } };
  const { connections } = only(deployment(), db, service, policy({ to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ port: 'pg' }] }));
  expect(connections![0].ports.TCP).toEqual([{ from: 5432, to: 5433 }, { from: 15432, to: 15433 }]);
  expect(addressBlocks(connections![0].to)).toEqual(['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']);
});

test('a policy of a network plugin that is not evaluated leaves its connections unknown', () => {
  const other = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'x', namespace: 'shop' }, spec: { endpointSelector: {}, egress: [{ toEntities: ['world'] }] } };
  expect(only(deployment(), policy(), other)).toMatchObject({ connections: undefined, unknown: ['CiliumNetworkPolicy shop/x may limit its connections, and is not evaluated'] });
});

test('an edge to a domain name is a connection to any address on its ports', () => {
  const spec = { endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: 'api.example.com' }], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] }] };
  const names = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'x', namespace: 'shop' }, spec };
  const { connections } = only(deployment(), policy(), names);
  expect(connections).toMatchObject([{ ports: tcp(443), allowedBy: 'CiliumNetworkPolicy shop/x /spec/egress/0' }]);
  expect(addressBlocks(connections![0].to)).toEqual(['0.0.0.0/0', '::/0']);
});

test('a pod with a token may connect to the Service of the API server', () => {
  const { connections } = only(deployment({ ...pod(), automountServiceAccountToken: true } as never), policy());
  expect(connections).toMatchObject([{ ports: tcp(443), allowedBy: 'Service default/kubernetes, for which it has a token' }]);
});

test('folders are known by what is mounted there', () => {
  const spec = {
    ...pod({ volumeMounts: [{ name: 's', mountPath: '/etc/db/' }, { name: 't', mountPath: '/var/run/token' }, { name: 'e', mountPath: '/tmp' }, { name: 'e', mountPath: '/ro', readOnly: true }] }),
    volumes: [{ name: 's', secret: { secretName: 'db' } }, { name: 't', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }, { name: 'e', emptyDir: {} }],
  };
  expect(only(deployment(spec))).toMatchObject({ secretFolders: ['/etc/db'], tokenFolders: ['/var/run/token'], writableFolders: ['/tmp'] });
  expect(only(deployment({ ...spec, automountServiceAccountToken: undefined } as never)).tokenFolders).toContain('/var/run/secrets/kubernetes.io/serviceaccount');
});

test('pods are recognized by the selector, else by their labels, else by their name', () => {
  expect(only(deployment()).pods).toEqual({ by: 'labels', labels: { app: 'api' } });
  expect(only({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api' }, spec: pod() }).pods).toEqual({ by: 'name', name: 'api' });
  expect(only({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j' }, spec: { template: { spec: pod() } } }).pods)
    .toEqual({ by: 'labels', labels: { 'batch.kubernetes.io/job-name': 'j' } });
  expect(only({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'c' }, spec: { jobTemplate: { spec: { template: { spec: pod() } } } } }).pods)
    .toEqual({ by: 'prefix', prefix: 'c-' });
});

describe('services', () => {
  const db = { ...deployment({ containers: [{ name: 'db', ports: [{ name: 'pg', containerPort: 5432 }] }] } as never, { app: 'db' }), metadata: { name: 'db', namespace: 'shop' } };
  const egress = (ports?: readonly object[]): object => policy({ to: [{ podSelector: { matchLabels: { app: 'db' } } }], ...(ports ? { ports } : {}) });
  const service = (spec: object, namespace = 'shop'): object => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'db', namespace }, spec: { selector: { app: 'db' }, ...spec } });
  const portsWith = (...services: readonly object[]): string[] => {
    const { connections } = only(deployment(), db, ...services, egress([{ port: 5432 }, { port: 53, protocol: 'UDP' }]));
    const { TCP, UDP } = connections![0].ports;
    return [...TCP.map(({ from, to }) => `TCP ${from}-${to - 1}`), ...UDP.map(({ from, to }) => `UDP ${from}-${to - 1}`)];
  };
  const NONE = ['TCP 5432-5432', 'UDP 53-53'];

  test.each<[string, object]>([
    ['has no selector', service({ selector: undefined, ports: [{ port: 1, targetPort: 5432 }] })],
    ['has an empty selector', service({ selector: {}, ports: [{ port: 1, targetPort: 5432 }] })],
    ['selects other pods', service({ selector: { app: 'web' }, ports: [{ port: 1, targetPort: 5432 }] })],
    ['is in another namespace', service({ ports: [{ port: 1, targetPort: 5432 }] }, 'bank')],
    ['leads to a port that the policy does not open', service({ ports: [{ port: 1, targetPort: 5433 }, { port: 2, targetPort: 5431 }] })],
    ['leads to the port of another protocol', service({ ports: [{ port: 1, targetPort: 5432, protocol: 'UDP' }, { port: 2, targetPort: 53 }] })],
    ['leads to a port name that the pods do not have', service({ ports: [{ port: 1, targetPort: 'http' }] })],
    ['has a protocol that is none', service({ ports: [{ port: 1, targetPort: 5432, protocol: 'ICMP' }] })],
    ['has ports that are none', service({ ports: ['5432', null] })],
  ])('a Service opens no port that %s', (_, object) => {
    expect(portsWith(object)).toEqual(NONE);
  });

  test.each<[string, object, string]>([
    ['its target', { port: 1, targetPort: 5432 }, 'TCP 1-1'],
    ['the name of its target', { port: 1, targetPort: 'pg' }, 'TCP 1-1'],
    ['a target of UDP', { port: 1, targetPort: 53, protocol: 'UDP' }, 'UDP 1-1'],
  ])('a Service opens the port that it has for %s', (_, port, opened) => {
    expect(portsWith(service({ ports: [port] })).sort()).toEqual([...NONE, opened].sort());
  });

  test('a rule without ports allows all ports', () => {
    expect(only(deployment(), db, service({ ports: [{ port: 1 }] }), egress()).connections![0].ports).toBe(ALL_PORTS);
  });
});

describe('domain names', () => {
  const cilium = (spec: object, more: object = {}): object => ({ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'x', namespace: 'shop' }, spec: { endpointSelector: {}, ...spec }, ...more });
  const FQDN = [{ matchName: 'api.example.com' }];
  const portsOf = (...toPorts: readonly unknown[]) =>
    only(deployment(), policy(), cilium({ egress: [{ toFQDNs: FQDN, toPorts }] })).connections![0].ports;

  test.each<[string, readonly unknown[], unknown]>([
    ['its ports', [{ ports: [{ port: '443', protocol: 'TCP' }, { port: '53', protocol: 'UDP' }] }], { ...tcp(443), UDP: [{ from: 53, to: 54 }] }],
    ['a range', [{ ports: [{ port: '80', endPort: 90, protocol: 'TCP' }] }], tcp(80, 90)],
    ['every port of a protocol', [{ ports: [{ port: '0', protocol: 'TCP' }] }], tcp(1, 65535)],
    ['all ports, without any', [], ALL_PORTS],
    ['all ports, with a list of none', [{ ports: [] }], ALL_PORTS],
    ['all ports for a protocol that is any', [{ ports: [{ port: '443', protocol: 'ANY' }] }], ALL_PORTS],
  ])('a domain name is reached on %s', (_, toPorts, ports) => {
    expect(portsOf(...toPorts)).toEqual(ports);
  });

  const DNS = { toEndpoints: [{}], toPorts: [{ ports: [{ port: '53', protocol: 'UDP' }], rules: { dns: [{ matchPattern: '*' }] } }] };

  test('the rule for resolving names is no connection of its own', () => {
    const { connections } = only(deployment(), policy(), cilium({ egress: [DNS, { toFQDNs: FQDN }] }));
    expect(connections!.map(({ allowedBy }) => allowedBy)).toEqual(['CiliumNetworkPolicy shop/x /spec/egress/1']);
  });

  test.each<[string, object]>([
    ['another rule of egress', cilium({ egress: [{ toFQDNs: FQDN }, { toEntities: ['world'] }] })],
    ['rules of ingress', cilium({ egress: [{ toFQDNs: FQDN }], ingress: [{}] })],
    ['several specs', cilium({ egress: [{ toFQDNs: FQDN }] }, { specs: [{ endpointSelector: {} }] })],
    ['the kind of the cluster', { ...cilium({ egress: [{ toFQDNs: FQDN }] }), kind: 'CiliumClusterwideNetworkPolicy', metadata: { name: 'x' } }],
    ['a rule that is none', cilium({ egress: ['x'] })],
  ])('a policy of Cilium with %s is not evaluated', (_, object) => {
    expect(only(deployment(), policy(), object as never).connections).toBeUndefined();
  });
});

test.each<[string, object, object, Partial<Record<'secretFolders' | 'tokenFolders' | 'writableFolders', readonly string[]>>]>([
  ['a secret', { secret: { secretName: 'db' } }, {}, { secretFolders: ['/m'] }],
  ['a secret among others', { projected: { sources: [{ configMap: {} }, { secret: { name: 'db' } }] } }, {}, { secretFolders: ['/m'] }],
  ['a token', { projected: { sources: [{ serviceAccountToken: { path: 't' } }, { configMap: {} }] } }, {}, { tokenFolders: ['/m'] }],
  ['a secret of a store', { csi: { driver: 'secrets-store.csi.k8s.io', volumeAttributes: { secretProviderClass: 'x' } } }, {}, { secretFolders: ['/m'] }],
  ['a volume of another driver', { csi: { driver: 'x' } }, {}, {}],
  ['an empty folder', { emptyDir: {} }, {}, { writableFolders: ['/m'] }],
  ['a claim', { persistentVolumeClaim: { claimName: 'x' } }, {}, { writableFolders: ['/m'] }],
  ['a claim of the pod', { ephemeral: {} }, {}, { writableFolders: ['/m'] }],
  ['a folder of the node', { hostPath: { path: '/x' } }, {}, { writableFolders: ['/m'] }],
  ['an empty folder to read', { emptyDir: {} }, { readOnly: true }, {}],
  ['a secret to read', { secret: { secretName: 'db' } }, { readOnly: true }, { secretFolders: ['/m'] }],
  ['a ConfigMap', { configMap: { name: 'x' } }, {}, {}],
  ['values of a wrong type', { secret: 'db', emptyDir: true, projected: { sources: ['x'] } }, {}, {}],
  ['a mount of a wrong type', { emptyDir: {} }, { mountPath: 7 }, {}],
  ['a mount of another volume', { emptyDir: {} }, { name: 'w' }, {}],
  ['slashes at its end', { emptyDir: {} }, { mountPath: '/m//' }, { writableFolders: ['/m'] }],
])('what is mounted from %s', (_, volume, mount, folders) => {
  const spec = { ...pod({ volumeMounts: ['x', { name: 'v', mountPath: '/m', ...mount }] }), volumes: ['x', { name: 'v', ...volume }] };
  expect(only(deployment(spec as never))).toMatchObject({ secretFolders: [], tokenFolders: [], writableFolders: [], ...folders });
});

test('folders are sorted, each once, and of all containers', () => {
  const container = (name: string, ...paths: readonly string[]): object => ({ name, command: ['/a'], volumeMounts: paths.map((mountPath) => ({ name: 'e', mountPath })) });
  const spec = { automountServiceAccountToken: false, volumes: [{ name: 'e', emptyDir: {} }], containers: [container('a', '/b', '/a'), container('b', '/a')], initContainers: [container('c', '/c')] };
  expect(only(deployment(spec as never)).writableFolders).toEqual(['/a', '/b', '/c']);
});

test.each([
  ['/var/run', ['/var/run', '/run']], ['/var/run/a', ['/var/run/a', '/run/a']], ['/run', ['/run', '/var/run']], ['/run/a', ['/run/a', '/var/run/a']],
  ['/var/runner', ['/var/runner']], ['/runner', ['/runner']], ['/a/run', ['/a/run']], ['/a/var/run', ['/a/var/run']],
])('%s is found under its names', (folder, names) => {
  expect(namesOf(folder)).toEqual(names);
});

test('a workload is what starts pods under its own name, in its namespace', () => {
  const template = { metadata: { labels: { app: 'x' } }, spec: pod() };
  const controller = { apiVersion: 'v1', kind: 'ReplicationController', metadata: { name: 'r' }, spec: { selector: { a: 'b' }, template } };
  expect(only(controller)).toMatchObject({ kind: 'ReplicationController', namespace: 'default', pods: { by: 'labels', labels: { a: 'b' } } });
  expect(only({ apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 't' }, template }, { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } })).toBeUndefined();
  expect(only({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { selector: {}, template } }).pods).toEqual({ by: 'labels', labels: { app: 'x' } });
});

test('what is declared completes what the manifest says of executables, and an empty declaration does not', () => {
  const watch = (declared: readonly string[], command?: readonly string[]) =>
    [...watchedWorkloads([deployment({ containers: [{ name: 'main', command }] } as never)] as never, { titleOf: () => 'the API', executablesOf: () => declared }).values()][0];
  expect(watch(['/b', '/a', '/c'], ['/c'])).toMatchObject({ title: 'the API', executables: ['/a', '/b', '/c'], unknown: ['no NetworkPolicy limits what it connects to'] });
  expect(watch(['/b'])).toMatchObject({ executables: ['/b'], unknown: ['no NetworkPolicy limits what it connects to'] });
  expect(watch([])).toMatchObject({ unknown: [expect.stringContaining('sets no `command`'), 'no NetworkPolicy limits what it connects to'] });
  expect(watch([]).executables).toBeUndefined();
  expect(watch([], ['/c']).executables).toEqual(['/c']);
});

test('blocks of the cluster are those that were named', () => {
  const peers = policy({ to: [{ namespaceSelector: {} }] });
  const [{ connections }] = watchedWorkloads([deployment({ ...pod(), automountServiceAccountToken: true } as never), peers] as never, { clusterCidrs: ['10.1.0.0/16'] }).values();
  expect(connections!.map(({ to }) => addressBlocks(to))).toEqual([['10.1.0.0/16'], ['10.1.0.0/16']]);
});

test('a policy for ingress alone, or for other pods, limits no connections', () => {
  const other = { ...policy(), spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] } };
  expect(only(deployment(), { ...policy(), spec: { podSelector: {}, policyTypes: ['Ingress'] } }, other).connections).toBeUndefined();
  expect(only(deployment(), { ...policy(), metadata: { name: 'api', namespace: 'bank' } }).connections).toBeUndefined();
  expect(only(deployment(), policy()).connections).toEqual([]);
});
