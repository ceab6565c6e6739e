import { keyItems, Mount, volumeNameFor } from './mount';
import { kplus } from '../../cdk8s-plus';

/** How a ConfigMap is mounted. */
export interface ConfigMapMountOptions {
  /**
   * The container that reads the ConfigMap, by name. Mount it again for another one.
   *
   * @default - the first container of the pod
   */
  readonly container?: string;

  /**
   * The keys to mount, each with its file name below the path.
   *
   * @default - every key, under its own name
   */
  readonly items?: { readonly [key: string]: string };

  /**
   * Start the pod even if the ConfigMap does not exist.
   *
   * @default false
   */
  readonly optional?: boolean;

  /**
   * The permission bits of the files, in octal: `0o555` for scripts. No write bit, since the files are read-only.
   *
   * @default - 0o644, the default of Kubernetes; the mount is read-only all the same
   */
  readonly fileMode?: number;
}

/**
 * A ConfigMap as read-only files. The kubelet updates them when the ConfigMap changes.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#using-configmaps-as-files-from-a-pod
 */
export class ConfigMapMount {
  /**
   * A ConfigMap below a path.
   *
   * @param configMap the ConfigMap, as from `kplus.ConfigMap.fromConfigMapName`
   * @param path the folder of the files, absolute
   * @param options which container, which keys, and the mode of the files
   */
  public static of(configMap: kplus.IConfigMap, path: string, options: ConfigMapMountOptions = {}): Mount {
    const { container, items, optional, fileMode } = options;
    return Mount._of({
      path,
      volumeName: volumeNameFor('config-map', configMap.name),
      readOnly: true,
      container,
      otherwise: 'first container',
      problem: fileMode === undefined ? undefined : fileModeProblem(fileMode),
      source: () => ({
        configMap: {
          name: configMap.name, ...(fileMode === undefined ? {} : { defaultMode: fileMode }), ...keyItems(items), ...(optional ? { optional } : {}),
        },
      }),
    });
  }

  private constructor() {}
}

const LARGEST_MODE = 0o777;
const WRITE_BIT = /[2367]/; // in an octal digit

/** A mode that is meant in octal but written in decimal nearly always has a write bit: 444 is 0o674. */
function fileModeProblem(mode: number): string | undefined {
  const fix = 'pass `fileMode` in octal, as 0o555 for scripts';
  if (!Number.isInteger(mode) || mode < 0 || mode > LARGEST_MODE) return `fileMode ${mode} is not from 0 to 0o777; ${fix}`;
  const octal = mode.toString(8);
  return WRITE_BIT.test(octal) ? `fileMode ${mode} is 0o${octal}, which has a write bit, and the files are read-only; ${fix}` : undefined;
}
