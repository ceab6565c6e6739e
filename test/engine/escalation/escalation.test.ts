import { CATALOGUE } from '../../../src/controls';
import { EscalationGraph } from '../../../src/engine/escalation/escalation-graph';
import { pathsFrom, pathsToClusterAdmin } from '../../../src/engine/escalation/shortest-paths';
import { TECHNIQUES, OF_A_HOST, OF_A_NODE } from '../../../src/engine/escalation/techniques';
import { Judge } from '../../../src/engine/judge';
import { Manifest } from '../../../src/objects/manifest';
import { RbacGraph } from '../../../src/objects/rbac-graph';
import { RbacSubject } from '../../../src/objects/rbac-subject';
import { SecurityProfile } from '../../../src/profile/security-profile';
import { identityLabel } from '../../../src/reports/access/labels';

const MINOR = 37;
const RBAC = 'rbac.authorization.k8s.io';
const anna: RbacSubject = { kind: 'User', namespace: '', name: 'anna' };
const account = (name: string, namespace = 'shop') => ({ kind: 'ServiceAccount', namespace, name });
const object = (kind: string, name: string, rest: object, namespace?: string): Manifest => ({ apiVersion: `${RBAC}/v1`, kind, metadata: { name, namespace }, ...rest });
const rule = (group: string, resources: string, verbs: string, ...resourceNames: string[]) =>
  ({ apiGroups: [group], resources: resources.split(' '), verbs: verbs.split(' '), ...(resourceNames.length > 0 ? { resourceNames } : {}) });

let count = 0;
/** Grants rules to a subject: in a namespace, or in the whole cluster where none is named. */
function granted(rules: object[], namespace?: string, subject: object = anna): Manifest[] {
  const name = `granted-${count += 1}`;
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  return [object(kind, name, { rules }, namespace), object(`${kind}Binding`, name, { subjects: [subject], roleRef: { apiGroup: RBAC, kind, name } }, namespace)];
}
const admin = (subject: object): Manifest => object('ClusterRoleBinding', 'admin', { subjects: [subject], roleRef: { kind: 'ClusterRole', name: 'cluster-admin' } });

const graphOf = (manifests: Manifest[]) => new EscalationGraph(new RbacGraph(manifests, MINOR), manifests);
/** What anna becomes: each identity with the techniques that lead there. */
const becomes = (...manifests: Manifest[]) => Object.fromEntries(pathsFrom(graphOf(manifests), anna)
  .map(({ to, steps }) => [identityLabel(to), steps.map(({ technique }) => technique.id).join(' ')]));

