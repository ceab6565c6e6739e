import { keyOf, Manifest, metadataOf, stringMap } from '../../../src/objects/manifest';
import { podLocation } from '../../../src/objects/pod-template';
import { valueAt } from '../../../src/objects/pointer';
import { Role } from '../images/own-images';

/** A workload of an example, and what its containers are to do. */
export interface Workload {
  /** As expectations name it, by its namespace and recommended label where it has one: `shop/frontend`. */
  readonly name: string;
  readonly namespace: string;
  readonly object: any;
  /** Its pods run until they are told to stop, and serve. */
  readonly serves: boolean;
  readonly podSpec: any;
  /** Ports of its containers. */
  readonly ports: readonly number[];
}

const numbers = (values: readonly unknown[]): number[] => [...new Set(values.filter((value) => typeof value === 'number'))];

const NAME_LABEL = 'app.kubernetes.io/name';
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const handlersOf = (container: any): any[] => PROBES.map((probe) => container[probe]).filter(Boolean);

/** Ports that a container declares, and those that its probes ask. */
function portsOf(container: any): number[] {
  const probed = handlersOf(container).flatMap(({ httpGet, tcpSocket, grpc }) => [httpGet?.port, tcpSocket?.port, grpc?.port]);
  return numbers([...(container.ports ?? []).map((port: any) => port.containerPort), ...probed]);
}

/** The workloads among the objects of an example. */
export function workloadsOf(objects: readonly Manifest[]): Workload[] {
  return objects.flatMap((object) => {
    const location = podLocation(object);
    if (!location) return [];
    const podSpec = valueAt(object, location.spec) as any;
    const { namespace, name: ownName } = keyOf(object);
    const name = stringMap(metadataOf(object).labels)[NAME_LABEL] ?? ownName;
    const serves = object.kind !== 'Job' && object.kind !== 'CronJob';
    return [{ name: `${namespace}/${name}`, namespace, object, serves, podSpec, ports: numbers(podSpec.containers.flatMap(portsOf)) }];
  });
}

/**
 * What the container behind each reference is to do. Refused must never mean that nobody listens, so the first container of a pod serves every port that
 * any pod has.
 */
export function rolesOf(workloads: readonly Workload[]): Map<string, Role> {
  const all = numbers(workloads.flatMap(({ ports }) => ports));
  const roles = new Map<string, Role>();
  const add = (container: any, ends: boolean, ports: readonly number[]): void => {
    const commands = [container.command?.[0], ...handlersOf(container).map(({ exec }) => exec?.command?.[0])].filter(Boolean);
    const { ports: knownPorts = [], commands: knownCommands = [] } = roles.get(container.image) ?? {};
    roles.set(container.image, { ends, ports: numbers([...knownPorts, ...ports]), commands: [...new Set([...knownCommands, ...commands])] });
  };
  for (const { podSpec, serves } of workloads) {
    const [first, ...others] = podSpec.containers;
    const init: any[] = podSpec.initContainers ?? [];
    const sidecars = init.filter(({ restartPolicy }) => restartPolicy === 'Always');
    const taken = [...others, ...sidecars].flatMap(portsOf);
    for (const container of init) add(container, !sidecars.includes(container), sidecars.includes(container) ? portsOf(container) : []);
    add(first, !serves, serves ? all.filter((port) => !taken.includes(port)) : []);
    for (const container of others) add(container, !serves, serves ? portsOf(container) : []);
  }
  return roles;
}
