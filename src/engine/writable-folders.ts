import { Filled } from './fill';
import { containersOf } from '../objects/container';
import { containerFacts, unmountedFolders } from '../objects/images/image-facts';
import { Manifest } from '../objects/manifest';
import { podLocation, podOf } from '../objects/pod-template';
import { elementsOf, isObject, valueAt } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';

const PATH = '/tmp';
const LONGEST_NAME = 63; // a label of DNS

const isReadOnly = (container: unknown): boolean => valueAt(container, '/securityContext/readOnlyRootFilesystem') === true;

/** Whether a path is the folder of temporary files. */
export const isTmp = (path: unknown): boolean => typeof path === 'string' && /^\/+tmp\/*$/.test(path);

/** Which folders are made writable. */
export interface WritableFolders {
  /** The folder of temporary files. */
  readonly tmp?: boolean;
  /** Those that well-known images write to. */
  readonly ofImages?: boolean;
}

/**
 * An emptyDir at folders of each container whose root filesystem hardening made read-only and that mounts nothing there. Each has a volume of its own, as each
 * had a /tmp of its own, with the storage that the profile sets aside for a container as its limit.
 */
export function writableFolders(before: Manifest, after: Manifest, profile: SecurityProfile, { tmp, ofImages }: WritableFolders): Filled[] {
  const pod = podOf(before);
  if (!podLocation(before) || !pod) return [];
  const taken = new Set(elementsOf(pod.spec.volumes).map((volume) => (isObject(volume) ? volume.name : undefined)));
  const sizeLimit = profile.resources.ephemeralStorageRequest.toString();
  const control = 'read-only-root-filesystem';
  let holdsVolumes = Array.isArray(pod.spec.volumes);
  return containersOf(pod).filter(({ role }) => role !== 'ephemeral').flatMap(({ name, pointer, value }): Filled[] => {
    if (!isObject(value) || isReadOnly(value) || !isReadOnly(valueAt(after, pointer))) return [];
    const facts = ofImages ? containerFacts(value) : undefined;
    const hasTmp = elementsOf(value.volumeMounts).some((mount) => isObject(mount) && isTmp(mount.mountPath));
    const known = facts ? unmountedFolders(facts, value, elementsOf(pod.spec.volumes)).filter((path) => !isTmp(path) || !hasTmp) : [];
    let holdsMounts = Array.isArray(value.volumeMounts);
    return [...(tmp && !hasTmp && !known.some(isTmp) ? [PATH] : []), ...known].flatMap((path) => {
      const volume = freeName(`${stemOf(path)}-${name}`, taken);
      const volumes: Filled = holdsVolumes
        ? { control, pointer: `${pod.pointer}/volumes/-`, value: { name: volume, emptyDir: { sizeLimit } } }
        : { control, pointer: `${pod.pointer}/volumes`, value: [{ name: volume, emptyDir: { sizeLimit } }] };
      holdsVolumes = true;
      const mount = { name: volume, mountPath: path };
      const mounts: Filled = holdsMounts
        ? { control, pointer: `${pointer}/volumeMounts/-`, value: mount }
        : { control, pointer: `${pointer}/volumeMounts`, value: [mount] };
      holdsMounts = true;
      return [mounts, volumes];
    });
  });
}

/** `/var/cache/nginx` as the beginning of a name. */
const stemOf = (path: string): string => path.slice(1).toLowerCase().replace(/[^a-z0-9]+/g, '-');

function freeName(wanted: string, taken: Set<unknown>): string {
  const names = [wanted, ...Array.from({ length: taken.size + 1 }, (_, i) => `${wanted.slice(0, LONGEST_NAME - 5)}-${i + 2}`)];
  const free = names.find((name) => name.length <= LONGEST_NAME && !taken.has(name))!;
  taken.add(free);
  return free;
}
