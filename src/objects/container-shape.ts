import { ContainerView } from './container';
import { dnsLabelProblem, environmentNameProblem, portNameProblem, portNumberProblem } from './names';
import { plainText } from './plain-text';
import { childPointer, descend, elementsOf, isObject, valueAt } from './pointer';
import { Problem } from './problem';
import { amountOf, compareQuantities } from './quantity';
import { filledText } from './value-types';

/** A map in a list. */
export interface Entry { readonly value: Readonly<Record<string, unknown>>; readonly pointer: string }

/** The maps in a list, with their pointers. */
export function entries(list: unknown, pointer: string): Entry[] {
  const maps: Entry[] = [];
  if (!Array.isArray(list)) return maps;
  for (let i = 0; i < list.length; i++) {
    const value: unknown = list[i];
    if (isObject(value)) maps.push({ value, pointer: childPointer(pointer, i) });
  }
  return maps;
}

/** The entries whose key some earlier entry has; undefined is no key. */
export function repeated<T>(list: readonly T[], keyOf: (entry: T) => string | undefined): T[] {
  if (list.length < 2) return [];
  const seen = new Set<string>();
  return list.filter((entry) => {
    const key = keyOf(entry);
    if (key === undefined) return false;
    return seen.size === seen.add(key).size;
  });
}

const misnumbered = (port: unknown): string | undefined => (typeof port === 'number' ? portNumberProblem(port) : undefined);

/** Nearly all containers are fine; nothing is made for those. */
const NONE: readonly Problem[] = [];

/** A container that is a map. */
export type ReadableContainer = ContainerView & { readonly value: Readonly<Record<string, unknown>> };

/** What a container can count on. */
export interface Surroundings {
  readonly volumes: ReadonlySet<string>;
  readonly kubernetesMinor?: number;
}

/** One container, with what the API server would refuse about it. */
export class ContainerShape {
  private readonly called: string;

  constructor(private readonly view: ReadableContainer, private readonly surroundings: Surroundings) {
    this.called = `container "${view.name}"`;
  }

  public problems(): Problem[] {
    return [...this.name(), ...this.ports(), ...this.mounts(), ...this.environment(), ...this.resources(), ...this.privileges()];
  }

  private problem(path: readonly (string | number)[], message: string): Problem {
    return this.entryProblem(this.view.pointer, path, message);
  }

  private entryProblem(pointer: string, path: readonly (string | number)[], message: string): Problem {
    return { pointer: descend(pointer, path), message: `${this.called} ${message}` };
  }

  private name(): readonly Problem[] {
    const { name } = this.view.value;
    if (typeof name === 'string' && dnsLabelProblem(name) === undefined) return NONE;
    const problem = typeof name === 'string' && name !== '' ? dnsLabelProblem(name) : undefined;
    return problem ? [this.problem(['name'], `has a name that ${problem}; pass another \`name\` in the container props`)] : [];
  }

  private ports(): readonly Problem[] {
    const ports = entries(this.view.value.ports, childPointer(this.view.pointer, 'ports'));
    if (ports.length === 0) return NONE;
    const where = 'in `ports` of the container props';
    return [
      ...ports.flatMap((port) => this.port(port, where)),
      ...repeated(ports, ({ value }) => filledText(value.name))
        .map(({ value, pointer }) => this.entryProblem(pointer, ['name'], `has two ports named "${plainText(value.name)}"; rename one ${where}`)),
    ];
  }

  private port({ value: { name, containerPort, hostPort }, pointer }: Entry, where: string): readonly Problem[] {
    const misnamed = filledText(name) && portNameProblem(name as string);
    if (!misnamed && !misnumbered(containerPort) && !misnumbered(hostPort)) return NONE;
    const problem = (key: string, message: string): Problem => this.entryProblem(pointer, [key], message);
    const numbered = (key: string, port: unknown): Problem[] => {
      const wrong = misnumbered(port);
      return wrong ? [problem(key, `has the port ${plainText(port)}, which ${wrong}; pass another ${where}`)] : [];
    };
    return [
      ...(misnamed ? [problem('name', `has a port named "${plainText(name)}", which ${misnamed}; pass another \`name\` ${where}`)] : []),
      ...numbered('containerPort', containerPort),
      ...(hostPort === 0 ? [] : numbered('hostPort', hostPort)), // zero is none
    ];
  }

  private mounts(): readonly Problem[] {
    const mounts = entries(this.view.value.volumeMounts, childPointer(this.view.pointer, 'volumeMounts'));
    if (mounts.length === 0) return NONE;
    return [
      ...mounts.flatMap((mount) => this.mount(mount)),
      ...repeated(mounts, ({ value }) => filledText(value.mountPath)).map(({ value, pointer }) => this.entryProblem(
        pointer, ['mountPath'], `mounts two volumes at "${plainText(value.mountPath)}"; pass another \`path\` for one of them`,
      )),
    ];
  }

  private mount({ value: { name }, pointer }: Entry): readonly Problem[] {
    const isDangling = filledText(name) !== undefined && !this.surroundings.volumes.has(name as string);
    return isDangling ? [this.entryProblem(pointer, ['name'], `mounts volume "${plainText(name)}", which the pod does not have; `
      + 'use `writable(path, size)`, `mountSecret(secret, path)` or `mount(path, volume)`, which add both')] : NONE;
  }

  private environment(): readonly Problem[] {
    return entries(this.view.value.env, childPointer(this.view.pointer, 'env')).flatMap(({ value: { name }, pointer }) => {
      const problem = filledText(name) === undefined ? undefined : environmentNameProblem(name as string, this.surroundings.kubernetesMinor);
      return problem ? [this.entryProblem(pointer, ['name'], `has an environment variable whose name "${plainText(name)}" ${problem}; rename it in \`envVariables\``)] : NONE;
    });
  }

  private resources(): readonly Problem[] {
    const { resources } = this.view.value;
    if (!isObject(resources) || !isObject(resources.requests) || !isObject(resources.limits)) return NONE;
    const { requests, limits } = resources;
    return Object.keys(requests).filter((key) => Object.hasOwn(limits, key)).flatMap((key) => {
      const [request, limit] = [amountOf(requests[key]), amountOf(limits[key])];
      if (!request || !limit || compareQuantities(request, limit) <= 0) return NONE;
      return [this.problem(['resources', 'requests', key], `requests more ${key} than its limit; raise \`limit\` or lower \`request\` in \`resources\` `
        + 'of the container props')];
    });
  }

  private privileges(): readonly Problem[] {
    const context = this.view.value.securityContext;
    if (!isObject(context) || context.allowPrivilegeEscalation !== false) return NONE;
    const isAdmin = elementsOf(valueAt(context, '/capabilities/add')).includes('CAP_SYS_ADMIN');
    if (context.privileged !== true && !isAdmin) return NONE;
    const cause = context.privileged === true ? 'is privileged' : 'adds CAP_SYS_ADMIN';
    return [this.problem(['securityContext', 'allowPrivilegeEscalation'], `${cause} and forbids privilege escalation, which exclude each other; `
      + 'remove the privilege, or leave `securityContext.allowPrivilegeEscalation` of the container props unset')];
  }
}
