import { isObject } from '../../objects/pointer';
import { kplus } from '../cdk8s-plus';
import { NamedPort } from '../network/peer-source';

/** A part of a rendered manifest, which may be changed in place. */
export type Json = Record<string, any>;

const PREFIX = /^CAP_/;

/** Corrects what cdk8s-plus renders in a form that Kubernetes refuses or misreads. */
export function correctContainer(container: Json): void {
  namePorts(container);
  nameCapabilities(container);
}

/** The name of a port without one, so that policies and services can refer to it: `tcp-8080`. */
const portName = (number: number, protocol: string | undefined): string => `${(protocol ?? 'TCP').toLowerCase()}-${number}`;

function namePorts({ ports = [] }: Json): void {
  for (const port of ports) {
    const name = portName(port.containerPort, port.protocol);
    if (!ports.some((other: Json) => other.name === name)) port.name ??= name;
  }
}

/** The ports of a Service for all ports of some containers. Several need names, which those of the containers get in the rendering if they have none. */
export function servicePorts(containers: readonly kplus.Container[]): kplus.ServicePort[] {
  return containers.flatMap(({ ports }) => ports).map(({ number, protocol, name }) => ({
    port: number, targetPort: number, protocol, name: name ?? portName(number, protocol),
  }));
}

/** The names of the ports of some containers, as they are rendered. */
export function portNames(containers: readonly kplus.Container[]): NamedPort[] {
  return containers.flatMap(({ ports }) => ports).map(({ number, protocol, name }) => ({ name: name ?? portName(number, protocol), protocol: protocol ?? 'TCP' }));
}

/** Points the ports of a Service to those of the containers by name: then the number may change in one place. */
export function nameTargetPorts(service: Json, containers: readonly kplus.Container[]): void {
  for (const port of service.spec.ports ?? []) {
    const sameProtocol = containers.flatMap(({ ports }) => ports).filter(({ protocol }) => (protocol ?? 'TCP') === (port.protocol ?? 'TCP'));
    const target = sameProtocol.find(({ number }) => number === (port.targetPort ?? port.port));
    if (target) port.targetPort = target.name ?? portName(target.number, target.protocol);
  }
}

/** Before 28, cdk8s-plus writes `CAP_CHOWN`, as Linux does; Kubernetes knows `CHOWN`. https://github.com/cdk8s-team/cdk8s-plus/pull/4267 */
function nameCapabilities({ securityContext }: Json): void {
  const capabilities = isObject(securityContext) ? securityContext.capabilities : undefined;
  if (!isObject(capabilities)) return;
  for (const list of [capabilities.add, capabilities.drop]) {
    if (Array.isArray(list)) list.forEach((name, i) => { list[i] = typeof name === 'string' ? name.replace(PREFIX, '') : name; });
  }
}
