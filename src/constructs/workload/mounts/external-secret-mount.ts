import { Duration } from 'cdk8s';
import { Mount, volumeNameFor } from './mount';
import { addMountedObject, fileNameProblem, secretSource } from './mounted-object';
import { KeysOf, rejectUnknownKeys } from '../../../objects/known-keys';
import { ISecretStore } from '../../secrets/secret-store';

/** One value of the external store. */
export interface ExternalSecretKey {
  /** What the store calls the secret: `prod/database`. */
  readonly key: string;

  /**
   * The field of a secret that has several.
   *
   * @default - the whole secret
   */
  readonly property?: string;

  /**
   * The version of the secret, in the notation of the store.
   *
   * @default - the latest
   */
  readonly version?: string;
}

/** What is fetched from an external store, and how it is mounted. At least one of `keys` and `extract` is needed. */
export interface ExternalSecretMountOptions {
  /**
   * The files, each by its name below the path, with the value of the store that it holds.
   *
   * @default - those of `extract`
   */
  readonly keys?: { readonly [file: string]: ExternalSecretKey };

  /**
   * A secret of the store whose fields each become a file.
   *
   * @default - only `keys`
   */
  readonly extract?: string;

  /**
   * Files that are made from the values instead, as Go templates: `{ 'app.ini': 'password = {{ .password }}' }`. Only what surrounds the values stands
   * here; a value itself is refused by `no-literals-in-secret-sources`.
   *
   * @see https://external-secrets.io/latest/guides/templating/
   * @default - each value is a file of its own
   */
  readonly template?: { readonly [file: string]: string };

  /**
   * How often the store is asked for new values; whole seconds.
   *
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;

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

const KEY_KEYS = { key: null, property: null, version: null } satisfies KeysOf<ExternalSecretKey>;
const NO_VALUE = 'no value of the store is named, so the Secret would be empty; pass `keys` or `extract`';
const NEVER = '`refreshInterval` is below one second, by which the values would be fetched once and rotation would never arrive; '
  + 'pass an interval such as Duration.hours(1)';

/**
 * A secret of an external store (AWS, Google Cloud, Azure, Vault, …) as read-only files. The External Secrets Operator, which must run in the cluster, fetches
 * it into a Secret of the given name; the manifests hold where it is, not what it is.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export class ExternalSecretMount {
  /**
   * Values of an external store below a path.
   *
   * @param name the name of the ExternalSecret, and of the Secret that it makes. To mount this Secret once more, use `SecretMount` with its name.
   * @param store the store, in the namespace of the workload
   * @param path the folder of the files, absolute
   * @param options which values, and how they are fetched and mounted
   */
  public static of(name: string, store: ISecretStore, path: string, options: ExternalSecretMountOptions): Mount {
    const { keys = {}, extract, refreshInterval = Duration.hours(1), container, restartOnRotation } = options;
    rejectUnknownKeys(`cannot mount "${name}" at "${path}"`, Object.values(keys), KEY_KEYS, 'keys');
    const isEmpty = Object.keys(keys).length === 0 && extract === undefined;
    const intervalProblem = refreshInterval.toMilliseconds() < 1000 ? NEVER : undefined;
    const fileProblem = fileNameProblem([...Object.keys(keys), ...Object.keys(options.template ?? {})]);
    return Mount._of({
      path,
      volumeName: volumeNameFor('secret', name),
      readOnly: true,
      container,
      otherwise: 'first container',
      problem: isEmpty ? NO_VALUE : intervalProblem ?? fileProblem,
      source: secretSource(name),
      reloadOn: restartOnRotation ? { kind: 'Secret', name } : undefined,
      addObjects: (workload, namespace, at) => {
        if (store.namespace !== namespace) {
          throw new Error(`${at}: SecretStore "${store.name}" is in ${named(store.namespace)} and the workload in ${named(namespace)}, and a store serves its own `
            + 'namespace alone; build a SecretStore there');
        }
        const spec = specOf(name, store, refreshInterval, options);
        addMountedObject(workload, namespace, at, { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', name, spec });
      },
    });
  }

  private constructor() {}
}

const named = (namespace: string | undefined): string => (namespace === undefined ? 'no namespace of its own' : `namespace "${namespace}"`);

type Spec = Readonly<Record<string, unknown>>;

function specOf(name: string, store: ISecretStore, refreshInterval: Duration, { keys = {}, extract, template }: ExternalSecretMountOptions): Spec {
  const data = Object.entries(keys).map(([secretKey, remoteRef]) => ({ secretKey, remoteRef: { ...remoteRef } }));
  const made = template ? { template: { engineVersion: 'v2', mergePolicy: 'Replace', data: template } } : {};
  return {
    refreshInterval: `${refreshInterval.toSeconds()}s`,
    secretStoreRef: { kind: 'SecretStore', name: store.name },
    target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain', ...made },
    ...(data.length > 0 ? { data } : {}),
    ...(extract === undefined ? {} : { dataFrom: [{ extract: { key: extract } }] }),
  };
}
