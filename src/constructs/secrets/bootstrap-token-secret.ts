import { ISecretStore } from './secret-store';
import { sealedTextProblem } from '../../objects/sealed-text';

/** The value of a store that is the secret half of a bootstrap token. */
export interface StoredTokenOptions {
  /**
   * The field of a secret that has several.
   *
   * @default - the whole secret
   */
  readonly property?: string;
}

/** An object that makes the Secret of a token, without its name. */
interface TokenObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

type Data = Readonly<Record<string, string>>;

/** The namespace of all bootstrap tokens. @internal */
export const TOKEN_NAMESPACE = 'kube-system';

/** Where the secret half of a bootstrap token comes from: 16 lower-case letters and digits. It is in no manifest. */
export class BootstrapTokenSecret {
  /**
   * From an external store. Whatever makes the token writes it there, such as a pipeline that adds nodes.
   *
   * @param store a SecretStore of the namespace `kube-system`
   * @param key what the store calls the secret: `clusters/east/join`
   * @param options which part of it
   * @throws for a store of another namespace
   */
  public static fromStore(store: ISecretStore, key: string, options: StoredTokenOptions = {}): BootstrapTokenSecret {
    if (store.namespace !== TOKEN_NAMESPACE) {
      throw new Error(`cannot take a bootstrap token from SecretStore "${store.name}": it serves ${store.namespace === undefined ? 'no namespace of its own' : `the namespace "${store.namespace}"`}, and bootstrap tokens are in ${TOKEN_NAMESPACE}; build a SecretStore there`);
    }
    return new BootstrapTokenSecret((data) => ({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      spec: {
        refreshInterval: '3600s',
        secretStoreRef: { kind: 'SecretStore', name: store.name },
        target: {
          creationPolicy: 'Owner', deletionPolicy: 'Retain',
          template: { engineVersion: 'v2', mergePolicy: 'Replace', type: 'bootstrap.kubernetes.io/token', data: { ...data, 'token-secret': '{{ .secret }}' } },
        },
        data: [{ secretKey: 'secret', remoteRef: { key, ...options } }],
      },
    }));
  }

  /**
   * As ciphertext of Sealed Secrets, from a text that was made outside of this program: `head -c 64 /dev/urandom | tr -dc a-z0-9 | head -c 16`.
   *
   * @param ciphertext what `kubeseal --raw --namespace kube-system --name bootstrap-token-ID` printed
   * @throws for a text that is no ciphertext
   */
  public static sealed(ciphertext: string): BootstrapTokenSecret {
    const problem = sealedTextProblem(ciphertext);
    if (problem) throw new Error(`cannot use the secret of a bootstrap token: it ${problem}; pass what \`kubeseal --raw\` printed`);
    return new BootstrapTokenSecret((data, name) => ({
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      spec: {
        encryptedData: { 'token-secret': ciphertext },
        template: { metadata: { name, namespace: TOKEN_NAMESPACE }, type: 'bootstrap.kubernetes.io/token', data },
      },
    }));
  }

  private constructor(private readonly toObject: (data: Data, name: string) => TokenObject) {}

  /** @internal */
  public _toObject(data: Data, name: string): TokenObject {
    return this.toObject(data, name);
  }
}
