import { containersOf } from '../objects/container';
import { PodView } from '../objects/pod-template';
import { elementsOf, isObject, valueAt } from '../objects/pointer';
import { isShell } from '../objects/shells';

/** Where a container names commands that the kubelet runs in it. */
const HOOKS = ['/livenessProbe', '/readinessProbe', '/startupProbe', '/lifecycle/postStart', '/lifecycle/preStop'].map((field) => `${field}/exec/command`);

/** The executables of a pod: those that are known, and why there may be more. */
export interface Executables { readonly known: readonly string[]; readonly unknown: readonly string[] }

const firstOf = (command: unknown): string | undefined => {
  const [first] = elementsOf(command);
  return typeof first === 'string' ? first : undefined;
};

function ofContainer(container: unknown, name: string): Executables {
  const commands = [firstOf(valueAt(container, '/command')), ...HOOKS.map((pointer) => firstOf(valueAt(container, pointer)))];
  const [entrypoint] = commands;
  const named = commands.filter((command): command is string => command !== undefined);
  const relative = named.filter((command) => !command.startsWith('/'));
  return {
    known: named.filter((command) => command.startsWith('/')),
    unknown: [
      ...(entrypoint === undefined ? [`container "${name}" sets no \`command\`, so that its image decides what runs`] : []),
      ...(entrypoint !== undefined && isShell(entrypoint) ? [`container "${name}" starts with the shell "${entrypoint}", which may start anything`] : []),
      ...relative.map((command) => `container "${name}" runs "${command}" from wherever its PATH leads`),
    ],
  };
}

/** The executables that the containers of a pod name as commands, probes and hooks. */
export function executablesOf(pod: PodView): Executables {
  const found = containersOf(pod).filter(({ value }) => isObject(value)).map(({ value, name }) => ofContainer(value, name));
  return { known: [...new Set(found.flatMap(({ known }) => known))].sort(), unknown: found.flatMap(({ unknown }) => unknown) };
}
