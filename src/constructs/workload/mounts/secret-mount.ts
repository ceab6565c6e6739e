import { keyItems, Mount, volumeNameFor } from './mount';
import { kplus } from '../../cdk8s-plus';

/** How a secret is mounted. */
export interface SecretMountOptions {
  /**
   * The container that reads the secret, by name. Mount it again for another one.
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
   * Start the pod even if the secret does not exist.
   *
   * @default false
   */
  readonly optional?: boolean;

  /**
   * Restart the pods when the values change, for processes that read them only once. Stakater Reloader does it, which must run in the cluster.
   * Only Deployments, StatefulSets and DaemonSets can be restarted.
   *
   * @see https://docs.stakater.com/reloader/
   * @default false - the kubelet updates the files, and the process reads them again
   */
  readonly restartOnRotation?: boolean;
}

/**
 * A Secret as read-only files. There is no way to put one into the environment, where child processes and crash dumps would see it.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod
 */
export class SecretMount {
  /**
   * A Secret below a path.
   *
   * @param secret the Secret, as from `kplus.Secret.fromSecretName`
   * @param path the folder of the files, absolute
   * @param options which container, and which keys
   */
  public static of(secret: kplus.ISecret, path: string, options: SecretMountOptions = {}): Mount {
    const { container, items, optional, restartOnRotation } = options;
    return Mount._of({
      path,
      reloadOn: restartOnRotation ? { kind: 'Secret', name: secret.name } : undefined,
      volumeName: volumeNameFor('secret', secret.name),
      readOnly: true,
      container,
      otherwise: 'first container',
      source: (defaultMode) => ({ secret: { secretName: secret.name, defaultMode, ...keyItems(items), ...(optional ? { optional } : {}) } }),
    });
  }

  private constructor() {}
}
