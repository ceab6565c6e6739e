import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { SecureDeploymentProps } from '../../../src';
import { chart, container, CONTAINER, deployment, errors, firstContainer, Json, manifest, ofKind, podSpec, warnings } from '../fixtures';

type Fields = Partial<kplus.ContainerProps>;
const security = (securityContext: kplus.ContainerSecurityContextProps): Fields => ({ securityContext });

/** Field, what it is where nothing is said, and texts that must be kept: the default of cdk8s-plus and its opposite. */
const CONTAINER_FIELDS: [string, unknown, [Fields, unknown][]][] = [
  ['securityContext.privileged', false, [[security({ privileged: false }), false], [security({ privileged: true }), true]]],
  ['securityContext.allowPrivilegeEscalation', false, [
    [security({ allowPrivilegeEscalation: false }), false], [security({ allowPrivilegeEscalation: true }), true],
  ]],
  ['securityContext.readOnlyRootFilesystem', true, [
    [security({ readOnlyRootFilesystem: true }), true], [security({ readOnlyRootFilesystem: false }), false],
  ]],
  ['securityContext.runAsNonRoot', true, [[security({ ensureNonRoot: true }), true], [security({ ensureNonRoot: false }), false]]],
  ['securityContext.runAsUser', 65532, [[security({ user: 20000 }), 20000]]],
  ['securityContext.runAsGroup', 65532, [[security({ group: 20000 }), 20000]]],
  ['imagePullPolicy', 'Always', [
    [{ imagePullPolicy: kplus.ImagePullPolicy.ALWAYS }, 'Always'], [{ imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT }, 'IfNotPresent'],
  ]],
  ['resources.limits.memory', '256Mi', [
    [{ resources: { memory: { limit: Size.mebibytes(2048) } } }, '2048Mi'], [{ resources: { memory: { limit: Size.mebibytes(64) } } }, '64Mi'],
  ]],
  ['resources.requests.cpu', '100m', [[{ resources: { cpu: { request: kplus.Cpu.millis(1000) } } }, '1000m']]],
];

const at = (value: Json, path: string): unknown => path.split('.').reduce<any>((found, key) => found?.[key], value);

describe.each(CONTAINER_FIELDS)('%s of a container', (path, hardened, given) => {
  test('unset is hardened', () => expect(at(firstContainer(container({})), path)).toEqual(hardened));
  test.each(given)('given as %j is kept', (props, value) => expect(at(firstContainer(container(props)), path)).toEqual(value));
  test('unset is hardened in an init container', () => {
    const { initContainers } = podSpec(deployment(undefined, { initContainers: [{ image: CONTAINER.image }] }));
    expect(at(initContainers[0], path)).toEqual(hardened);
  });
  test.each(given)('given as %j is kept in a container that is added later', (props, value) => {
    const workload = deployment();
    workload.addContainer({ ...CONTAINER, portNumber: 9090, name: 'late', ...props });
    expect(at(podSpec(workload).containers[1], path)).toEqual(value);
  });
});

const POD_FIELDS: [string, unknown, [SecureDeploymentProps, unknown][]][] = [
  ['enableServiceLinks', false, [[{ enableServiceLinks: false }, false], [{ enableServiceLinks: true }, true]]],
  ['shareProcessNamespace', undefined, [[{ shareProcessNamespace: true }, true]]],
  ['automountServiceAccountToken', false, [[{ automountServiceAccountToken: false }, false], [{ automountServiceAccountToken: true }, true]]],
  ['securityContext.runAsNonRoot', true, [
    [{ securityContext: { ensureNonRoot: true } }, true], [{ securityContext: { ensureNonRoot: false } }, false],
  ]],
  ['securityContext.fsGroupChangePolicy', 'OnRootMismatch', [
    [{ securityContext: { fsGroupChangePolicy: kplus.FsGroupChangePolicy.ALWAYS } }, 'Always'],
    [{ securityContext: { fsGroupChangePolicy: kplus.FsGroupChangePolicy.ON_ROOT_MISMATCH } }, 'OnRootMismatch'],
  ]],
  ['securityContext.fsGroup', 65532, [[{ securityContext: { fsGroup: 20000 } }, 20000]]],
  ['securityContext.runAsUser', 65532, [[{ securityContext: { user: 20000 } }, 20000]]],
];

describe.each(POD_FIELDS)('%s of the pod', (path, hardened, given) => {
  test('unset is hardened', () => expect(at(podSpec(deployment()), path)).toEqual(hardened));
  test.each(given)('given as %j is kept', (props, value) => expect(at(podSpec(deployment(undefined, props)), path)).toEqual(value));
});

