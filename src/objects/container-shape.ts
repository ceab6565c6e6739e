import { ContainerView } from './container';
import { absolutePathProblem, dnsLabelProblem, environmentNameProblem, portNameProblem, portNumberProblem } from './names';
import { CONTAINER_FIELDS } from './pod-fields';
import { childPointer, descend, isObject, valueAt } from './pointer';
import { compareQuantities, parseQuantity } from './quantity';
import { Problem, shapeProblems } from './shape';

/** A map in a list. */
export interface Entry { readonly value: Readonly<Record<string, unknown>>; readonly pointer: string }

/** The maps in a list, with their pointers. */
export function entries(list: unknown, pointer: string): Entry[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((value: unknown, i) => (isObject(value) ? [{ value, pointer: childPointer(pointer, i) }] : []));
}

/** The entries whose key some earlier entry has; undefined is no key. */
export function repeated<T>(list: readonly T[], keyOf: (entry: T) => string | undefined): T[] {
  const seen = new Set<string>();
  return list.filter((entry) => {
    const key = keyOf(entry);
    if (key === undefined) return false;
    return seen.size === seen.add(key).size;
  });
}

/** A text that is not empty. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A container that is a map. */
export type ObjectView = ContainerView & { readonly value: Readonly<Record<string, unknown>> };

/** What a container can count on. */
export interface Surroundings {
  readonly volumes: ReadonlySet<string>;
  readonly isWindows: boolean;
  readonly kubernetesMinor?: number;
}

/** One container, with what the API server would refuse about it. */
export class ContainerShape {
  private readonly called: string;

  constructor(private readonly view: ObjectView, private readonly surroundings: Surroundings) {
    this.called = `container "${view.name}"`;
  }

  public problems(): Problem[] {
    const { value, pointer } = this.view;
    return [
      ...shapeProblems(value, CONTAINER_FIELDS, pointer, `${this.called}: `),
      ...this.name(), ...this.ports(), ...this.mounts(), ...this.environment(), ...this.resources(), ...this.privileges(),
    ];
  }

  private problem(path: readonly (string | number)[], message: string): Problem {
    return { pointer: descend(this.view.pointer, path), message: `${this.called} ${message}` };
  }

  private name(): Problem[] {
    const { name } = this.view.value;
    if (name === undefined || name === null || name === '') return [this.problem(['name'], 'has no name; pass `name` in the container props')];
    const problem = typeof name === 'string' ? dnsLabelProblem(name) : undefined;
    return problem ? [this.problem(['name'], `has a name that ${problem}; pass another \`name\` in the container props`)] : [];
  }

  private ports(): Problem[] {
    const ports = entries(this.view.value.ports, childPointer(this.view.pointer, 'ports'));
    const at = ({ pointer }: Entry, key: string, message: string): Problem => ({ pointer: childPointer(pointer, key), message: `${this.called} ${message}` });
    return [
      ...ports.flatMap((port) => {
        const { name, containerPort, hostPort } = port.value;
        const named = text(name) && portNameProblem(name as string);
        const numbered = (key: string, value: unknown): Problem[] => {
          const problem = typeof value === 'number' ? portNumberProblem(value) : undefined;
          return problem ? [at(port, key, `has the port ${String(value)}, which ${problem}; pass another in \`ports\` of the container props`)] : [];
        };
        return [
          ...(named ? [at(port, 'name', `has a port named "${String(name)}", which ${named}; pass another \`name\` in \`ports\` of the container props`)] : []),
          ...(containerPort === undefined || containerPort === null ? [at(port, 'containerPort', 'has a port without number; pass `number` in `ports` of the container props')] : []),
          ...numbered('containerPort', containerPort), ...(hostPort === 0 ? [] : numbered('hostPort', hostPort)),
        ];
      }),
      ...repeated(ports, ({ value }) => text(value.name)).map((port) => at(port, 'name', `has two ports named "${String(port.value.name)}"; rename one in \`ports\` of the container props`)),
      ...repeated(ports, ({ value }) => (typeof value.containerPort === 'number' ? `${value.containerPort}/${text(value.protocol) ?? 'TCP'}` : undefined))
        .map((port) => at(port, 'containerPort', `has port ${String(port.value.containerPort)} twice; remove one from \`ports\` of the container props`)),
    ];
  }

