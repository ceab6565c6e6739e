import { addressesOf } from '../../src/objects/network/address-set';
import { ALL_PORTS, portRange, PortSet, unionOfPorts } from '../../src/objects/network/port-set';
import { AllowedConnection, WatchedWorkload } from '../../src/runtime/watched-workload';

/** A workload of which nothing is known but its pods. */
export const workload = (more: Partial<WatchedWorkload> = {}): WatchedWorkload => ({
  title: 'shop/api', kind: 'Deployment', namespace: 'shop', name: 'api', pods: { by: 'labels', labels: { app: 'api' } },
  secretFolders: [], tokenFolders: [], writableFolders: [], unknown: [], ...more,
});

/** A workload of which everything is known. */
export const knownWorkload = (): WatchedWorkload => workload({
  executables: ['/app/api', '/app/health'], secretFolders: ['/etc/db'], tokenFolders: ['/var/run/token'], writableFolders: ['/tmp', '/data'],
  connections: [connection(['10.20.0.0/28'], tcp(5432), 'NetworkPolicy shop/api /spec/egress/0')],
});

export const tcp = (from: number, to = from): PortSet => portRange('TCP', from, to);
export const udp = (from: number, to = from): PortSet => portRange('UDP', from, to);
export const both = (...ports: readonly PortSet[]): PortSet => unionOfPorts(ports);

export const connection = (blocks: readonly string[], ports: PortSet = ALL_PORTS, allowedBy = 'NetworkPolicy shop/api /spec/egress/0'): AllowedConnection =>
  ({ to: addressesOf(blocks), ports, allowedBy });
