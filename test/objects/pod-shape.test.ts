import fc from 'fast-check';
import { podProblems } from '../../src/objects/pod-shape';
import { valueAt } from '../../src/objects/pointer';

const pod = (spec: unknown) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec });
const web = { name: 'web', image: 'registry.example.com/web:1.0.0' };
const container = (rest: object, podFields: object = {}) => pod({ containers: [{ ...web, ...rest }], ...podFields });
const at = '/spec/containers/0';

const mount = (...volumeMounts: unknown[]) => container({ volumeMounts }, { volumes: [{ name: 'tmp' }, { name: 'data' }] });

test.each<[string, object]>([
  ['a kind without pods', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: 'anything' }],
  ['one port name in two containers', pod({ containers: [{ ...web, ports: [{ name: 'http', containerPort: 80 }] }, { name: 'b', ports: [{ name: 'http', containerPort: 81 }] }] })],
  ['one number for two protocols', container({ ports: [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }] })],
  ['host port zero', container({ ports: [{ containerPort: 53, hostPort: 0 }] })],
  ['one volume at two paths', mount({ name: 'tmp', mountPath: '/a' }, { name: 'tmp', mountPath: '/b' })],
  ['a path of Windows', mount({ name: 'tmp', mountPath: 'C:\\temp' })],
  ['a relative path', mount({ name: 'tmp', mountPath: 'tmp' })],
  ['one port twice, of which the API server only warns', container({ ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }] })],
  ['a claim of a StatefulSet', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db' },
    spec: {
      volumeClaimTemplates: [{ metadata: { name: 'data' } }],
      template: { spec: { containers: [{ ...web, volumeMounts: [{ name: 'data', mountPath: '/data' }] }] } },
    },
  }],
  ['amounts as numbers', container({ resources: { requests: { cpu: 0.5, memory: '1Gi' }, limits: { cpu: 1, memory: 2147483648 } } })],
  ['null everywhere', pod({ containers: [{ ...web, env: null, ports: null, securityContext: { privileged: null } }], volumes: null, initContainers: null })],
])('accepts %s', (_, manifest) => expect(podProblems(manifest as never)).toEqual([]));

