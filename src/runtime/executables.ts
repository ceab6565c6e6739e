import { containersOf } from '../objects/container';
import { PodView } from '../objects/pod-template';
import { elementsOf, isObject, valueAt } from '../objects/pointer';

/** Where a container names commands that the kubelet runs in it. */
const HOOKS = ['/livenessProbe', '/readinessProbe', '/startupProbe', '/lifecycle/postStart', '/lifecycle/preStop'].map((field) => `${field}/exec/command`);

/** The names of shells, which no workload should need while it runs. */
export const SHELLS = ['ash', 'bash', 'busybox', 'csh', 'dash', 'fish', 'ksh', 'mksh', 'sh', 'tcsh', 'zsh'] as const;

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether an executable is a shell, by its name. */
export const isShell = (executable: string): boolean => SHELLS.some((shell) => shell === baseName(executable));

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
