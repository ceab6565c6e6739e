import { Entry, entries } from './container-shape';
import { Fields, isObject, valueAt } from './pointer';

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

/** The volumes that the kubelet writes and mounts read-only, whatever the mount says. https://kubernetes.io/docs/concepts/storage/volumes/ */
const WRITTEN_BY_KUBELET = ['configMap', 'secret', 'downwardAPI', 'projected'];
/** Volumes whose source says that all mounts of it are read-only. */
const MAY_BE_READ_ONLY = ['persistentVolumeClaim', 'nfs', 'csi', 'iscsi', 'cephfs', 'rbd', 'fc', 'azureFile', 'azureDisk', 'awsElasticBlockStore', 'gcePersistentDisk', 'glusterfs', 'portworxVolume'];
const PARTS = ['subPath', 'subPathExpr'];

/**
 * Whether a folder for another mount can only be in a volume already, since the volume is mounted read-only. In a volume that it writes itself the kubelet
 * makes the folder, but not in a part of one.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/volume/util/nested_volumes.go
 */
export function needsFolder(mount: Fields, volume: Fields): boolean {
  if (WRITTEN_BY_KUBELET.some((kind) => isObject(volume[kind]))) return PARTS.some((part) => typeof mount[part] === 'string' && mount[part] !== '');
  return mount.readOnly === true || isObject(volume.image) || MAY_BE_READ_ONLY.some((kind) => valueAt(volume, `/${kind}/readOnly`) === true);
}
