import { addressBlocks } from '../../src/objects/network/address-blocks';
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
