import { entries, Entry } from '../../objects/container-shape';
import { isRootPath } from '../../objects/names';
import { firstBelow, needsFolder, NestedMount, nestedMounts } from '../../objects/nested-mounts';
import { plainText } from '../../objects/plain-text';
import { Fields } from '../../objects/pointer';
import { TOKEN_FOLDER } from '../../objects/rbac-graph';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const LISTS = ['initContainers', 'containers'];
const NONE: readonly Site[] = [];
/** What the API server mounts where neither the pod nor its account says otherwise. */
const TOKEN_MOUNT: Fields = { name: 'kube-api-access', mountPath: TOKEN_FOLDER };

function messageOf(container: string, { mount, around, isSamePath }: NestedMount, volumes: ReadonlyMap<unknown, Fields>): string | undefined {
  const [path, outer] = [mount, around].map(({ value }) => plainText(value.mountPath));
  const [volume, other] = [mount, around].map(({ value }) => `volume "${plainText(value.name)}"`);
  const named = mount.value === TOKEN_MOUNT ? `the token of the service account is mounted at "${path}"` : `container "${container}" mounts ${volume} at "${path}"`;
  if (isSamePath) return `${named} and ${other} at "${outer}", which is the same folder: only one of them is seen`;
  const folder = firstBelow(path, outer);
  if (folder === undefined || !needsFolder(around.value, volumes.get(around.value.name) ?? {})) return undefined;
  return `${named}, below "${outer}", where ${other} is read-only: the container starts only if the volume has "${folder}" already`;
}

/** The mounts of a container, with that of the token where it is mounted below one of them. */
function withToken(container: Fields, { automountServiceAccountToken }: Fields): Fields {
  if (automountServiceAccountToken === false || !Array.isArray(container.volumeMounts)) return container;
  const paths = entries(container.volumeMounts, '').map(({ value: { mountPath } }) => (typeof mountPath === 'string' ? mountPath.replace(/\/+$/, '') : ''));
  const isAround = paths.some((path) => path !== '' && TOKEN_FOLDER.startsWith(`${path}/`));
  if (!isAround || paths.includes(TOKEN_FOLDER)) return container;
  return { ...container, volumeMounts: [...container.volumeMounts as unknown[], TOKEN_MOUNT] };
}

function overRoot({ value: { name, volumeMounts }, pointer }: Entry): Site[] {
  return entries(volumeMounts, `${pointer}/volumeMounts`).filter(({ value }) => typeof value.mountPath === 'string' && isRootPath(value.mountPath))
    .map(({ value, pointer: at }) => ({
      pointer: `${at}/mountPath`,
      message: `container "${plainText(name)}" mounts volume "${plainText(value.name)}" at the root, over the files of its image: it never starts`,
    }));
}

function inspect(pod: Fields): readonly Site[] {
  if (!Array.isArray(pod.volumes)) return NONE;
  const volumes = new Map(entries(pod.volumes, '').map(({ value }) => [value.name, value]));
  const faults = ({ value, pointer }: Entry): Site[] => nestedMounts(withToken(value, pod)).flatMap((nested) => {
    const message = messageOf(plainText(value.name), nested, volumes);
    const { pointer: at } = nested.mount.value === TOKEN_MOUNT ? nested.around : nested.mount;
    return message === undefined ? [] : [{ pointer: `${pointer}${at}/mountPath`, message }];
  });
  return LISTS.flatMap((field) => entries(pod[field], `/${field}`).flatMap((container) => [...overRoot(container), ...faults(container)]));
}

const config = { name: 'config', configMap: { name: 'web' } };
const cache = { name: 'cache', emptyDir: {} };
const data = { name: 'data', persistentVolumeClaim: { claimName: 'web' } };
const pod = (volumes: readonly object[], ...volumeMounts: object[]) => ({ volumes, containers: [{ name: 'web', volumeMounts }] });
const mount = (name: string, mountPath: string, rest: object = {}) => ({ name, mountPath, ...rest });

export const noConflictingMounts = defineControl({
  id: 'no-conflicting-mounts',
  title: 'No mount covers another one or the root, or lies below one that is read-only',
  subject: 'pod',
  why: 'the runtime cannot make the folder for a mount in a read-only volume, so the container never starts; and of two mounts of one folder the process sees only '
    + 'one, and writes its data to a volume that nobody meant',
  fix: {
    code: 'pass another path to the mount, of a folder outside of the other one',
    yaml: 'change `mountPath` to a folder outside of the other mount, or make the folder in the volume before it is mounted',
  },
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#background'],
  inspect,
  admission: notEnforceable('compares the paths of a list with each other, which the expressions of controls cannot'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'paths beside each other', subject: pod([config, cache], mount('config', '/etc/web'), mount('cache', '/etc/web-cache')) },
      { shows: 'a mount below one that can be written to', subject: pod([data, cache], mount('data', '/data'), mount('cache', '/data/cache')) },
      { shows: 'a mount below a ConfigMap, where the kubelet makes the folder', subject: pod([config, cache], mount('config', '/etc/web'), mount('cache', '/etc/web/cache')) },
      { shows: 'no token below secrets of its own', subject: { ...pod([data], mount('data', '/var/run/secrets', { readOnly: true })), automountServiceAccountToken: false } },
    ],
    bad: [
      { shows: 'a mount below a part of a ConfigMap', subject: pod([config, cache], mount('config', '/etc/web', { subPath: 'modes' }), mount('cache', '/etc/web/cache')) },
      { shows: 'a mount below a read-only one', subject: pod([data, cache], mount('data', '/data', { readOnly: true }), mount('cache', '/data/cache')) },
      { shows: 'a mount below a claim that is read-only', subject: pod([{ name: 'data', persistentVolumeClaim: { claimName: 'web', readOnly: true } }, cache], mount('data', '/data'), mount('cache', '/data/cache')) },
      { shows: 'a mount over the root', subject: pod([data], mount('data', '/')) },
      { shows: 'one folder twice', subject: pod([data, cache], mount('data', '/data'), mount('cache', '/data/')) },
      { shows: 'the token below secrets of its own', subject: pod([data], mount('data', '/var/run/secrets', { readOnly: true })) },
    ],
  }),
});
