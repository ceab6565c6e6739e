import { Manifest } from '../../../../src/objects/manifest';
import { object, Trial, workload } from '../trial';

const data = { name: 'data', emptyDir: {} };
const cache = { name: 'cache', emptyDir: {} };
const settings = object('v1', 'ConfigMap', 'web', { data: { mode: 'fast' } });
const config = { name: 'config', configMap: { name: 'web', items: [{ key: 'mode', path: 'modes/mode' }] } };

interface VolumeMount { readonly name: string; readonly mountPath: string; readonly readOnly?: true; readonly subPath?: string }

const mounting = (volumes: readonly object[], ...volumeMounts: readonly VolumeMount[]): Manifest => (
  workload({ pod: { volumes }, container: { volumeMounts } }));
const below = (mountPath: string): VolumeMount => ({ name: 'cache', mountPath });
const readOnly: VolumeMount = { name: 'data', mountPath: '/data', readOnly: true };
const part: VolumeMount = { name: 'config', mountPath: '/etc/web', subPath: 'modes' };

/**
 * Mounts that the runtime cannot make, so that the container never starts. Below a whole ConfigMap or Secret the kubelet makes the folder, which is why the
 * mended objects have such a mount.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/volume/util/nested_volumes.go
 */
export const MOUNTS: readonly Trial[] = [
  {
    control: 'no-conflicting-mounts', shows: 'a mount below one that is read-only',
    faulty: [mounting([data, cache], readOnly, below('/data/cache'))], mended: [mounting([data, cache], readOnly, below('/data-cache'))],
    happens: /read-only file system/,
  },
  {
    control: 'no-conflicting-mounts', shows: 'a mount below a part of a ConfigMap',
    faulty: [settings, mounting([config, cache], part, below('/etc/web/cache'))],
    mended: [settings, mounting([config, cache], { ...part, subPath: undefined }, below('/etc/web/cache'))],
    happens: /read-only file system/,
  },
];
