import { Chart, Testing } from 'cdk8s';
import { HardenedNamespace, Peer, Port, Quantity, Quota, SecureDeployment, Tenant, TenantProps } from '../../../src';
import { app, CONTAINER, errors, Json, ofKind, warnings } from '../fixtures';

const quota = Quota.of({
  pods: 10, requestsCpu: Quantity.cores(1), requestsMemory: Quantity.gibibytes(1), limitsCpu: Quantity.cores(2), limitsMemory: Quantity.gibibytes(1),
});
const root = (): Chart => new Chart(app(), 'c');
const tenant = (scope: Chart, name: string, props: Partial<TenantProps> = {}): Tenant => new Tenant(scope, name, { quota, ...props });
const web = (scope: Tenant | HardenedNamespace, id = 'web'): SecureDeployment => new SecureDeployment(scope, id, { containers: [CONTAINER] });

test('a tenant is a namespace with its quota, its limits and its default deny', () => {
  const scope = root();
  tenant(scope, 'shop');
  expect(['Namespace', 'ResourceQuota', 'LimitRange', 'NetworkPolicy'].map((kind) => ofKind(scope, kind).length)).toEqual([1, 1, 1, 1]);
});

test('workloads of a tenant connect to each other', () => {
  const shop = tenant(root(), 'shop');
  web(shop, 'front').allowTo(web(shop, 'back'));
  expect(ofKind(shop, 'NetworkPolicy')[1].spec.egress).toHaveLength(2);
});

test('a tenant connects to those that it declares, and both sides get a policy', () => {
  const scope = root();
  const [shop, billing] = [tenant(scope, 'shop', { connectsTo: ['billing'] }), tenant(scope, 'billing')];
  web(shop).allowTo(web(billing));
  Testing.synth(scope);
  expect(ofKind(billing, 'NetworkPolicy')[1].spec.ingress[0].from[0].namespaceSelector).toEqual({ matchLabels: { 'kubernetes.io/metadata.name': 'shop' } });
  expect(shop.connectsTo).toEqual(['billing']);
});

test.each<[string, (shop: SecureDeployment, billing: SecureDeployment) => void]>([
  ['from its side', (shop, billing) => shop.allowTo(billing)],
  ['from the other side', (shop, billing) => billing.allowFrom(shop)],
  ['by the namespace', (shop) => shop.allowTo(Peer.namespace('billing'), Port.tcp(80))],
  ['by labels', (shop) => shop.allowTo(Peer.pods({ labels: { app: 'x' }, namespace: 'billing' }), Port.tcp(80))],
])('fails to connect to a tenant that is not declared, %s', (_, connect) => {
  const scope = root();
  expect(() => connect(web(tenant(scope, 'shop')), web(tenant(scope, 'billing'))))
    .toThrow('tenant "shop" does not declare that it connects to "billing"; add "billing" to `connectsTo` of the tenant, or leave the connection out');
});

test('others that are no tenant may connect to one that lets them in', () => {
  expect(() => web(tenant(root(), 'shop')).allowFrom(Peer.namespace('ingress-nginx'))).not.toThrow();
});

test('what the platform brings needs no declaration', () => {
  expect(() => web(tenant(root(), 'shop')).allowTo(Peer.dns())).not.toThrow();
});

test('fails where it declares a namespace that the app does not know, and names the nearest', () => {
  const scope = root();
  tenant(scope, 'shop', { connectsTo: ['biling'] });
  tenant(scope, 'billing');
  expect(() => Testing.synth(scope)).toThrow('tenant "shop" connects to "biling", and no namespace of this app has that name; write "billing" if that is meant, or refer to it with HardenedNamespace.fromName');
});

test('fails where no other namespace has a similar name, and says how to refer to one', () => {
  const scope = root();
  tenant(scope, 'shop', { connectsTo: ['shops'] });
  expect(() => Testing.synth(scope)).toThrow('no namespace of this app has that name; refer to it with HardenedNamespace.fromName');
});

test('a namespace of another app is known once it is referred to', () => {
  const scope = root();
  HardenedNamespace.fromName(scope, 'billing', 'billing');
  tenant(scope, 'shop', { connectsTo: ['billing'] });
  expect(() => Testing.synth(scope)).not.toThrow();
});

test('groups that look on or operate get a role, and no finding', () => {
  const scope = root();
  tenant(scope, 'shop', { viewers: ['developers'], operators: ['on-call'] });
  const [viewer, operator] = ofKind(scope, 'RoleBinding');
  expect([viewer, operator].map(({ subjects }) => subjects.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`)))
    .toEqual([['Group developers', 'Group on-call'], ['Group on-call']]);
  const listed = ({ rules }: Json): string[] => rules.flatMap(({ apiGroups: [group], resources, verbs }: Json) => resources.map((resource: string) => `${verbs.join()} ${resource}${group && `.${group}`}`));
  expect(ofKind(scope, 'Role').map(listed)).toEqual([
    [
      ...['configmaps', 'endpoints', 'events', 'persistentvolumeclaims', 'pods', 'resourcequotas', 'services'].map((resource) => `get,list,watch ${resource}`), 'get pods/log',
      ...[
        'daemonsets.apps', 'deployments.apps', 'replicasets.apps', 'statefulsets.apps', 'horizontalpodautoscalers.autoscaling', 'cronjobs.batch', 'jobs.batch', 'ingresses.networking.k8s.io',
        'networkpolicies.networking.k8s.io', 'poddisruptionbudgets.policy',
      ].map((resource) => `get,list,watch ${resource}`),
    ],
    ['delete pods', 'get,update,patch deployments/scale.apps', 'get,update,patch statefulsets/scale.apps'],
  ]);
  expect([...errors(scope), ...warnings(scope)]).toEqual([]);
});

test.each<[string, Partial<TenantProps>, RegExp]>([
  ['without quota', { quota: undefined }, /it has no quota, so that it could use up the cluster of all others; pass `quota`/],
  ['that connects to itself', { connectsTo: ['shop'] }, /connectsTo names itself/],
  ['with a group without name', { viewers: [' '] }, /a group of its viewers has no name/],
])('fails to build a tenant %s', (_, props, message) => expect(() => tenant(root(), 'shop', props)).toThrow(message));
