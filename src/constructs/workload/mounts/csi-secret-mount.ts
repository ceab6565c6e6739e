import { Mount, MountDefinition, volumeNameFor } from './mount';
import { addMountedObject } from './mounted-object';

/** How secrets of the CSI driver are mounted. */
export interface CsiSecretMountOptions {
  /**
   * The container that reads the secrets, by name.
   *
   * @default - the first container of the pod
   */
  readonly container?: string;

  /**
   * Restart the pods when the values change, for processes that read them only once. Stakater Reloader does it, which must run in the cluster with
   * `enableCSIIntegration`. Only Deployments, StatefulSets and DaemonSets can be restarted.
   *
   * @see https://docs.stakater.com/reloader/
   * @default false - the driver updates the files where its rotation is enabled, and the process reads them again
   */
  readonly restartOnRotation?: boolean;
}

/** What the CSI driver fetches, and how it is mounted. */
export interface CsiSecretProviderOptions extends CsiSecretMountOptions {
  /** The provider of the driver: `vault`, `aws`, `azure`, `gcp` or another one that is installed. */
  readonly provider: string;

  /** The parameters of the provider, as it documents them. They say where the secrets are; a value that looks like a secret is refused by `no-literals-in-secret-sources`. */
  readonly parameters: { readonly [name: string]: string };
}

const DRIVER = 'secrets-store.csi.k8s.io';

/**
 * Secrets of an external store as read-only files, mounted by the Secrets Store CSI Driver, which must run in the cluster. They are in the memory of the
 * node alone: there is no Secret that somebody could read from the API server. So there is no option to make one (`secretObjects`).
 *
 * @see https://secrets-store-csi-driver.sigs.k8s.io/
 */
export class CsiSecretMount {
  /**
   * Secrets of a provider below a path.
   *
   * @param name the name of the SecretProviderClass. To mount it once more, use `fromProviderClass`.
   * @param path the folder of the files, absolute
   * @param options the provider, which secrets, and which container
   */
  public static of(name: string, path: string, options: CsiSecretProviderOptions): Mount {
    const { provider, parameters } = options;
    return Mount._of({
      ...definition(name, path, options),
      addObjects: (workload, namespace, at) => addMountedObject(workload, namespace, at, {
        apiVersion: 'secrets-store.csi.x-k8s.io/v1', kind: 'SecretProviderClass', name, spec: { provider, parameters },
      }),
    });
  }

  /**
   * The secrets of a SecretProviderClass that exists already.
   *
   * @param name the name of the SecretProviderClass, in the namespace of the workload
   * @param path the folder of the files, absolute
   * @param options which container
   */
  public static fromProviderClass(name: string, path: string, options: CsiSecretMountOptions = {}): Mount {
    return Mount._of(definition(name, path, options));
  }

  private constructor() {}
}

function definition(name: string, path: string, { container, restartOnRotation }: CsiSecretMountOptions): MountDefinition {
  return {
    path,
    volumeName: volumeNameFor('csi', name),
    readOnly: true,
    container,
    otherwise: 'first container',
    source: () => ({ csi: { driver: DRIVER, readOnly: true, volumeAttributes: { secretProviderClass: name } } }),
    reloadOn: restartOnRotation ? { kind: 'SecretProviderClass', name } : undefined,
  };
}