describe('what a subject can become', () => {
  const deployer = admin(account('deployer'));

  test.each<[string, Manifest[], string]>([
    ['pods', granted([rule('', 'pods', 'create')], 'shop'), 'start-pod-as-account'],
    ['a template of pods, be it a named one', granted([rule('apps', 'deployments', 'patch', 'web')], 'shop'), 'start-pod-as-account'],
    ['images of pods', granted([rule('', 'pods', 'patch')], 'shop'), 'change-image'],
    ['exec', granted([rule('', 'pods/exec', 'get')], 'shop'), 'run-command'],
    ['attach', granted([rule('', 'pods/attach', 'create')], 'shop'), 'attach-to-pod'],
    ['ephemeral containers', granted([rule('', 'pods/ephemeralcontainers', 'update')], 'shop'), 'add-ephemeral-container'],
    ['tokens', granted([rule('', 'serviceaccounts/token', 'create')], 'shop'), 'request-token'],
    ['the token of this account', granted([rule('', 'serviceaccounts/token', 'create', 'deployer')], 'shop'), 'request-token'],
    ['new token Secrets', [...granted([rule('', 'secrets', 'create get')], 'shop')], 'create-token-secret'],
    ['impersonation of the account', granted([rule('', 'serviceaccounts', 'impersonate', 'deployer')], 'shop'), 'impersonate-account'],
    ['the kubelets', granted([rule('', 'nodes/proxy', 'get')]), 'command-kubelet'],
    ['a binding in the whole cluster', granted([rule(RBAC, 'clusterroles', 'bind'), rule(RBAC, 'clusterrolebindings', 'create')]), 'bind-cluster-role'],
    ['a binding of this role', granted([rule(RBAC, 'clusterroles', 'bind', 'cluster-admin'), rule(RBAC, 'clusterrolebindings', 'create')]), 'bind-cluster-role'],
    ['every ClusterRole', granted([rule(RBAC, 'clusterroles', 'escalate update')]), 'escalate-cluster-role'],
    ['a mutating webhook', granted([rule('admissionregistration.k8s.io', 'mutatingwebhookconfigurations', 'create')]), 'mutating-webhook'],
    ['the map of users of EKS', granted([rule('', 'configmaps', 'update', 'aws-auth')], 'kube-system'), 'edit-aws-auth'],
  ])('who holds %s becomes cluster-admin', (_, manifests, technique) => {
    expect(becomes(deployer, ...manifests)['cluster-admin']).toBe(technique);
  });

  test.each<[string, Manifest[]]>([
    ['pods, but of another namespace, which has Pod Security',
      [...granted([rule('', 'pods', 'create')], 'front'), { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'front', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } }]],
    ['creation of a named pod, which the API server never allows', granted([rule('', 'pods', 'create', 'web')], 'shop')],
    ['the token of another account', granted([rule('', 'serviceaccounts/token', 'create', 'web')], 'shop')],
    ['the kubelets, by a RoleBinding', granted([rule('', 'nodes/proxy', 'get')], 'shop')],
    ['new Secrets, but cannot read them', granted([rule('', 'secrets', 'create')], 'shop')],
    ['Secrets, none of which is a token', granted([rule('', 'secrets', 'get list watch')], 'shop')],
    ['bind, but no binding', granted([rule(RBAC, 'clusterroles', 'bind')])],
    ['bindings, but not the right to bind more than is held', granted([rule(RBAC, 'clusterrolebindings rolebindings', 'create')])],
    ['bind of a harmless role', granted([rule(RBAC, 'clusterroles', 'bind', 'view'), rule(RBAC, 'clusterrolebindings', 'create')])],
    ['escalation of a role that is not bound', granted([rule(RBAC, 'clusterroles', 'escalate update', 'view')])],
    ['groups, without a user to impersonate with them', granted([rule('', 'groups', 'impersonate')])],
    ['approval, for no signer', granted([rule('certificates.k8s.io', 'certificatesigningrequests', 'create'), rule('certificates.k8s.io', 'certificatesigningrequests/approval', 'update')])],
    ['another ConfigMap', granted([rule('', 'configmaps', 'update', 'flags')], 'kube-system')],
  ])('who holds %s does not', (_, manifests) => {
    expect(becomes(deployer, ...manifests)).not.toHaveProperty('cluster-admin');
  });

  test('the shortest way wins, through as many identities as it takes', () => {
    const manifests = [
      ...granted([rule('', 'serviceaccounts/token', 'create', 'one')], 'shop'),
      ...granted([rule('', 'pods/exec', 'create')], 'build', account('one')),
      ...granted([rule('', 'users', 'impersonate', 'root')], undefined, account('two', 'build')),
      admin({ kind: 'User', name: 'root' }),
    ];
    expect(becomes(...manifests)).toEqual({
      'ServiceAccount shop/one': 'request-token',
      'ServiceAccount build/two': 'request-token run-command',
      'User root': 'request-token run-command impersonate-user',
      'cluster-admin': 'request-token run-command impersonate-user',
    });
  });

  test('groups of Kubernetes count, and so does what everybody may', () => {
    const withAccount = [...granted([rule('', 'groups', 'impersonate', 'system:masters')]), ...granted([rule('', 'serviceaccounts', 'impersonate')], 'shop')];
    expect(becomes(...withAccount)).toHaveProperty('cluster-admin', 'impersonate-group');
    expect(becomes(...granted([rule('', 'users groups', 'impersonate')]))).toMatchObject({ 'Group system:masters': 'impersonate-group', 'cluster-admin': 'impersonate-group' });
    expect(becomes(...granted([rule('', 'nodes/proxy', 'get')], undefined, { kind: 'Group', name: 'system:authenticated' }), admin(account('web')))).toHaveProperty('cluster-admin', 'command-kubelet');
  });

  test('pods of any namespace lead to the controllers of the control plane; commands in running pods do not', () => {
    const controller = 'ServiceAccount kube-system/clusterrole-aggregation-controller';
    expect(becomes(...granted([rule('', 'pods', 'create')]))).toMatchObject({ [controller]: 'start-pod-as-account', 'cluster-admin': 'start-pod-as-account escalate-cluster-role' });
    expect(becomes(...granted([rule('', 'pods/exec', 'create')]))).not.toHaveProperty(controller);
  });

  test('a privileged pod leads to its node, and a node to the accounts of its pods', () => {
    expect(becomes(...granted([rule('apps', 'daemonsets', 'create')], 'shop'), { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'front' } }))
      .toMatchObject({
        'root on a node': 'start-privileged-pod',
        'the kubelet of a node': 'start-privileged-pod steal-kubelet-credentials',
        'ServiceAccount front/web': 'start-privileged-pod steal-token',
        'cluster-admin': 'start-privileged-pod control-plane-node',
      });
    const csr = 'certificates.k8s.io';
    expect(becomes(...granted([rule(csr, 'certificatesigningrequests certificatesigningrequests/nodeclient', 'create')]), admin(account('web'))))
      .toMatchObject({ 'the kubelet of a node': 'bootstrap-node', 'cluster-admin': 'bootstrap-node node-authorizer' });
  });

  test('an approved certificate is that of any user, but of no member of system:masters', () => {
    const csr = 'certificates.k8s.io';
    const found = becomes(...granted([
      rule(csr, 'certificatesigningrequests', 'create'), rule(csr, 'certificatesigningrequests/approval', 'update'), rule(csr, 'signers', 'approve', 'kubernetes.io/*'),
    ]), admin({ kind: 'Group', name: 'ops' }));
    expect(found).toMatchObject({ 'Group ops': 'issue-group-certificate', 'User system:kube-controller-manager': 'issue-user-certificate', 'cluster-admin': 'issue-group-certificate' });
    expect(found).not.toHaveProperty('Group system:masters');
  });

  test('a Secret with a token leads to its account, by its name alone where the right is limited', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token', metadata: { name: 'legacy', namespace: 'shop', annotations: { 'kubernetes.io/service-account.name': 'old' } } };
    const read = (...names: string[]) => granted([rule('', 'secrets', 'get', ...names)], 'shop');
    expect(becomes(secret, ...read())).toEqual({ 'ServiceAccount shop/old': 'read-token-secret' });
    expect(becomes(secret, ...read('legacy'))).toEqual({ 'ServiceAccount shop/old': 'read-token-secret' });
    expect(becomes(secret, ...read('other'))).toEqual({});
  });

  test('a role that may be bound in a namespace is held there', () => {
    const manifests = [...granted([rule(RBAC, 'clusterroles', 'bind', 'edit'), rule(RBAC, 'rolebindings', 'create')], 'shop'), ...granted([], 'shop', account('web'))];
    expect(becomes(...manifests)).toMatchObject({ 'ClusterRole edit in namespace shop': 'bind-role', 'ServiceAccount shop/web': 'bind-role start-pod-as-account' });
  });

  test('each step names the bindings that it takes', () => {
    const manifests = [...granted([rule('', 'secrets', 'create')], 'shop'), ...granted([rule('', 'secrets', 'list')]), admin(account('web'))];
    const [{ steps }] = pathsFrom(graphOf(manifests), anna);
    expect(steps.map(({ grants }) => grants.map(({ binding }) => binding))).toEqual([[manifests[1], manifests[3]]]);
  });
});

