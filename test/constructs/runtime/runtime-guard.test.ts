import { ApiObject, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { parse, parseAllDocuments } from 'yaml';
import { HardenedApp, HardenedNamespace, Hardening, Peer, Port, RuntimeEngine, RuntimeGuard, RuntimeGuardProps, SecureDeployment } from '../../../src';

type Json = Record<string, any>;

beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

interface Setting { readonly app: HardenedApp; readonly api: SecureDeployment; readonly guard: RuntimeGuard }

function setting(props: RuntimeGuardProps = {}): Setting {
  const app = new HardenedApp();
  const shop = new HardenedNamespace(new Chart(app, 'shop'), 'shop');
  const api = new SecureDeployment(shop, 'api', { containers: [{ image: 'r.example.com/api:1', portNumber: 8080 }] });
  return { app, api, guard: new RuntimeGuard(new Chart(app, 'runtime'), 'guard', props) };
}

const objectsOf = (app: HardenedApp): Json[] => parseAllDocuments(app.synthYaml()).map((document) => document.toJS() as Json);
const rulesOf = (app: HardenedApp): Json[] => parse(objectsOf(app).find(({ kind }) => kind === 'ConfigMap')!.data['hardened_rules.yaml']);
const descriptionsOf = (app: HardenedApp): string[] => rulesOf(app).flatMap(({ desc }) => desc ?? []);

test('rules name the construct, and the mounts and edges that they were derived from, even those that come later', () => {
  const { app, api, guard } = setting();
  guard.watch(api, '/app/api');
  api.writable('/tmp', Size.mebibytes(16));
  api.mountSecret(kplus.Secret.fromSecretName(api, 's', 'db'), '/var/run/secrets/db');
  api.allowTo(Peer.cidr('10.20.0.0/28'), Port.tcp(5432));
  const descriptions = descriptionsOf(app);
  expect(descriptions.every((text) => text.startsWith('shop/shop/api: '))).toBe(true);
  expect(descriptions.join('\n')).toMatch(/\/app\/api.*\n.*\/tmp.*\n.*\n.*\/var\/run\/secrets\/db.*\n.*NetworkPolicy shop\/.* \/spec\/egress\/1/);
});

test('the ConfigMap is in the namespace of Falco, and has no YAML aliases', () => {
  const { app, api, guard } = setting({ falcoNamespace: 'security' });
  guard.watch(api, '/app/api');
  const map = objectsOf(app).find(({ kind }) => kind === 'ConfigMap')!;
  expect(map.metadata.namespace).toBe('security');
  expect(map.data['hardened_rules.yaml']).not.toMatch(/[&*]a\d/);
});

test('Tetragon observes, and ends processes only where that was asked for', () => {
  const actions = (props: RuntimeGuardProps): string[] => {
    const { app, api, guard } = setting({ engines: [RuntimeEngine.TETRAGON], ...props });
    guard.watch(api, '/app/api');
    const policy = objectsOf(app).find(({ kind }) => kind === 'TracingPolicyNamespaced')!;
    expect(policy.spec.podSelector.matchLabels).toEqual({ [kplus.Pod.ADDRESS_LABEL]: expect.stringMatching(/^shop-api-/) });
    const selectors: Json[] = policy.spec.kprobes.flatMap((hook: Json) => hook.selectors);
    return [...new Set<string>(selectors.flatMap(({ matchActions }) => matchActions.map(({ action }: Json) => action)))].sort();
  };
  expect(actions({})).toEqual(['NoPost', 'Post']);
  expect(actions({ killUndeclared: true })).toEqual(['NoPost', 'Sigkill']);
});

test('a hook has no more than five selectors, however many edges there are', () => {
  const { app, api, guard } = setting({ engines: [RuntimeEngine.TETRAGON] });
  guard.watch(api, '/app/api');
  for (let i = 1; i <= 9; i++) api.allowTo(Peer.cidr(`203.0.113.${i}/32`), Port.tcp(1000 + i));
  const hook = objectsOf(app).find(({ kind }) => kind === 'TracingPolicyNamespaced')!.spec.kprobes.find(({ call }: Json) => call === 'tcp_connect');
  expect(hook.selectors).toHaveLength(5);
  const allowed = hook.selectors.slice(1, -1).flatMap(({ matchArgs }: Json) => matchArgs[1].values);
  expect(allowed).toEqual(['53', '1001', '1002:1009']);
});

test('alerts on deviation and recordings of profiles are opt-in', () => {
  const kinds = (props: RuntimeGuardProps): string[] => {
    const { app, api, guard } = setting(props);
    guard.watch(api, '/app/api');
    return objectsOf(app).map(({ kind }) => kind);
  };
  expect(kinds({})).not.toEqual(expect.arrayContaining(['PrometheusRule']));
  expect(kinds({ alertOnDeviation: true, recordProfiles: true })).toEqual(expect.arrayContaining(['PrometheusRule', 'ProfileRecording']));
});

test('what others built is watched as well', () => {
  const { app, guard } = setting();
  const other = new Chart(app, 'other');
  Hardening.apply(other);
  const pod = new ApiObject(other, 'pod', {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'shop', labels: { app: 'p' } },
    spec: { containers: [{ name: 'main', image: 'r.example.com/p:1', command: ['/p'] }] },
  });
  guard.watch(pod);
  expect(rulesOf(app).flatMap(({ rule }) => rule ?? [])).toContain('Undeclared process in Pod shop/p');
});

test('fails where the executables of a container are not known', () => {
  const { app, api, guard } = setting();
  guard.watch(api);
  expect(() => app.synthYaml()).toThrow('cannot watch "shop/shop/api": container "main" sets no `command`, so that its image decides what runs; '
    + 'pass the absolute paths of its executables to `watch` of "runtime/guard"');
});

test('fails where nothing is watched', () => {
  expect(() => setting().app.synthYaml()).toThrow('"runtime/guard" watches nothing; call `watch` with each workload');
});

test('fails for paths that are not absolute or could end a condition, for what describes no pods, and for a workload that is named twice', () => {
  const { app, api, guard } = setting();
  expect(() => guard.watch(api, 'server')).toThrow('cannot watch "shop/shop/api": the executable "server" must start with a slash; pass the absolute path');
  expect(() => guard.watch(api, '/a" or evt.num>0 or "')).toThrow(/could end a condition/);
  expect(() => guard.watch(new Chart(app, 'c'), '/x')).toThrow('cannot watch "c": it renders no object');
  expect(() => guard.watch(new kplus.Service(new Chart(app, 'd'), 's', { ports: [{ port: 80 }] }), '/x')).toThrow('Service describes no pods');
  guard.watch(api, '/app/api');
  expect(() => guard.watch(api, '/app/b')).toThrow('it is watched already');
});

test('fails for props that contradict each other or are none', () => {
  expect(() => setting({ engines: [] })).toThrow('`engines` is empty');
  expect(() => setting({ falcoNamespace: 'Falco' })).toThrow('`falcoNamespace` "Falco" must be lower-case');
  expect(() => setting({ clusterCidrs: ['10.0.0.0'] })).toThrow('`clusterCidrs` has "10.0.0.0", which has no prefix length');
  expect(() => setting({ killUndeclared: true })).toThrow('`killUndeclared` needs Tetragon');
});
