import { Duration } from 'cdk8s';
import { ApiServer, HardenedNamespace, ScopedRole, SecureDeployment, SecurityProfile, Verb } from '../../../src';
import { chart, CONTAINER, deployment, errors, firstContainer, ofKind, podSpec, synth, warnings } from '../fixtures';

const profile = SecurityProfile.restricted({ apiServer: ApiServer.of({ cidrs: ['10.0.0.1/32', '10.0.0.2/32'], port: 443 }) });
const rules = [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: [Verb.GET, Verb.WATCH] }];

const bound = (options = {}) => {
  const scope = chart({ profile });
  const workload = deployment(scope);
  const binding = new ScopedRole(scope, 'reader', { rules }).bindTo(workload, options);
  return { scope, workload, binding };
};

test('a role says exactly what it allows', () => {
  const { scope } = bound();
  expect(ofKind(scope, 'Role')[0].rules).toEqual([{ apiGroups: [''], resourceNames: ['flags'], resources: ['configmaps'], verbs: ['get', 'watch'] }]);
});

test('a binding names the own ServiceAccount of the workload, with its namespace', () => {
  const { scope, workload, binding } = bound();
  const rendered = binding.toJson();
  expect([binding.workload, binding.role.name, binding.name]).toEqual([workload, rendered.roleRef.name, rendered.metadata.name]);
  expect(rendered.roleRef).toEqual({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: ofKind(scope, 'Role')[0].metadata.name });
  expect(rendered.subjects).toEqual([{ kind: 'ServiceAccount', name: workload.serviceAccount!.name, namespace: 'shop' }]);
  expect([...errors(scope), ...warnings(scope)]).toEqual([]);
});

test('only a bound workload gets a token, short-lived and where client libraries look', () => {
  const { scope, workload } = bound({ tokenLifetime: Duration.minutes(30), tokenAudience: 'vault' });
  const [volume] = podSpec(workload).volumes;
  expect(volume.projected.sources[0]).toEqual({ serviceAccountToken: { audience: 'vault', expirationSeconds: 1800, path: 'token' } });
  expect(volume.projected.defaultMode).toBe(0o440);
  expect(firstContainer(workload).volumeMounts).toEqual([{ name: 'api-access', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true }]);
  expect(podSpec(workload).automountServiceAccountToken).toBe(false);
  expect(podSpec(new SecureDeployment(scope, 'other', { containers: [CONTAINER] }))).not.toHaveProperty('volumes');
});

test('a bound workload reaches the API server', () => {
  const { workload } = bound();
  expect(ofKind(workload, 'NetworkPolicy')[0].spec.egress[1]).toEqual({
    to: [{ ipBlock: { cidr: '10.0.0.1/32' } }, { ipBlock: { cidr: '10.0.0.2/32' } }], ports: [{ port: 443, protocol: 'TCP' }],
  });
});

test('two roles share the token and the way to the API server', () => {
  const { scope, workload } = bound();
  new ScopedRole(scope, 'second', { rules }).bindTo(workload);
  expect(podSpec(workload).volumes).toHaveLength(1);
  expect(ofKind(workload, 'NetworkPolicy')[0].spec.egress).toHaveLength(2);
});

test('fails to give one workload two tokens', () => {
  const { scope, workload } = bound();
  expect(() => new ScopedRole(scope, 'second', { rules }).bindTo(workload, { tokenAudience: 'vault' })).toThrow(/another role gave it a token .*; pass the same/);
});

test('fails to bind a role twice', () => {
  const { scope, workload } = bound();
  const role = new ScopedRole(scope, 'second', { rules });
  role.bindTo(workload);
  expect(() => role.bindTo(workload)).toThrow('cannot bind role "c/second" to "c/api": it is bound already');
});

test('a role binds a workload of another namespace', () => {
  const scope = chart({ profile });
  const [flags, shop] = ['flags', 'front'].map((name) => new HardenedNamespace(scope, name));
  const binding = new ScopedRole(flags, 'reader', { rules }).bindTo(new SecureDeployment(shop, 'web', { containers: [CONTAINER] }));
  synth(scope);
  expect(binding.toJson()).toMatchObject({ metadata: { namespace: 'flags' }, subjects: [{ namespace: 'front' }] });
});

test('a verb may be any word', () => expect(Verb.custom('use').name).toBe('use'));
test.each(['', 'GET', '*', 'get,list'])('fails to take "%s" for a verb', (text) => expect(() => Verb.custom(text)).toThrow(/as a verb/));
