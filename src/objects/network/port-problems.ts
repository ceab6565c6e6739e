import { isPort } from './port-set';
import { isMissing } from '../fields/field-test';
import { groupKind, Manifest } from '../manifest';
import { portNameProblem } from '../names';
import { descend, elementsOf, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';

const RANGE = 'must be a number from 1 to 65535';

function numberProblem(value: unknown): string | undefined {
  return typeof value !== 'number' || isPort(value) ? undefined : `is ${value}, ${RANGE}`;
}

/** A number in quotes is a name to the API server, and no name is without a letter. */
function numberOrNameProblem(value: unknown): string | undefined {
  if (typeof value !== 'string') return numberProblem(value);
  if (/^\d+$/.test(value)) return `is the text "${value}", which the API server takes for a name; write the number without quotes`;
  const problem = portNameProblem(value);
  return problem && `is "${value}", which ${problem}`;
}

function endProblem(endPort: number, port: unknown): string | undefined {
  if (typeof port !== 'number') return 'needs a number as `port`, where the range begins; set both, or remove `endPort`';
  return numberProblem(endPort) ?? (endPort < port ? `is ${endPort}, less than port ${port}; write the smaller number as \`port\`` : undefined);
}

function policyPortProblems(entry: Record<string, unknown>, pointer: string): Problem[] {
  const { port, endPort } = entry;
  const ofPort = numberOrNameProblem(port);
  if (ofPort) return [{ pointer: `${pointer}/port`, message: `port ${ofPort}` }];
  if (isMissing(endPort) || typeof endPort !== 'number') return [];
  const ofEnd = endProblem(endPort, port);
  return ofEnd ? [{ pointer: `${pointer}/endPort`, message: `endPort ${ofEnd}` }] : [];
}

function servicePortProblems(entry: Record<string, unknown>, pointer: string): Problem[] {
  const { port, targetPort } = entry;
  const found = { port: numberProblem(port), targetPort: isMissing(targetPort) || targetPort === 0 ? undefined : numberOrNameProblem(targetPort) };
  return Object.entries(found).flatMap(([field, problem]) => (problem ? [{ pointer: `${pointer}/${field}`, message: `${field} ${problem}` }] : []));
}

const RULES = ['ingress', 'egress'];

/** What the API server would refuse about the ports of a Service or NetworkPolicy, beside their types. */
export function portProblems(manifest: Manifest): Problem[] {
  const kind = groupKind(manifest);
  const each = (list: unknown, pointer: string, problems: typeof servicePortProblems): Problem[] => elementsOf(list)
    .flatMap((entry, i) => (isObject(entry) ? problems(entry, descend(pointer, [i])) : []));
  if (kind === 'Service') return each(valueAt(manifest, '/spec/ports'), '/spec/ports', servicePortProblems);
  if (kind !== 'networking.k8s.io/NetworkPolicy') return [];
  return RULES.flatMap((field) => elementsOf(valueAt(manifest, `/spec/${field}`)).flatMap((rule, i) => (
    each(valueAt(rule, '/ports'), descend('/spec', [field, i, 'ports']), policyPortProblems))));
}