test.each<[string, object, string, RegExp]>([
  ['no spec', pod(undefined), '/spec', /pod spec is missing/],
  ['a spec that is a list', pod([]), '/spec', /pod spec is missing or no map/],
  ['a template without spec', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: {} } }, '/spec/template/spec', /pod spec is missing/],
  ['a bad label in the template', { apiVersion: 'batch/v1', kind: 'Job', spec: { template: { metadata: { labels: { app: '-' } }, spec: { containers: [web], restartPolicy: 'Never' } } } },
    '/spec/template/metadata/labels/app', /value "-" of label "app"/],
  ['no containers', pod({}), '/spec/containers', /has no containers; pass `containers`/],
  ['an empty list of containers', pod({ containers: [] }), '/spec/containers', /has no containers/],
  ['a container with a bad name', pod({ containers: [{ name: 'Web' }] }), `${at}/name`, /container "Web" has a name that must be lower-case/],
  ['two containers of one name', pod({ containers: [web], initContainers: [web] }), `${at}/name`, /two containers named "web"/],
  ['a bad port name', container({ ports: [{ name: 'http--', containerPort: 80 }] }), `${at}/ports/0/name`, /port named "http--"/],
  ['two ports of one name', container({ ports: [{ name: 'http', containerPort: 80 }, { name: 'http', containerPort: 81 }] }), `${at}/ports/1/name`, /two ports named "http"/],
  ['a port out of range', container({ ports: [{ containerPort: 65536 }] }), `${at}/ports/0/containerPort`, /port 65536, which must be/],
  ['a host port out of range', container({ ports: [{ containerPort: 80, hostPort: -1 }] }), `${at}/ports/0/hostPort`, /port -1, which must be/],
  ['a volume with a bad name', container({}, { volumes: [{ name: 'a_b' }] }), '/spec/volumes/0/name', /name "a_b" of a volume must be/],
  ['two volumes of one name', container({}, { volumes: [{ name: 'tmp' }, { name: 'tmp' }] }), '/spec/volumes/1/name', /two volumes named "tmp"/],
  ['a mount of no volume', mount({ name: 'other', mountPath: '/a' }), `${at}/volumeMounts/0/name`, /mounts volume "other", which the pod does not have; use `writable/],
  ['two volumes at one path', mount({ name: 'tmp', mountPath: '/a' }, { name: 'data', mountPath: '/a' }), `${at}/volumeMounts/1/mountPath`, /two volumes at "\/a"/],
  ['a variable with a bad name', container({ env: [{ name: 'A=B', value: 'x' }] }), `${at}/env/0/name`, /whose name "A=B" must be/],
  ['a request above its limit', container({ resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } }), `${at}/resources/requests/memory`,
    /requests more memory than its limit/],
  ['privileged without escalation', container({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
    `${at}/securityContext/allowPrivilegeEscalation`, /is privileged and forbids/],
  ['administration without escalation', container({ securityContext: { capabilities: { add: ['CAP_SYS_ADMIN'] }, allowPrivilegeEscalation: false } }),
    `${at}/securityContext/allowPrivilegeEscalation`, /adds CAP_SYS_ADMIN and forbids/],
])('finds %s', (_, manifest, pointer, message) => {
  const problems = podProblems(manifest as never);
  expect(problems.map((problem) => problem.pointer)).toEqual([pointer]);
  expect(problems[0].message).toMatch(message);
});

describe('the restart policy', () => {
  const of = (apiVersion: string, kind: string, restartPolicy?: unknown) => {
    const template = { spec: { containers: [web], restartPolicy } };
    const spec = kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template };
    return podProblems(kind === 'Pod' ? pod(template.spec) : { apiVersion, kind, spec }).map(({ message }) => message);
  };
  const problem = (text: string) => [`pod: restartPolicy ${text} here; pass \`restartPolicy\` to the workload`];

  test.each(['Job', 'CronJob'])('of a %s lets it end', (kind) => {
    expect(of('batch/v1', kind, 'Never')).toEqual([]);
    expect(of('batch/v1', kind, 'OnFailure')).toEqual([]);
    expect(of('batch/v1', kind, 'Always')).toEqual(problem('is "Always", must be "OnFailure" or "Never"'));
    for (const missing of [undefined, null, '']) expect(of('batch/v1', kind, missing)).toEqual(problem('is not set, which means "Always", must be "OnFailure" or "Never"'));
  });

  test.each([['apps/v1', 'Deployment'], ['apps/v1', 'StatefulSet'], ['apps/v1', 'DaemonSet'], ['apps/v1', 'ReplicaSet'], ['v1', 'ReplicationController']])(
    'of a %s %s keeps it running', (apiVersion, kind) => {
      expect(of(apiVersion, kind)).toEqual([]);
      expect(of(apiVersion, kind, 'Always')).toEqual([]);
      expect(of(apiVersion, kind, 'Never')).toEqual(problem('is "Never", must be "Always"'));
    });

  test('of a Pod is one of three', () => {
    for (const policy of [undefined, 'Always', 'OnFailure', 'Never']) expect(of('v1', 'Pod', policy)).toEqual([]);
    expect(of('v1', 'Pod', 'Sometimes')).toEqual(problem('is "Sometimes", must be "Always" or "OnFailure" or "Never"'));
  });

  test('of a custom kind is its own matter', () => expect(of('argoproj.io/v1alpha1', 'Rollout', 'Never')).toEqual([]));
  test('of the wrong type is left to the fields', () => expect(of('batch/v1', 'Job', 1)).toEqual([]));
});

test('judges the names of variables as the version of the cluster does', () => {
  const spaced = container({ env: [{ name: 'a b', value: 'x' }] });
  expect(podProblems(spaced, 36)).toEqual([]);
  expect(podProblems(spaced, 30)).toHaveLength(1);
});

test('survives anything, and points into the manifest or at what is missing there', () => {
  const key = fc.constantFrom('name', 'containers', 'initContainers', 'volumes', 'volumeMounts', 'ports', 'env', 'securityContext', 'resources', 'requests', 'limits', 'x');
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, true, 0, -1, 1.5, '', 'web', '/a'), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(key, tie('value'), { maxKeys: 5 })),
  }));
  fc.assert(fc.property(value, (spec) => {
    const manifest = pod(spec);
    podProblems(manifest).forEach(({ pointer }) => {
      const parent = pointer.slice(0, pointer.lastIndexOf('/'));
      expect(parent === '' || valueAt(manifest, parent) !== undefined).toBe(true);
    });
  }), { numRuns: 300 });
});
