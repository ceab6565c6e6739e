import { BreakGlass, ControlIds, GroupBinding, HardenedNamespace, Persona, ScopedClusterRole, ScopedRole, TokenIssuer, Verb, ApiServer, SecurityProfile } from '../../../src';
import { RbacGraph } from '../../../src/objects/rbac-graph';
import { chart, deployment, errors, ofKind, synth, warnings } from '../fixtures';

const profile = SecurityProfile.restricted({ apiServer: ApiServer.of({ cidrs: ['10.0.0.1/32'], port: 443 }) });
const flags = [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: [Verb.GET] }];
const nodes = [{ apiGroups: [''], resources: ['nodes'], verbs: [Verb.GET, Verb.LIST] }];
const reason = 'the dashboard shows how full nodes are';

describe('a ScopedClusterRole', () => {
  test('allows what belongs to no namespace, and says why', () => {
    const scope = chart({ profile });
    const workload = deployment(scope);
    const role = new ScopedClusterRole(scope, 'nodes', { rules: nodes, reason });
    role.bindTo(workload);
    expect(ofKind(scope, 'ClusterRole')).toMatchObject([{ metadata: { annotations: { 'kubernetes.io/description': reason } }, rules: [{ resources: ['nodes'] }] }]);
    expect(ofKind(scope, 'ClusterRoleBinding')).toMatchObject([{
      roleRef: { kind: 'ClusterRole', name: role.name }, subjects: [{ kind: 'ServiceAccount', name: workload.serviceAccount!.name, namespace: 'shop' }],
    }]);
    expect([...errors(scope), ...warnings(scope)]).toEqual([]);
  });

  test.each<[string, object, RegExp]>([
    ['what lives in namespaces', { rules: [...nodes, ...flags], reason }, /rules\[1\]\.resources has "configmaps", which live in namespaces/],
    ['no reason', { rules: nodes, reason: ' because ' }, /tells a reviewer nothing/],
    ['no rules', { rules: [], reason }, /^cannot build role "c\/nodes": it has no rules, so it would allow nothing; pass `rules`/],
    ['what leads to more', { rules: [{ apiGroups: [''], resources: ['nodes/proxy'], verbs: [Verb.GET] }], reason }, /rbac-no-node-proxy/],
  ])('fails for %s', (_, props, message) => {
    expect(() => new ScopedClusterRole(chart({ profile }), 'nodes', props as never)).toThrow(message);
  });

  test('fails to bind twice', () => {
    const scope = chart({ profile });
    const role = new ScopedClusterRole(scope, 'nodes', { rules: nodes, reason });
    const workload = deployment(scope);
    role.bindTo(workload);
    expect(() => role.bindTo(workload)).toThrow('it is bound already');
  });
});

describe('a GroupBinding', () => {
  const { groupsPrefix } = TokenIssuer.oidc({ url: 'https://idp.example.com', audiences: ['kubernetes'], usernamePrefix: 'idp:' });

  test('names groups with the prefix of their issuer, in the namespace of the role', () => {
    const scope = chart({ profile });
    const shop = new HardenedNamespace(scope, 'front');
    new GroupBinding(scope, 'developers', { role: new ScopedRole(shop, 'viewer', { rules: Persona.VIEWER.rules }), groups: ['developers', 'testers'], groupsPrefix });
    expect(ofKind(scope, 'RoleBinding')).toMatchObject([{
      metadata: { namespace: 'front' }, roleRef: { kind: 'Role' }, subjects: [{ kind: 'Group', name: 'idp:developers' }, { kind: 'Group', name: 'idp:testers' }],
    }]);
    expect(errors(scope)).toEqual([]);
  });

  test('binds a ClusterRole in the whole cluster', () => {
    const scope = chart({ profile });
    new GroupBinding(scope, 'ops', { role: new ScopedClusterRole(scope, 'nodes', { rules: nodes, reason }), groups: ['ops'], groupsPrefix });
    const [{ metadata, roleRef }] = ofKind(scope, 'ClusterRoleBinding');
    expect([metadata.namespace, roleRef.kind]).toEqual([undefined, 'ClusterRole']);
  });

  test.each<[string, string[], string, RegExp]>([
    ['no prefix', ['developers'], '', /groupsPrefix is empty/],
    ['a prefix of Kubernetes', ['masters'], 'system:', /kept for groups of Kubernetes/],
    ['a group that has it already', ['oidc:developers'], 'oidc:', /would get it twice; name it as the issuer does: "developers"/],
    ['a group of Kubernetes', ['system:masters'], 'oidc:', /a group of Kubernetes, which no issuer gives/],
    ['no group', [], 'oidc:', /it names no group/],
    ['an empty group', [''], 'oidc:', /the name of a group is empty/],
  ])('fails for %s', (_, groups, prefix, message) => {
    const scope = chart({ profile });
    const role = new ScopedRole(scope, 'viewer', { rules: flags });
    const bind = () => new GroupBinding(scope, 'developers', { role, groups, groupsPrefix: prefix });
    expect(bind).toThrow(message);
    scope.node.tryRemoveChild('developers');
    expect(bind).toThrow(/^cannot build binding "c\/developers": /);
  });
});

