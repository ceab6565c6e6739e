import { Duration } from 'cdk8s';
import { EncryptionRotationStep, rotationSteps } from './encryption-rotation';
import { FILL_SCRIPT } from './fill-script';
import { keyPlaceholder, rejectBadKeyNames } from './key-name';
import { ENCRYPTED_RESOURCES } from '../../controls/cluster/encryption-covers-secrets';
import { Manifest } from '../../objects/manifest';
import { SecurityProfile } from '../../profile/security-profile';
import { hardened, judgedYaml } from '../configuration-part';
import { goDuration } from '../go-duration';

/** What is encrypted. */
export interface EncryptionProps {
  /**
   * The resources to encrypt, as `secrets` or `certificates.cert-manager.io`; `*.` stands for the core group and `*.*` for everything.
   *
   * @default - secrets and configmaps
   */
  readonly resources?: string[];

  /**
   * Whether objects are still read that were stored before there was encryption. Leave it out once all of them have been written again.
   *
   * @default false
   */
  readonly readsPlaintext?: boolean;
}

/** A plugin for key management. */
export interface KmsEncryptionProps extends EncryptionProps {
  /** The name of the plugin. It is stored with each object, so it must not change later; without colons. */
  readonly name: string;

  /** The socket of the plugin on the host: `unix:///run/kms/socket.sock`. */
  readonly endpoint: string;

  /**
   * How long the API server waits for the plugin.
   *
   * @default Duration.seconds(3)
   */
  readonly timeout?: Duration;
}

/** Keys on the disk of each host of the control plane. */
export interface LocalKeysEncryptionProps extends EncryptionProps {
  /** The names of the keys, never the keys. The first one encrypts, all of them decrypt. */
  readonly keyNames: string[];
}

/**
 * How the API server encrypts objects before etcd stores them: the file for `--encryption-provider-config`.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/
 */
export class EncryptionAtRest {
  /**
   * By a plugin for key management, version 2 of its protocol: keys are in no file, and the plugin rotates them.
   *
   * @param props the plugin and what is encrypted
   * @see https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/
   */
  public static kms(props: KmsEncryptionProps): EncryptionAtRest {
    const { name, endpoint, timeout = Duration.seconds(3) } = props;
    const kms = { apiVersion: undefined, name, endpoint, timeout: goDuration(timeout) };
    return new EncryptionAtRest(props, { kms }, []);
  }

  /**
   * By secretbox with keys on the hosts, for where there is no key management. The rendered file holds a placeholder for each key, which no API server
   * accepts; `toFillScript` puts the keys in on the host.
   *
   * @param props the names of the keys and what is encrypted
   * @throws for a name that is no name, such as a key
   */
  public static localKeys(props: LocalKeysEncryptionProps): EncryptionAtRest {
    rejectBadKeyNames(props.keyNames);
    const keys = props.keyNames.map((name) => ({ name, secret: keyPlaceholder(name) }));
    return new EncryptionAtRest(props, { secretbox: { keys } }, props.keyNames);
  }

  private constructor(private readonly props: EncryptionProps, private readonly provider: object, private readonly keyNames: readonly string[]) {}

  /**
   * The file, in YAML.
   *
   * @throws where the API server would refuse it
   */
  public toYaml(): string {
    const profile = SecurityProfile.restricted();
    return judgedYaml('the encryption configuration', [this._toManifest(profile)], profile);
  }

  /**
   * A shell script that puts the keys into the file on a host, read from files that only root can read; undefined for a plugin, which keeps the keys itself.
   */
  public toFillScript(): string | undefined {
    return this.keyNames.length === 0 ? undefined : FILL_SCRIPT;
  }

  /**
   * The files that replace the first key by a new one, in the order in which every host gets them, without an object that cannot be read at any time.
   *
   * @param newKeyName the name of the new key
   * @throws for a plugin, which rotates its keys itself, and for a name that is no name or in use
   */
  public rotateTo(newKeyName: string): EncryptionRotationStep[] {
    if (this.keyNames.length === 0) throw new Error('cannot rotate the key of a plugin with files: the plugin rotates it, and the API server follows; rotate it there, then write the objects again');
    rejectBadKeyNames([...this.keyNames, newKeyName]);
    const yamlFor = (keyNames: readonly string[]) => EncryptionAtRest.localKeys({ ...this.props, keyNames: [...keyNames] }).toYaml();
    return rotationSteps(this.keyNames, newKeyName, this.resources, yamlFor);
  }

  private get resources(): readonly string[] {
    return this.props.resources ?? ENCRYPTED_RESOURCES;
  }

  /** @internal */
  public _toManifest(profile: SecurityProfile): Manifest {
    return hardened({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'EncryptionConfiguration',
      resources: [{
        resources: [...this.resources],
        providers: [this.provider, ...(this.props.readsPlaintext ? [{ identity: {} }] : [])],
      }],
    }, profile);
  }
}
