import { containersOf } from '../objects/container';
import { PodView } from '../objects/pod-template';
import { elementsOf, isObject, valueAt } from '../objects/pointer';
import { TOKEN_FOLDER } from '../objects/rbac-graph';

/** What the files of a volume are. */
type Content = 'secret' | 'token' | 'scratch';

const SCRATCH = ['emptyDir', 'persistentVolumeClaim', 'ephemeral', 'hostPath'];

function contentOf(volume: Readonly<Record<string, unknown>>): readonly Content[] {
  const sources = elementsOf(valueAt(volume, '/projected/sources')).filter(isObject);
  const isSecret = isObject(volume.secret) || valueAt(volume, '/csi/volumeAttributes/secretProviderClass') !== undefined || sources.some(({ secret }) => isObject(secret));
  const isToken = sources.some(({ serviceAccountToken }) => isObject(serviceAccountToken));
  const isScratch = SCRATCH.some((source) => isObject(volume[source]));
  return [...(isSecret ? ['secret' as const] : []), ...(isToken ? ['token' as const] : []), ...(isScratch ? ['scratch' as const] : [])];
}

/** The folders of a pod by what is in them, as its processes see them. */
export interface MountedFolders { readonly secret: readonly string[]; readonly token: readonly string[]; readonly scratch: readonly string[] }

const sorted = (folders: readonly string[]): readonly string[] => [...new Set(folders)].sort();

/** What is mounted into the containers of a pod. */
export function mountedFolders(pod: PodView): MountedFolders {
  const volumes = new Map(elementsOf(pod.spec.volumes).filter(isObject).map((volume) => [volume.name, contentOf(volume)]));
  const found: Record<Content, string[]> = { secret: [], token: [], scratch: [] };
  for (const { value } of containersOf(pod)) {
    for (const mount of elementsOf(valueAt(value, '/volumeMounts')).filter(isObject)) {
      if (typeof mount.mountPath !== 'string') continue;
      const folder = mount.mountPath.replace(/\/+$/, '');
      for (const content of volumes.get(mount.name) ?? []) if (content !== 'scratch' || mount.readOnly !== true) found[content].push(folder);
    }
  }
  if (pod.spec.automountServiceAccountToken !== false) found.token.push(TOKEN_FOLDER);
  return { secret: sorted(found.secret), token: sorted(found.token), scratch: sorted(found.scratch) };
}

/** A folder under both of its names: `/var/run` is a link to `/run` in most images, and which of the two a process opens is its own choice. */
export function namesOf(folder: string): readonly string[] {
  if (/^\/var\/run(?:\/|$)/.test(folder)) return [folder, folder.slice('/var'.length)];
  return /^\/run(?:\/|$)/.test(folder) ? [folder, `/var${folder}`] : [folder];
}
