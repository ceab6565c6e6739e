import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Mount, MountDefinition } from './mount';
import { addReloadAnnotations, reloadProblem } from './reload';
import { containersOf, ContainerView } from '../../../objects/container';
import { absolutePathProblem, isRootPath } from '../../../objects/names';
import { PodView } from '../../../objects/pod-template';
import { getOrInsert } from '../../../objects/remembered';
import { Json } from '../rendered-container';

const LONGEST_STEM = 58; // leaves room for a suffix in a DNS label of 63

/** The namespaces of each app in which the objects of a mount are already. */
const namespaces = new WeakMap<MountDefinition, WeakMap<Construct, Set<string | undefined>>>();

/** What is mounted into the containers of a workload. */
export class WorkloadMounts {
  /**
   * The mounts of a workload, none at first.
   * @internal
   */
  public static _of(workload: Construct): WorkloadMounts {
    return new WorkloadMounts(workload);
  }

  private readonly definitions: MountDefinition[] = [];

  private constructor(private readonly workload: Construct) {}

  /**
   * Adds a mount. Which containers see it is an option of the mount; a container that is added later sees it too.
   *
   * @param mount as from `SecretMount.of`, `ExternalSecretMount.of`, `ConfigMapMount.of` or `WritableMount.of`
   * @throws for a path that is not absolute or is the root, for a value that no API server would take, and for a restart on rotation of a kind that
   * has no rollouts
   */
  public add(mount: Mount): void {
    const { path, problem, reloadOn } = mount._definition;
    const at = `cannot mount "${path}" in "${this.workload.node.path}"`;
    const pathProblem = absolutePathProblem(path);
    if (pathProblem) throw new Error(`${at}: the path ${pathProblem}; pass an absolute path such as "/tmp"`);
    if (isRootPath(path)) throw new Error(`${at}: the path is the root of the container, over which no runtime mounts; pass a folder such as "/tmp"`);
    const inKind = problem ?? (reloadOn && reloadProblem(ApiObject.of(this.workload).kind));
    if (inKind) throw new Error(`${at}: ${inKind}`);
    this.addObjects(mount._definition, at);
    this.definitions.push(mount._definition);
  }

  /**
   * Adds the volumes and mounts to a rendered pod.
   *
   * @throws where a mount names a container that the pod does not have
   * @internal
   */
  public _addTo(pod: PodView, secretFileMode: number): void {
    const spec = pod.spec as Json;
    for (const mount of this.definitions) {
      const volumes: Json[] = spec.volumes ??= [];
      const name = freeName(mount.volumeName, volumes.map((one) => one.name));
      volumes.push({ name, ...mount.source(secretFileMode) });
      for (const { value } of this.mounting(containersOf(pod), mount)) {
        ((value as Json).volumeMounts ??= []).push({ name, mountPath: mount.path, ...(mount.readOnly ? { readOnly: true } : {}) });
      }
    }
  }

  /**
   * Adds to the annotations of the rendered workload what it is restarted for.
   * @internal
   */
  public _addReloadsTo(manifest: Json): void {
    addReloadAnnotations(manifest, this.definitions.flatMap(({ reloadOn }) => reloadOn ?? []));
  }

  private addObjects(definition: MountDefinition, at: string): void {
    if (!definition.addObjects) return;
    const { namespace } = ApiObject.of(this.workload).metadata;
    const known = getOrInsert(getOrInsert(namespaces, definition, () => new WeakMap()), this.workload.node.root as Construct, () => new Set());
    if (known.has(namespace)) return;
    definition.addObjects(this.workload, namespace, at);
    known.add(namespace);
  }

  private mounting(containers: readonly ContainerView[], { container, otherwise, path }: MountDefinition): readonly ContainerView[] {
    if (container === undefined) return otherwise === 'every container' ? containers : containers.filter(({ role }) => role === 'main').slice(0, 1);
    const named = containers.find(({ name }) => name === container);
    if (named) return [named];
    const names = containers.map(({ name }) => `"${name}"`).join(', ');
    throw new Error(`cannot mount "${path}" into container "${container}" of "${this.workload.node.path}": there is no such container; pass one of ${names} as container`);
  }
}

function freeName(stem: string, taken: readonly unknown[]): string {
  const base = stem.slice(0, LONGEST_STEM).replace(/-$/, '');
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}-${i}`;
    if (!taken.includes(name)) return name;
  }
}
