import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { chart, container, CONTAINER, deployment, errors, firstContainer, Json, manifest, podSpec } from './fixtures';
import { SecureStatefulSet, VolumeClaimTemplate } from '../../src';

/** What only some minors of cdk8s-plus have. The name below is replaced in the copy for another minor, as it is in all imports. */
const MINOR = Number('cdk8s-plus-27'.split('-').pop());
const since = <Value>(minor: number, then: Value, before: Value): Value => (MINOR >= minor ? then : before);

test('since 28, a container may state its own seccomp profile, which is judged', () => {
  const workload = container({ securityContext: { seccompProfile: { type: 'Unconfined' } } as kplus.ContainerSecurityContextProps });
  expect(firstContainer(workload).securityContext.seccompProfile).toEqual({ type: since(28, 'Unconfined', 'RuntimeDefault') });
  expect(errors(workload)).toEqual(since(28, ['seccomp-profile'], []));
});

test('since 28, an init container that restarts keeps its probes', () => {
  const startup = kplus.Probe.fromHttpGet('/ready', { port: 8080 });
  const restarting = { ...CONTAINER, name: 'proxy', restartPolicy: 'Always', startup, portNumber: 9090 } as kplus.ContainerProps;
  const build = (): Json => podSpec(deployment(undefined, { initContainers: [restarting] })).initContainers[0];
  if (MINOR >= 28) expect(build()).toMatchObject({ restartPolicy: 'Always', startupProbe: { httpGet: { path: '/ready' } } });
  else expect(build).toThrow('Init containers must not have a readiness probe');
});

describe('a StatefulSet', () => {
  const containers = [{ ...CONTAINER, volumeMounts: [{ path: '/scratch', volume: kplus.Volume.fromEmptyDir(chart(), 'scratch', 'scratch', { sizeLimit: Size.mebibytes(8) }) }] }];

  test('keeps the volumes of its containers, which cdk8s-plus leaves out since 31', () => {
    const { volumes, containers: [first] } = podSpec(new SecureStatefulSet(chart(), 'db', { containers }));
    expect(volumes.map(({ name }: Json) => name)).toEqual(['scratch']);
    expect(first.volumeMounts).toEqual([{ mountPath: '/scratch', name: 'scratch' }]);
  });

  test('has no claims where none are given', () => {
    expect(manifest(new SecureStatefulSet(chart(), 'db', { containers })).spec).not.toHaveProperty('volumeClaimTemplates');
  });

  test('since 31, has the claims that are added as cdk8s-plus does beside ours', () => {
    const workload: any = new SecureStatefulSet(chart(), 'db', { containers, volumeClaimTemplates: [VolumeClaimTemplate.of('wal', '/wal', Size.gibibytes(1))] });
    const storage = Object.assign(Size.gibibytes(2), { asString: () => '2Gi' }); // a method of newer cdk8s than the oldest that cdk8s-plus-31 takes
    workload.addVolumeClaimTemplate?.({ name: 'scratch', storage, accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE] });
    const claims = manifest(workload).spec.volumeClaimTemplates.map(({ metadata }: Json) => metadata.name);
    expect(claims).toEqual(since(31, ['scratch', 'wal'], ['wal']));
    expect(podSpec(workload).volumes?.map(({ name }: Json) => name)).toEqual(since(31, undefined, ['scratch']));
    expect(errors(workload)).toEqual([]);
  });
});
