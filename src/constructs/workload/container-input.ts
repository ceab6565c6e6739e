import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CONTAINER_KEYS } from './container-keys';
import { parseImageReference } from '../../objects/image-reference';
import { rejectUnknownKeys } from '../../objects/known-keys';
import { groupKind } from '../../objects/manifest';
import { dnsLabelProblem, portNameProblem, portNumberProblem } from '../../objects/names';
import { derivedNameProblem } from '../../objects/object-shape';
import { kplus } from '../cdk8s-plus';

const UNNAMED = 'main'; // what cdk8s-plus calls a container without a name

/** Refuses a container that no API server would take, where it is added, so that the stack trace leads to the mistake. */
export function rejectBadContainer(workload: kplus.AbstractPod, props: kplus.ContainerProps): void {
  const at = `cannot add a container to "${workload.node.path}"`;
  rejectUnknownKeys(at, props, CONTAINER_KEYS);
  const name = props.name ?? UNNAMED;
  const nameProblem = dnsLabelProblem(name);
  if (nameProblem) throw new Error(`${at}: its name "${name}" ${nameProblem}; change \`name\``);
  if (props.name !== undefined || workload.containers.length > 0) rejectTakenName(workload, name, props.name === undefined, at);
  rejectBadImage(props.image, name, at);
  rejectRepeatedPorts(portsOf(props), name, at);
  for (const port of portsOf(props)) {
    const problem = portNumberProblem(port.number);
    if (problem) throw new Error(`${at}: port ${port.number} of container "${name}" ${problem}; change \`portNumber\` or \`ports\``);
    const portProblem = port.name === undefined ? undefined : portNameProblem(port.name);
    if (portProblem) throw new Error(`${at}: port name "${port.name}" of container "${name}" ${portProblem}; change \`ports\``);
  }
  rejectUnknownCapabilities(props.securityContext?.capabilities, name, at);
}

/** Refuses a name that leaves the controller of its kind no room for the names that it makes of it. */
export function rejectLongName(workload: kplus.AbstractPod, { apiVersion, kind, name }: ApiObject): void {
  const problem = derivedNameProblem(groupKind({ apiVersion, kind }), name);
  if (problem) throw new Error(`cannot build ${kind} "${workload.node.path}": its name "${name}" ${problem}; pass a shorter \`metadata.name\``);
}

/** Refuses what only shows when everything is added, before cdk8s-plus does without saying where. */
export function rejectUnrenderable(workload: kplus.AbstractPod): void {
  const at = `cannot synthesize "${workload.node.path}"`;
  const containers = [...workload.containers, ...workload.initContainers];
  if (workload.containers.length === 0) throw new Error(`${at}: it has no container; pass \`containers\` or call addContainer`);
  containers.forEach(({ name, securityContext }) => rejectUnknownCapabilities(securityContext.capabilities, name, at));
  const volumes = new Set([...workload.volumes, ...containers.flatMap(({ mounts }) => mounts.map(({ volume }) => volume))]);
  rejectRepeatedVolumes([...volumes], at);
}

/** Refuses a second volume of one name. */
export function rejectTakenVolume(workload: kplus.AbstractPod, volume: kplus.Volume): void {
  rejectRepeatedVolumes([...workload.volumes, volume], `cannot add a volume to "${workload.node.path}"`);
}

/** Refuses a StatefulSet whose headless Service would have no port, before cdk8s-plus does without saying what to do. */
export function rejectNoPorts(scope: Construct, id: string, props: kplus.StatefulSetProps): kplus.StatefulSetProps {
  if (props.service !== undefined || (props.containers ?? []).some((container) => portsOf(container).length > 0)) return props;
  throw new Error(`cannot build StatefulSet "${scope.node.path}/${id}": its headless Service needs a port, and no container of \`containers\` names one; `
    + 'give a container its `portNumber`, or pass `service`');
}

function portsOf({ port, portNumber = port, ports }: kplus.ContainerProps): kplus.ContainerPort[] {
  return [...(portNumber === undefined ? [] : [{ number: portNumber }]), ...ports ?? []];
}

function rejectRepeatedPorts(ports: readonly kplus.ContainerPort[], container: string, at: string): void {
  const number = firstRepeated(ports.map((port) => `${port.number}/${port.protocol ?? kplus.Protocol.TCP}`));
  if (number) throw new Error(`${at}: container "${container}" has port ${number} twice; remove one from \`portNumber\` or \`ports\``);
  const name = firstRepeated(ports.flatMap((port) => port.name ?? []));
  if (name) throw new Error(`${at}: container "${container}" has two ports named "${name}"; rename one of \`ports\``);
}

function rejectRepeatedVolumes(volumes: readonly kplus.Volume[], at: string): void {
  const name = firstRepeated(volumes.map((volume) => volume.name));
  if (name) throw new Error(`${at}: it has two volumes named "${name}"; give one another \`name\`, or mount one volume twice`);
}

function firstRepeated(texts: readonly string[]): string | undefined {
  return texts.find((text, i) => texts.indexOf(text) < i);
}

function rejectTakenName(workload: kplus.AbstractPod, name: string, unnamed: boolean, at: string): void {
  if (![...workload.containers, ...workload.initContainers].some((container) => container.name === name)) return;
  throw new Error(`${at}: the name "${name}" is taken${unnamed ? ', it is what a container without a name is called' : ''}; give each container its own \`name\``);
}

function rejectBadImage(image: unknown, name: string, at: string): void {
  if (typeof image !== 'string' || image === '') throw new Error(`${at}: container "${name}" has no image; pass \`image\``);
  const reference = parseImageReference(image);
  if ('problem' in reference) throw new Error(`${at}: image "${image}" of container "${name}" ${reference.problem}; change \`image\``);
}

/** Plain JavaScript can read a constant that is not there: `Capability.ALL` came with cdk8s-plus-28. */
function rejectUnknownCapabilities(given: kplus.ContainerSecutiryContextCapabilities | undefined, name: string, at: string): void {
  for (const [list, capabilities] of Object.entries(given ?? {}) as [string, unknown[] | undefined][]) {
    if ((capabilities ?? []).every((capability) => typeof capability === 'string')) continue;
    throw new Error(`${at}: capabilities.${list} of container "${name}" holds a constant that this cdk8s-plus does not have, as Capability.ALL before cdk8s-plus-28; `
      + 'leave `capabilities` unset, then all are dropped');
  }
}
