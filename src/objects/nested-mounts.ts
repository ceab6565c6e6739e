import { Entry, entries } from './container-shape';
import { Fields, elementsOf, isObject, valueAt } from './pointer';

/** A mount whose path is within that of another mount of the container, or the same but for its spelling: the API server refuses equal texts. */
export interface NestedMount {
  readonly mount: Entry;
  readonly around: Entry;
  readonly isSamePath: boolean;
}

const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '' && segment !== '.');
const keyOf = (segments: readonly string[], length = segments.length): string => `/${segments.slice(0, length).join('/')}`;

/** No path of Linux has more folders, so that a hostile one takes little time. */
const DEEPEST = 256;

/** The mounts of a container that are in others, each with the nearest one around it. */
export function nestedMounts(container: Fields): NestedMount[] {
  const mounts = entries(container.volumeMounts, '/volumeMounts').flatMap((mount) => {
    const { mountPath } = mount.value;
    return typeof mountPath === 'string' && mountPath !== '' ? [{ mount, segments: segmentsOf(mountPath) }] : [];
  });
  if (mounts.length < 2) return [];
  const byPath = new Map<string, Entry>();
  const again: NestedMount[] = [];
  for (const { mount, segments } of mounts) {
    const key = keyOf(segments);
    const around = byPath.get(key);
    if (!around) byPath.set(key, mount);
    else if (around.value.mountPath !== mount.value.mountPath) again.push({ mount, around, isSamePath: true });
  }
  const within = mounts.filter(({ segments }) => segments.length <= DEEPEST).flatMap(({ mount, segments }) => {
    for (let length = segments.length - 1; length >= 0; length--) {
      const around = byPath.get(keyOf(segments, length));
      if (around) return [{ mount, around, isSamePath: false }];
    }
    return [];
  });
  return [...again, ...within];
}

/** The first folder or file of a path that is below another one. */
export function firstBelow(path: string, around: string): string | undefined {
  return segmentsOf(path)[segmentsOf(around).length];
}

/** The volumes that the kubelet fills and mounts read-only, whatever the mount says. https://kubernetes.io/docs/concepts/storage/volumes/ */
const WRITTEN_BY_KUBELET = ['configMap', 'secret', 'downwardAPI', 'projected'];

/** What is known of a folder in a volume that a container cannot write to. */
export type ReadOnlyFolder = 'absent' | 'unknown';

const LISTS = ['/items', '/configMap/items', '/secret/items', '/downwardAPI/items'];
const FILES = ['/serviceAccountToken/path', '/clusterTrustBundle/path'];

/** The paths of files that the kubelet writes into a volume, as far as the manifest names them. */
function writtenPaths(source: unknown): unknown[] {
  return [source, ...elementsOf(valueAt(source, '/sources'))].flatMap((one) => [
    ...LISTS.flatMap((pointer) => elementsOf(valueAt(one, pointer)).map((item) => valueAt(item, '/path'))), ...FILES.map((pointer) => valueAt(one, pointer)),
  ]);
}

/** Whether a folder can be missing in a volume and cannot be made there, since it is mounted read-only; undefined where it can be made, or is there. */
export function readOnlyFolder(mount: Fields, volume: Fields, folder: string): ReadOnlyFolder | undefined {
  const kind = WRITTEN_BY_KUBELET.find((one) => isObject(volume[one]));
  if (!kind) return mount.readOnly === true || isObject(volume.image) ? 'unknown' : undefined;
  return writtenPaths(volume[kind]).some((path) => typeof path === 'string' && segmentsOf(path)[0] === folder) ? undefined : 'absent';
}
