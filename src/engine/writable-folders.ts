import { Filled } from './fill';
import { containersOf } from '../objects/container';
import { containerFacts, ImageVariable, missingVariables, unmountedFolders } from '../objects/images/image-facts';
import { Manifest } from '../objects/manifest';
import { podLocation, podOf } from '../objects/pod-template';
import { elementsOf, isObject, valueAt } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';

const PATH = '/tmp';
const LONGEST_NAME = 63; // a label of DNS

const isReadOnly = (container: unknown): boolean => valueAt(container, '/securityContext/readOnlyRootFilesystem') === true;

/** Whether a path is the folder of temporary files. */
const isTmp = (path: unknown): boolean => typeof path === 'string' && /^\/+tmp\/*$/.test(path);

/** Which folders are made writable. */
export interface WritableFolders {
  /** The folder of temporary files. */
  readonly tmp?: boolean;
  /** Those that well-known images write to. */
  readonly ofImages?: boolean;
}

/**
 * An emptyDir at folders of each container whose root filesystem hardening made read-only and that mounts nothing there. Each has a volume of its own, as each
 * had a /tmp of its own. /tmp may hold the storage that the profile sets aside for a container, and the folders of images, where databases fill 150 MiB at their
 * start, what it allows one. Well-known images get the variables that they then need.
 */
export function writableFolders(before: Manifest, after: Manifest, profile: SecurityProfile, which: WritableFolders): Filled[] {
  const pod = podOf(before);
  if (!podLocation(before) || !pod) return [];
  const ownVolumes = elementsOf(pod.spec.volumes);
  const taken = new Set(ownVolumes.map((volume) => (isObject(volume) ? volume.name : undefined)));
  const { ephemeralStorageRequest: ofTmp, ephemeralStorageLimit: ofData } = profile.resources;
  const volumes = new FilledList(pod.spec.volumes, `${pod.pointer}/volumes`);
  return containersOf(pod).filter(({ role }) => role !== 'ephemeral').flatMap(({ name, pointer, value }): Filled[] => {
    if (!isObject(value) || isReadOnly(value) || !isReadOnly(valueAt(after, pointer))) return [];
    const { folders, variables } = needsOf(value, ownVolumes, which);
    const mounts = new FilledList(value.volumeMounts, `${pointer}/volumeMounts`);
    const env = new FilledList(value.env, `${pointer}/env`);
    const mounted = folders.flatMap((mountPath) => {
      const volume = freeName(`${stemOf(mountPath)}-${name}`, taken);
      const sizeLimit = (isTmp(mountPath) ? ofTmp : ofData).toString();
      return [mounts.add({ name: volume, mountPath }), volumes.add({ name: volume, emptyDir: { sizeLimit } })];
    });
    return [...mounted, ...variables.map((variable) => env.add(variable))];
  });
}

/** A list that gets further items, or that the first one of them makes. */
class FilledList {
  private isThere: boolean;

  public constructor(list: unknown, private readonly pointer: string) {
    this.isThere = Array.isArray(list);
  }

  public add(value: unknown): Filled {
    const filled = this.isThere ? { pointer: `${this.pointer}/-`, value } : { pointer: this.pointer, value: [value] };
    this.isThere = true;
    return { control: 'read-only-root-filesystem', ...filled };
  }
}

/** The folders that a container gets, and the environment variables that its image then needs. */
interface Needs {
  readonly folders: readonly string[];
  readonly variables: readonly ImageVariable[];
}

function needsOf(container: Readonly<Record<string, unknown>>, volumes: readonly unknown[], { tmp, ofImages }: WritableFolders): Needs {
  const hasTmp = elementsOf(container.volumeMounts).some((mount) => isObject(mount) && isTmp(mount.mountPath));
  const facts = ofImages ? containerFacts(container) : undefined;
  const isOpen = (path: string): boolean => !isTmp(path) || !hasTmp;
  const known = facts ? unmountedFolders(facts, container, volumes).filter(isOpen) : [];
  // where the user has a volume there may be data in it, and a variable may name another folder for them
  const areAllOurs = facts !== undefined && facts.writes.every((path) => !isOpen(path) || known.includes(path));
  return {
    folders: [...(tmp && !hasTmp && !known.some(isTmp) ? [PATH] : []), ...known],
    variables: areAllOurs ? missingVariables(facts, container) : [],
  };
}

/** `/var/cache/nginx` as the beginning of a name. */
const stemOf = (path: string): string => path.slice(1).toLowerCase().replace(/[^a-z0-9]+/g, '-');

function freeName(wanted: string, taken: Set<unknown>): string {
  const names = [wanted, ...Array.from({ length: taken.size + 1 }, (_, i) => `${wanted.slice(0, LONGEST_NAME - 5)}-${i + 2}`)];
  const free = names.find((name) => name.length <= LONGEST_NAME && !taken.has(name))!;
  taken.add(free);
  return free;
}
