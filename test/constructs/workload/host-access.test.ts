import { Chart } from 'cdk8s';
import { HardenedNamespace, HostAccess, PodSecurityLevel, SecureDaemonSet } from '../../../src';
import { app, CONTAINER, errors, findings, manifest, podSpec } from '../fixtures';

const REASON = 'ships the logs of all pods of the node';
const LOWERED = { podSecurityLevel: PodSecurityLevel.PRIVILEGED, podSecurityReason: 'log shippers read the files of the node' };

function shipper(access: HostAccess[], props: ConstructorParameters<typeof HardenedNamespace>[2] = LOWERED): SecureDaemonSet {
  const namespace = new HardenedNamespace(new Chart(app(), 'c'), 'logging', props);
  return new SecureDaemonSet(namespace, 'shipper', { containers: [CONTAINER], hostAccess: access });
}

/** The controls of findings about the DaemonSet, waived and not. */
const ofShipper = (workload: SecureDaemonSet, outcome: string): string[] =>
  findings(workload).filter(({ object, outcome: one }) => object.kind === 'DaemonSet' && one === outcome).map(({ control }) => control);

test('a path of the host to read is a read-only mount, waived with its reason', () => {
  const workload = shipper([HostAccess.readOnlyPath('/var/log', REASON)]);
  expect(podSpec(workload).volumes).toEqual([{ name: 'host-var-log', hostPath: { path: '/var/log' } }]);
  expect(podSpec(workload).containers[0].volumeMounts).toEqual([{ name: 'host-var-log', mountPath: '/var/log', readOnly: true }]);
  expect(errors(workload)).toEqual([]);
  expect(ofShipper(workload, 'violation')).toEqual([]);
  expect(ofShipper(workload, 'waived')).toEqual(['no-host-path', 'restricted-volume-types']);
  expect(manifest(workload).metadata.annotations['waive.cdk8s-hardened.dev/no-host-path']).toContain(REASON);
});

test('a sensitive path is waived by all that controls say of it, and only for its volume', () => {
  const workload = shipper([
    HostAccess.readOnlyPath('/var/log', REASON), HostAccess.writablePath('/etc/cni/net.d', 'installs the configuration of the network plugin', { mountPath: '/host/cni' }),
  ]);
  expect(podSpec(workload).containers[0].volumeMounts[1]).toEqual({ name: 'host-etc-cni-net-d', mountPath: '/host/cni' });
  expect(errors(workload)).toEqual([]);
  expect(ofShipper(workload, 'violation')).toEqual([]);
});

test('network, processes and root are fields of the pod', () => {
  const workload = shipper([
    HostAccess.network('measures the interfaces of the node'), HostAccess.processes('counts the processes of the node'), HostAccess.rootUser('reads files that only root may read'),
  ]);
  expect(podSpec(workload)).toMatchObject({ hostNetwork: true, hostPID: true, dnsPolicy: 'ClusterFirstWithHostNet', securityContext: { runAsUser: 0, runAsGroup: 0, runAsNonRoot: false } });
  expect(podSpec(workload).containers[0].securityContext.capabilities).toEqual({ drop: ['ALL'] });
  expect(errors(workload)).toEqual([]);
  expect(ofShipper(workload, 'violation')).toEqual([]);
});

test('root is admitted by a namespace of level baseline', () => {
  const workload = shipper([HostAccess.rootUser('reads files that only root may read')], { ...LOWERED, podSecurityLevel: PodSecurityLevel.BASELINE });
  expect(errors(workload)).toEqual([]);
});

test('fails where the namespace does not admit it, and says how it would', () => {
  expect(() => shipper([HostAccess.readOnlyPath('/var/log', REASON)], {})).toThrow(
    'cannot build "c/logging/shipper": it needs /var/log of the node, and namespace "logging" admits pods of level "restricted" only; '
    + 'pass `podSecurityLevel` PodSecurityLevel.PRIVILEGED and a `podSecurityReason` to its HardenedNamespace, or build the workload in a namespace of its own that has them',
  );
  expect(() => shipper([HostAccess.rootUser(REASON)], {})).toThrow(/`podSecurityLevel` PodSecurityLevel.BASELINE/);
});

test.each<[HostAccess, RegExp]>([
  [HostAccess.readOnlyPath('/var/log', 'logs'), /reason/],
  [HostAccess.readOnlyPath('var/log', REASON), /the path/],
  [HostAccess.readOnlyPath('/var/log', REASON, { mountPath: 'logs' }), /cannot mount "logs"/],
])('fails for %#', (access, message) => {
  expect(() => shipper([access])).toThrow(message);
});