describe('the rules of a persona', () => {
  const listed = ({ rules }: Persona): string[] => rules.flatMap(({ apiGroups: [group], resources, verbs }) => resources.map((resource) => `${verbs.map(({ name }) => name).join()} ${resource}${group && `.${group}`}`));
  const seen = [
    'pods', 'services', 'endpoints', 'events', 'persistentvolumeclaims', 'serviceaccounts', 'resourcequotas', 'limitranges', 'deployments.apps', 'statefulsets.apps', 'daemonsets.apps',
    'replicasets.apps', 'jobs.batch', 'cronjobs.batch', 'horizontalpodautoscalers.autoscaling', 'endpointslices.discovery.k8s.io', 'events.events.k8s.io', 'ingresses.networking.k8s.io',
    'networkpolicies.networking.k8s.io', 'poddisruptionbudgets.policy',
  ].map((resource) => `get,list,watch ${resource}`);
  const operated = [
    'get,list,watch pods/log', 'get,list,watch configmaps', 'get,patch,update deployments/scale.apps', 'get,patch,update statefulsets/scale.apps', 'create pods/eviction',
  ];

  test('are these, and no others', () => {
    expect(listed(Persona.VIEWER)).toEqual(seen);
    expect(listed(Persona.OPERATOR)).toEqual([...seen, ...operated]);
    expect(listed(Persona.ON_CALL)).toEqual([...seen, ...operated, 'delete pods', 'delete jobs.batch', 'patch,update horizontalpodautoscalers.autoscaling']);
  });

  test('do not change with the list that is handed out', () => {
    Persona.VIEWER.rules.push({ apiGroups: [''], resources: ['secrets'], verbs: [Verb.GET] });
    expect(listed(Persona.VIEWER)).toEqual(seen);
  });
});

describe.each([Persona.VIEWER, Persona.OPERATOR, Persona.ON_CALL])('the persona $name', (persona) => {
  const rules = persona.rules.map(({ apiGroups, resources, verbs }) => ({ apiGroups, resources, verbs: verbs.map(({ name }) => name) }));
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'persona' }, rules };
  const roleRef = { kind: 'ClusterRole', name: 'persona' };
  const binding = { ...role, kind: 'ClusterRoleBinding', roleRef, subjects: [{ kind: 'User', name: 'anna' }] };
  const graph = new RbacGraph([role, binding], 37);
  const may = (verb: string, resource: string, group = '') => graph.allows({ name: 'anna', groups: [] }, { verb, resource, group, namespace: 'shop' });

  test('passes every control, warnings included', () => {
    const scope = chart({ profile });
    new GroupBinding(scope, 'people', { role: new ScopedRole(scope, persona.name, { rules: persona.rules }), groups: ['people'], groupsPrefix: 'oidc:' });
    expect([...errors(scope), ...warnings(scope)]).toEqual([]);
  });

  test('neither reads secrets nor runs commands', () => {
    expect([may('list', 'pods'), may('get', 'secrets'), may('create', 'pods/exec'), may('create', 'pods/portforward'), may('patch', 'deployments', 'apps')])
      .toEqual([true, false, false, false, false]);
  });

  test('holds what its work takes', () => {
    const held = [may('get', 'pods/log'), may('patch', 'deployments/scale', 'apps'), may('create', 'pods/eviction'), may('delete', 'pods')];
    expect(held).toEqual({ 'viewer': [false, false, false, false], 'operator': [true, true, true, false], 'on-call': [true, true, true, true] }[persona.name]);
  });
});

describe('BreakGlass', () => {
  const props = { groups: ['incident-commanders'], groupsPrefix: 'oidc:', reason: 'the payment outage of INC-7', expires: '2027-03-31', ticket: 'INC-7' };

  test('grants everything in its namespace, with waivers that end', () => {
    const scope = chart({ profile });
    new BreakGlass(scope, 'incident', props);
    const [binding] = synth(scope).filter(({ kind }) => kind === 'RoleBinding');
    expect(binding).toMatchObject({ roleRef: { kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [{ name: 'oidc:incident-commanders' }] });
    expect(binding.metadata.annotations[`waive.cdk8s-hardened.dev/${ControlIds.RBAC_NO_CLUSTER_ADMIN}`]).toBe('the payment outage of INC-7 | expires 2027-03-31 | ref INC-7');
    expect(binding.metadata.annotations['kubernetes.io/description']).toBe('the payment outage of INC-7 (until 2027-03-31)');
    expect(errors(scope)).toEqual([]);
  });

  test('grants everything in the cluster where that is said', () => {
    const scope = chart({ profile });
    new BreakGlass(scope, 'incident', { ...props, isClusterWide: true });
    expect(ofKind(scope, 'ClusterRoleBinding')).toHaveLength(1);
    expect(errors(scope)).toEqual([]);
  });

  test.each<[string, object, RegExp]>([
    ['no end', { expires: undefined }, /it has no end/],
    ['two ends', { expiresOn: new Date(0) }, /both expires and expiresOn/],
    ['a day that is none', { expires: 'tomorrow' }, /tomorrow/],
    ['no reason', { reason: '' }, /tells a reviewer nothing/],
    ['no prefix', { groupsPrefix: '' }, /groupsPrefix is empty/],
  ])('fails for %s', (_, changes, message) => {
    expect(() => new BreakGlass(chart({ profile }), 'incident', { ...props, ...changes })).toThrow(message);
  });
});