describe('replicas and strategy', () => {
  const spec = (props: SecureDeploymentProps): Json => manifest(deployment(undefined, props)).spec;
  test('two replicas, the default of cdk8s-plus, are kept where they are given', () => expect(spec({ replicas: 2 }).replicas).toBe(2));
  test('a given strategy is kept', () => {
    expect(spec({ strategy: kplus.DeploymentStrategy.rollingUpdate() }).strategy.rollingUpdate).toEqual({ maxSurge: '25%', maxUnavailable: '25%' });
    expect(spec({ strategy: kplus.DeploymentStrategy.recreate() }).strategy).toEqual({ type: 'Recreate' });
  });
  test('a given history is kept', () => expect(spec({ revisionHistoryLimit: 10 }).revisionHistoryLimit).toBe(10));
});

describe('a finished container that is attached', () => {
  const attached = (props: Fields): Json => {
    const workload = deployment();
    workload.attachContainer(new kplus.Container({ image: CONTAINER.image, name: 'attached', ...props }));
    return podSpec(workload).containers[1];
  };

  test('is hardened where it has the defaults of cdk8s-plus', () => {
    expect(attached({})).toMatchObject({ securityContext: { capabilities: { drop: ['ALL'] }, runAsUser: 65532 }, resources: { limits: { memory: '256Mi' } } });
  });

  test('keeps what differs from them', () => {
    expect(attached({ ...security({ readOnlyRootFilesystem: false }), imagePullPolicy: kplus.ImagePullPolicy.NEVER }))
      .toMatchObject({ imagePullPolicy: 'Never', securityContext: { readOnlyRootFilesystem: false } });
  });
});

describe('amounts that are given in part', () => {
  const resources = (given: kplus.ContainerResources): Json => firstContainer(container({ resources: given })).resources;

  test('a request above the default limit raises the limit', () => {
    expect(resources({ cpu: { request: kplus.Cpu.units(4) } })).toMatchObject({ limits: { cpu: '4', memory: '256Mi' }, requests: { cpu: '4' } });
    expect(resources({ memory: { request: Size.gibibytes(1) } }).limits.memory).toBe('1024Mi');
  });

  test('a limit below the default request lowers the request', () => {
    expect(resources({ memory: { limit: Size.mebibytes(32) } }).requests.memory).toBe('32Mi');
    expect(resources({ cpu: { limit: kplus.Cpu.millis(50) } }).requests.cpu).toBe('50m');
  });

  test('a limit of storage is kept', () => {
    expect(resources({ ephemeralStorage: { limit: Size.gibibytes(1) } })).toMatchObject({ limits: { 'ephemeral-storage': '1Gi' }, requests: { 'ephemeral-storage': '64Mi' } });
  });

  test('none of it is a finding', () => {
    const workload = container({ resources: { cpu: { request: kplus.Cpu.units(4) }, memory: { limit: Size.mebibytes(32) } } });
    expect([...errors(workload), ...warnings(workload)]).not.toEqual(expect.arrayContaining([expect.stringMatching(/valid-manifest|cpu|memory/)]));
  });

  test('an empty map says nothing', () => expect(resources({})).toEqual(firstContainer(container({})).resources));
});

describe('what is given is judged', () => {
  test('a user of its own is kept, and too low a warning', () => {
    const workload = container(security({ user: 1000 }));
    expect(firstContainer(workload).securityContext.runAsUser).toBe(1000);
    expect(warnings(workload)).toContain('high-uid-gid');
  });

  test('fails to synthesize as root', () => {
    expect(errors(container(security({ user: 0 })))).toContain('run-as-non-root');
    expect(errors(container(security({ ensureNonRoot: false })))).toEqual(['run-as-non-root']);
  });

  test('fails to synthesize privileged, and no contradiction is added to it', () => {
    const workload = container(security({ privileged: true }));
    expect(firstContainer(workload).securityContext).not.toHaveProperty('allowPrivilegeEscalation');
    expect(errors(workload)).toContain('no-privileged');
    expect(errors(workload)).not.toContain('valid-manifest');
  });

  test('given capabilities are kept, and all others dropped', () => {
    const workload = container(security({ capabilities: { add: [kplus.Capability.NET_BIND_SERVICE] } }));
    expect(firstContainer(workload).securityContext.capabilities).toEqual({ add: ['NET_BIND_SERVICE'], drop: ['ALL'] });
    expect(errors(workload)).toEqual([]);
  });

  test('a token that is asked for is a warning', () => {
    expect(warnings(deployment(undefined, { automountServiceAccountToken: true }))).toContain('no-service-account-token');
  });

  test('a ServiceAccount that is given is used, and no other one made', () => {
    const scope = chart();
    const workload = deployment(scope, { serviceAccount: kplus.ServiceAccount.fromServiceAccountName(scope, 'shared', 'shared') });
    expect(podSpec(workload).serviceAccountName).toBe('shared');
    expect(ofKind(scope, 'ServiceAccount')).toEqual([]);
  });
});
