import { Mount, volumeNameFor } from './mount';
import { addMountedObject, fileNameProblem, secretSource } from './mounted-object';
import { sealedTextProblem } from '../../../objects/sealed-text';

/** How a sealed secret is mounted. */
export interface SealedSecretMountOptions {
  /**
   * The container that reads the secret, by name.
   *
   * @default - the first container of the pod
   */
  readonly container?: string;

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
 * A secret that is in the repository as ciphertext, as read-only files. The Sealed Secrets controller, which must run in the cluster, decrypts it into a
 * Secret of the same name. The scope is strict: the ciphertext holds for this name in this namespace alone, so that nobody can unseal a copy of it elsewhere.
 *
 * @see https://github.com/bitnami-labs/sealed-secrets#scopes
 */
export class SealedSecretMount {
  /**
   * Sealed values below a path.
   *
   * @param name the name of the SealedSecret, and of the Secret that it makes: the one that the values were sealed for
   * @param path the folder of the files, absolute
   * @param encryptedData the files by name, each with what `kubeseal --raw --namespace NAMESPACE --name NAME` printed
   * @param options which container, and whether pods restart
   */
  public static of(name: string, path: string, encryptedData: { readonly [file: string]: string }, options: SealedSecretMountOptions = {}): Mount {
    return Mount._of({
      path,
      volumeName: volumeNameFor('secret', name),
      readOnly: true,
      container: options.container,
      otherwise: 'first container',
      problem: ciphertextProblem(encryptedData) ?? fileNameProblem(Object.keys(encryptedData)),
      source: secretSource(name),
      reloadOn: options.restartOnRotation ? { kind: 'Secret', name } : undefined,
      addObjects: (workload, namespace, at) => {
        if (namespace === undefined) {
          throw new Error(`${at}: the workload has no namespace, and sealed values hold for one namespace; build it in a HardenedNamespace, or pass \`metadata.namespace\``);
        }
        const spec = { encryptedData, template: { metadata: { name, namespace }, type: 'Opaque' } };
        addMountedObject(workload, namespace, at, { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', name, spec });
      },
    });
  }

  private constructor() {}
}

/** The value is not shown, since it may be the secret itself. */
function ciphertextProblem(encryptedData: Readonly<Record<string, string>>): string | undefined {
  const keys = Object.keys(encryptedData);
  if (keys.length === 0) return '`encryptedData` is empty; pass what `kubeseal --raw` printed for each file';
  const [fault] = keys.flatMap((key) => (sealedTextProblem(encryptedData[key]) ? [`the value of "${key}" ${sealedTextProblem(encryptedData[key])}`] : []));
  return fault && `${fault}; pass what \`kubeseal --raw\` printed`;
}
