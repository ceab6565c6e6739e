import { NONE, fieldsSet, Forms, refusal, refusedChoice, refusedForms, refusedNumber, refusedText } from './refusal';
import { entries, ReadableContainer } from '../container-shape';
import { portNameProblem } from '../names';
import { Fields, childPointer, descend, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HOOKS = ['postStart', 'preStop'];
const OF_PROBES = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const OF_HOOKS = ['exec', 'httpGet', 'tcpSocket', 'sleep'];
const COUNTS: Forms = Object.fromEntries(
  ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'].map((field) => [field, [0, Infinity]]));
/** https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/validation.go (IsHTTPHeaderName) */
const HEADER_NAME = /^[-A-Za-z0-9]+$/;

function portProblems({ port }: Fields, pointer: string): readonly Problem[] {
  const at = `${pointer}/port`;
  return typeof port === 'string' ? refusedText(port, at, 'the port', portNameProblem) : refusedNumber(port, at, 1, 65535);
}

/** What is wrong with each way to ask or to act; `what` is the probe or hook. */
const HANDLERS: Readonly<Record<string, (handler: Fields, pointer: string, what: string) => readonly Problem[]>> = {
  exec: ({ command }, pointer, what) => refusal(`${pointer}/command`, elementsOf(command).length === 0 && `${what} has no command; set \`command\``),
  httpGet: (handler, pointer) => [
    ...portProblems(handler, pointer),
    ...entries(handler.httpHeaders, `${pointer}/httpHeaders`).flatMap((header) => (
      refusedText(header.value.name, `${header.pointer}/name`, 'the header name', (name) => (HEADER_NAME.test(name) ? undefined : 'must be letters, digits and hyphens')))),
  ],
  tcpSocket: portProblems,
  grpc: ({ port }, pointer) => refusedNumber(port, `${pointer}/port`, 1, 65535),
  sleep: () => NONE,
};

/** What is wrong with what a probe or a hook does. */
function handlerProblems(value: Readonly<Record<string, unknown>>, pointer: string, what: string, fields: readonly string[]): readonly Problem[] {
  const [first] = fieldsSet(value, fields); // of several the API server looks into the first
  const handler = first === undefined ? undefined : value[first];
  const ofHandler = isObject(handler) ? HANDLERS[first](handler, childPointer(pointer, first), what) : NONE;
  return [...refusedChoice(value, pointer, what, fields), ...ofHandler];
}

function probeProblems(probe: Readonly<Record<string, unknown>>, pointer: string, name: string, called: string): readonly Problem[] {
  const grace = `${pointer}/terminationGracePeriodSeconds`;
  const isReadiness = name === 'readinessProbe';
  return [
    ...handlerProblems(probe, pointer, `the ${name} of ${called}`, OF_PROBES),
    ...refusedForms(probe, pointer, COUNTS),
    ...refusal(`${pointer}/successThreshold`, !isReadiness && typeof probe.successThreshold === 'number' && probe.successThreshold > 1
      && `successThreshold of a ${name} is ${probe.successThreshold}, must be 1; remove it`),
    ...(!isReadiness ? refusedNumber(probe.terminationGracePeriodSeconds, grace, 1)
      : refusal(grace, typeof probe.terminationGracePeriodSeconds === 'number' && 'a readinessProbe does not stop the container, so it has no grace period; remove it')),
  ];
}

/** What is wrong with the probes and hooks of a container. Init containers that end have none. */
export function probesProblems({ value, role, pointer }: ReadableContainer, called: string): readonly Problem[] {
  const { lifecycle } = value;
  const given = PROBES.filter((name) => isObject(value[name]));
  if (given.length === 0 && !isObject(lifecycle)) return NONE;
  if (role === 'init' && value.restartPolicy !== 'Always') {
    return [...given, ...(isObject(lifecycle) ? ['lifecycle'] : [])].flatMap((name) => (
      refusal(childPointer(pointer, name), `${called} is an init container that ends, which has no ${name}; remove it, or set \`restartPolicy: Always\` for a sidecar`)));
  }
  return [
    ...given.flatMap((name) => probeProblems(value[name] as Record<string, unknown>, childPointer(pointer, name), name, called)),
    ...HOOKS.flatMap((name) => {
      const hook = isObject(lifecycle) ? lifecycle[name] : undefined;
      return isObject(hook) ? handlerProblems(hook, descend(pointer, ['lifecycle', name]), `the ${name} hook of ${called}`, OF_HOOKS) : NONE;
    }),
  ];
}