describe('who can become cluster-admin', () => {
  test('is found for all subjects at once, as for each', () => {
    const manifests = [
      ...granted([rule('', 'pods/exec', 'create')], 'shop'), ...granted([rule('', 'users', 'impersonate', 'anna')], undefined, account('far')),
      ...granted([rule('', 'configmaps', 'get')], undefined, account('harmless', 'front')), admin(account('near')),
    ];
    const graph = graphOf(manifests);
    const found = [...pathsToClusterAdmin(graph)].map(([subject, { steps }]) => [identityLabel(subject), steps.map(({ technique, to }) => `${technique.id} ${identityLabel(to)}`)]);
    expect(found).toEqual([
      ['ServiceAccount shop/near', []],
      ['User anna', ['run-command ServiceAccount shop/near']],
      ['ServiceAccount shop/far', ['impersonate-user User anna', 'run-command ServiceAccount shop/near']],
    ]);
    for (const subject of graph.known.boundInSet) {
      const one = pathsFrom(graph, subject).find(({ to }) => to.kind === 'ClusterAdmin');
      expect(pathsToClusterAdmin(graph).get(subject)?.steps.length).toBe(one?.steps.length);
    }
  });

  test('takes time that grows with the bindings, not with their square', () => {
    const many = (size: number) => Array.from({ length: size }, (_, i) => granted([rule('', 'pods pods/exec serviceaccounts/token', 'create')], `ns-${i % 50}`, account(`a-${i}`, `ns-${(i * 7) % 50}`))).flat();
    const edges = (size: number) => {
      const graph = graphOf(many(size));
      pathsToClusterAdmin(graph);
      return graph.size;
    };
    const [few, more] = [edges(250), edges(1000)];
    expect(more / few).toBeLessThan(4.5);
    expect(more).toBeLessThan(1000 * 30);
  });
});

describe('the techniques', () => {
  const all = [...TECHNIQUES, ...OF_A_NODE, ...OF_A_HOST];
  const judge = new Judge(CATALOGUE.filter(({ family }) => family === 'rbac'));
  const profile = SecurityProfile.restricted();
  const reported = (rules: object[]): string[] => judge.findings([{ manifest: object('ClusterRole', 'x', { rules }), profile, origin: {}, waivers: [] }])
    .map(({ control }) => control);

  test('have ids and sources', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.filter(({ id, source }) => !/^[a-z-]+$/.test(id) || !source.startsWith('https://'))).toEqual([]);
  });

  test.each(TECHNIQUES.map(({ id, needs }) => ({ id, needs })))('the rights that $id takes are reported by a control', ({ needs }) => {
    const first = ([one]: readonly string[]): string[] => [one];
    const permissions = needs.map(({ anyOf: [permission] }) => permission);
    const rules = permissions.map((one) => ({ apiGroups: first(one.apiGroups), resources: first(one.resources), verbs: first(one.verbs) }));
    expect(reported(rules)).not.toEqual([]);
  });
});