  private mounts(): Problem[] {
    const mounts = entries(this.view.value.volumeMounts, childPointer(this.view.pointer, 'volumeMounts'));
    const at = ({ pointer }: Entry, key: string, message: string): Problem => ({ pointer: childPointer(pointer, key), message: `${this.called} ${message}` });
    const { volumes, isWindows } = this.surroundings; // paths of Windows start with a drive
    return [
      ...mounts.flatMap((mount) => {
        const { name, mountPath } = mount.value;
        const path = typeof mountPath === 'string' && !(isWindows && mountPath !== '') ? absolutePathProblem(mountPath) : undefined;
        return [
          ...(text(name) === undefined || volumes.has(name as string) ? [] : [at(mount, 'name', `mounts volume "${String(name)}", which the pod does not have; `
            + 'use `writable(path, size)`, `mountSecret(secret, path)` or `mount(path, volume)`, which add both')]),
          ...(name === undefined || name === null || name === '' ? [at(mount, 'name', 'has a mount that names no volume; mount one with `mount(path, volume)`')] : []),
          ...(mountPath === undefined || mountPath === null ? [at(mount, 'mountPath', 'has a mount without path; pass `path`')] : []),
          ...(path ? [at(mount, 'mountPath', `mounts at "${String(mountPath)}", which ${path}; pass another \`path\``)] : []),
        ];
      }),
      ...repeated(mounts, ({ value }) => text(value.mountPath))
        .map((mount) => at(mount, 'mountPath', `mounts two volumes at "${String(mount.value.mountPath)}"; pass another \`path\` for one of them`)),
    ];
  }

  private environment(): Problem[] {
    return entries(this.view.value.env, childPointer(this.view.pointer, 'env')).flatMap(({ value: { name }, pointer }) => {
      const problem = name === undefined || name === null ? 'is missing' : typeof name === 'string' ? environmentNameProblem(name, this.surroundings.kubernetesMinor) : undefined;
      const message = `${this.called} has an environment variable whose name ${JSON.stringify(name ?? '')} ${problem}; rename it in \`envVariables\``;
      return problem ? [{ pointer: childPointer(pointer, 'name'), message }] : [];
    });
  }

  private resources(): Problem[] {
    const { resources } = this.view.value;
    if (!isObject(resources) || !isObject(resources.requests) || !isObject(resources.limits)) return [];
    const { requests, limits } = resources;
    return Object.keys(requests).filter((key) => Object.hasOwn(limits, key)).flatMap((key) => {
      const [request, limit] = [requests[key], limits[key]].map((amount) => parseQuantity(String(amount)));
      if (!request || !limit || compareQuantities(request, limit) <= 0) return [];
      return [this.problem(['resources', 'requests', key], `requests more ${key} than its limit; raise \`limit\` or lower \`request\` in \`resources\` of the container props`)];
    });
  }

  private privileges(): Problem[] {
    const context = this.view.value.securityContext;
    if (!isObject(context) || context.allowPrivilegeEscalation !== false) return [];
    const add = valueAt(context, '/capabilities/add');
    const cause = context.privileged === true ? 'is privileged' : Array.isArray(add) && add.includes('CAP_SYS_ADMIN') ? 'adds CAP_SYS_ADMIN' : undefined;
    return cause ? [this.problem(['securityContext', 'allowPrivilegeEscalation'], `${cause} and forbids privilege escalation, which exclude each other; `
      + 'remove the privilege, or leave `securityContext.allowPrivilegeEscalation` of the container props unset')] : [];
  }
}
