import { BARE, call, folder } from './command';

interface Listed { readonly id: string; readonly object: string; readonly container?: string; readonly pointer: string; readonly place: string }

async function risksOf(text: string, ...options: string[]): Promise<readonly Listed[]> {
  const { out } = await call(folder(), ['harden', '--format', 'json', ...options, '-'], text);
  return (JSON.parse(out) as { mayNeedCare: readonly Listed[] }).mayNeedCare;
}

const CONTAINER = '/spec/template/spec/containers/0';
const inContainer = (more: string): string => `${BARE}${more.split('\n').map((line) => `        ${line}\n`).join('')}`;
const inPod = (more: string, text = BARE): string => text.replace('      containers:', `      ${more}\n      containers:`);
const WITH_TMP = inPod('volumes: [{name: tmp, emptyDir: {}}]', inContainer('volumeMounts: [{name: tmp, mountPath: /tmp/}]'));

test('nothing is risky about a container that names its user and writes to volumes alone already', async () => {
  expect(await risksOf(inContainer('securityContext: {runAsUser: 65532, runAsGroup: 65532, readOnlyRootFilesystem: true}'))).toEqual([]);
});

test('each risk names the object, the container, the field and the place', async () => {
  expect(await risksOf(BARE)).toEqual([
    expect.objectContaining({ id: 'read-only-root', object: 'Deployment shop/web', container: 'main', pointer: `${CONTAINER}/securityContext/readOnlyRootFilesystem`, place: 'stdin:14:9' }),
    expect.objectContaining({ id: 'other-user', pointer: `${CONTAINER}/securityContext/runAsUser` }),
  ]);
});

test.each([
  ['low-port', '/ports/0/containerPort', 'ports: [{containerPort: 80}]'],
  ['root-command', '/command', 'command: [sh, -c, "chown -R 1000 /data && exec app"]'],
  ['root-command', '/args', 'args: [-c, "sysctl -w vm.max_map_count=262144"]'],
  ['root-command', '/command', 'command: [/bin/su, app]'],
  ['capabilities-without-root', '/securityContext/capabilities/add', 'securityContext: {capabilities: {add: [NET_ADMIN]}}'],
  ['set-uid-programs', '/securityContext/allowPrivilegeEscalation', 'securityContext: {seccompProfile: {type: Unconfined}}'],
  ['root-without-capabilities', '/securityContext/capabilities/drop', 'securityContext: {runAsUser: 0}'],
  ['root-files-of-node', '/securityContext/privileged', 'securityContext: {privileged: true}'],
  ['service-variables', '/args', 'args: ["--redis=$(REDIS_SERVICE_HOST)"]'],
])('%s is told at %s', async (id, pointer, more) => {
  const found = (await risksOf(inContainer(more))).find((one) => one.id === id);
  expect(found?.pointer).toBe(CONTAINER + pointer);
});

test('a mount of the node is told', async () => {
  const text = inPod('volumes: [{name: logs, hostPath: {path: /var/log}}]', inContainer('volumeMounts: [{name: logs, mountPath: /logs}]'));
  expect((await risksOf(text)).map(({ id }) => id)).toContain('root-files-of-node');
});

test.each([
  ['low-port', inContainer('ports: [{containerPort: 8080}]')],
  ['low-port', inPod('securityContext: {sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: "0"}]}', inContainer('ports: [{containerPort: 80}]'))],
  ['root-command', inContainer('args: [--summary, --account=a, subscribe.chownership]')],
  ['capabilities-without-root', inContainer('securityContext: {runAsUser: 0, capabilities: {add: [NET_ADMIN]}}')],
  ['root-without-capabilities', inContainer('securityContext: {runAsUser: 0, capabilities: {drop: [ALL]}}')],
  ['service-variables', inContainer('args: ["$(KUBERNETES_SERVICE_HOST)"]')],
  ['other-user', inPod('securityContext: {runAsUser: 20000}')],
  ['read-only-root', inContainer('securityContext: {readOnlyRootFilesystem: false}')],
  ['read-only-root', inContainer('securityContext: {readOnlyRootFilesystem: true}')],
])('%s is not told where hardening breaks nothing', async (id, text) => {
  expect((await risksOf(text)).map((one) => one.id)).not.toContain(id);
});

