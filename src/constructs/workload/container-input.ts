import * as kplus from 'cdk8s-plus-27';
import { parseImageReference } from '../../objects/image-reference';
import { dnsLabelProblem, portNameProblem, portNumberProblem } from '../../objects/names';

const UNNAMED = 'main'; // what cdk8s-plus calls a container without a name

/** Refuses a container that no API server would take, where it is added, so that the stack trace leads to the mistake. */
export function rejectBadContainer(workload: kplus.AbstractPod, props: kplus.ContainerProps): void {
  const at = `cannot add a container to "${workload.node.path}"`;
  const name = props.name ?? UNNAMED;
  const nameProblem = dnsLabelProblem(name);
  if (nameProblem) throw new Error(`${at}: its name "${name}" ${nameProblem}; change \`name\``);
  if (props.name !== undefined || workload.containers.length > 0) rejectTakenName(workload, name, props.name === undefined, at);
  rejectBadImage(props.image, name, at);
  for (const port of portsOf(props)) {
    const problem = portNumberProblem(port.number);
    if (problem) throw new Error(`${at}: port ${port.number} of container "${name}" ${problem}; change \`portNumber\` or \`ports\``);
    const portProblem = port.name === undefined ? undefined : portNameProblem(port.name);
    if (portProblem) throw new Error(`${at}: port name "${port.name}" of container "${name}" ${portProblem}; change \`ports\``);
  }
}

function portsOf({ portNumber, ports }: kplus.ContainerProps): kplus.ContainerPort[] {
  return [...(portNumber === undefined ? [] : [{ number: portNumber }]), ...ports ?? []];
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