test.each([
  ['a pod that names its account', inPod('serviceAccountName: op')],
  ['an account', 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: op, namespace: shop}\n'],
])('the token of %s is told', async (_, text) => {
  expect((await risksOf(text)).map(({ id }) => id)).toContain('removed-token');
});

const JOB = 'apiVersion: batch/v1\nkind: Job\nmetadata: {name: once, namespace: shop}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a.example.com/a:1}]}}}\n';
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: once, namespace: shop}\nspec: {containers: [{name: a, image: a.example.com/a:1}]}\n';
const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';

test.each([
  ['a Job', JOB, 'cannot-be-changed'],
  ['a Pod', POD, 'cannot-be-changed'],
  ['a Namespace that enforces a level', NAMESPACE, 'namespace-refuses-pods'],
])('what the cluster may refuse because of %s is told', async (_, text, id) => {
  expect((await risksOf(text)).map((one) => one.id)).toContain(id);
});

test.each([
  ['a Deployment', BARE],
  ['a Job of a generated name', JOB.replace('name: once', 'generateName: once-')],
  ['a Namespace that enforces a level already', NAMESPACE.replace('shop}', 'shop, labels: {pod-security.kubernetes.io/enforce: restricted}}')],
  ['kube-system, which gets no level', NAMESPACE.replace('shop', 'kube-system')],
])('the cluster refuses nothing because of %s', async (_, text) => {
  const told = (await risksOf(text)).map(({ id }) => id).filter((id) => ['cannot-be-changed', 'namespace-refuses-pods'].includes(id));
  expect(told).toEqual([]);
});

test('a second run tells nothing, for it changes nothing', async () => {
  const { out } = await call(folder(), ['harden', '-'], inContainer('command: [chown]'));
  expect(await risksOf(out)).toEqual([]);
});

test('people read each kind once, with what to do and where', async () => {
  const { err } = await call(folder(), ['harden', '-'], BARE);
  expect(err.replace(/\s+/g, ' ')).toContain('runs as another user than the one that its image names, which may not be able to read or write its files; try the image with this user');
  expect(err).toContain('stdin:14:9  Deployment shop/web  container "main"');
});

describe('--writable-tmp', () => {
  const hardened = async (text: string): Promise<string> => (await call(folder(), ['harden', '--writable-tmp', '-'], text)).out;

  test('mounts an emptyDir of limited size at /tmp, once', async () => {
    const out = await hardened(BARE);
    expect(out).toMatch(/volumeMounts:\s+- name: tmp-main\s+mountPath: \/tmp\n/);
    expect(out).toMatch(/volumes:\s+- name: tmp-main\s+emptyDir:\s+sizeLimit: "64Mi"\n/);
    expect(await hardened(out)).toBe(out);
    expect((await risksOf(BARE, '--writable-tmp')).map(({ id }) => id)).toEqual(['read-only-root', 'other-user']);
  });

  test('adds to the lists that are there, under a name that is free', async () => {
    const out = await hardened(inPod('volumes: [{name: tmp-main, configMap: {name: c}}]', inContainer('volumeMounts:\n- {name: tmp-main, mountPath: /etc/c}   # settings')));
    expect(out).toContain('volumes: [{name: tmp-main, configMap: {name: c}}, {name: tmp-main-2, emptyDir: {sizeLimit: "64Mi"}}]');
    expect(out).toMatch(/# settings\n +- name: tmp-main-2\n +mountPath: \/tmp\n/);
  });

  test.each([['has a mount there', WITH_TMP], ['keeps its writable root', inContainer('securityContext: {readOnlyRootFilesystem: false}')]])('leaves a container alone that %s', async (_, text) => {
    expect(await hardened(text)).not.toContain('tmp-main');
  });
});

test('json goes to standard output instead of the manifests, and changes nothing without --in-place', async () => {
  const { code, out } = await call(folder(), ['harden', '--format', 'json', '-'], BARE);
  expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ version: 1, summary: { files: 1, changed: 1, fields: 18, written: false },
    leftAlone: [], problems: [] })]);
});
