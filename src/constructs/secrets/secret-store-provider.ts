import { CloudIdentity } from '../workload/cloud-identity';

/** AWS Secrets Manager or Parameter Store. */
export interface AwsSecretStoreOptions {
  /** The region of the secrets: `eu-central-1`. */
  readonly region: string;

  /** The ARN of the IAM role that may read them. It trusts the ServiceAccount of the store. */
  readonly roleArn: string;

  /**
   * Read from Parameter Store instead of Secrets Manager.
   *
   * @default false
   */
  readonly parameterStore?: boolean;
}

/** Google Cloud Secret Manager. */
export interface GcpSecretStoreOptions {
  /** The project of the secrets. */
  readonly projectId: string;

  /** The email of the Google service account that may read them, which the ServiceAccount of the store may impersonate. */
  readonly serviceAccountEmail: string;
}

/** Azure Key Vault. */
export interface AzureSecretStoreOptions {
  /** The address of the vault: `https://shop.vault.azure.net`. */
  readonly vaultUrl: string;

  /** The client id of the managed identity or application that may read it, federated with the ServiceAccount of the store. */
  readonly clientId: string;

  /** The tenant of the identity. */
  readonly tenantId: string;
}

/** HashiCorp Vault, or OpenBao. */
export interface VaultSecretStoreOptions {
  /** The address of the server, with `https://`. */
  readonly server: string;

  /** The role of the Kubernetes authentication, bound to the ServiceAccount of the store. */
  readonly role: string;

  /**
   * Where the key-value engine is mounted.
   *
   * @default 'secret'
   */
  readonly path?: string;

  /**
   * Where the Kubernetes authentication is mounted.
   *
   * @default 'kubernetes'
   */
  readonly authPath?: string;

  /**
   * The certificates of the authority that signed that of the server, PEM in base64.
   *
   * @default - the authorities that the operator trusts
   */
  readonly caBundle?: string;
}

type StoreSettings = Readonly<Record<string, unknown>>;

/** Holds its values in the manifest. */
const LITERAL = 'fake';

/**
 * Where the secrets of a `SecretStore` are. The operator proves who it is by a short-lived token of the store's ServiceAccount: no variant takes a key that
 * is valid forever.
 */
export class SecretStoreProvider {
  /**
   * AWS Secrets Manager or Parameter Store, by a role for the ServiceAccount (IRSA).
   *
   * @see https://external-secrets.io/latest/provider/aws-secrets-manager/
   * @param options region and role
   * @throws for an ARN that is not that of a role
   */
  public static aws(options: AwsSecretStoreOptions): SecretStoreProvider {
    const { region, roleArn, parameterStore } = options;
    return new SecretStoreProvider((name) => ({
      aws: { service: parameterStore ? 'ParameterStore' : 'SecretsManager', region, auth: { jwt: { serviceAccountRef: { name } } } },
    }), CloudIdentity.awsRole(roleArn));
  }

  /**
   * Google Cloud Secret Manager, by Workload Identity.
   *
   * @see https://external-secrets.io/latest/provider/google-secrets-manager/
   * @param options project and service account
   * @throws for an email that is not that of a service account
   */
  public static gcp(options: GcpSecretStoreOptions): SecretStoreProvider {
    const { projectId: projectID, serviceAccountEmail } = options;
    return new SecretStoreProvider((name) => ({
      gcpsm: { projectID, auth: { workloadIdentity: { serviceAccountRef: { name } } } },
    }), CloudIdentity.gcpServiceAccount(serviceAccountEmail));
  }

  /**
   * Azure Key Vault, by Workload Identity.
   *
   * @see https://external-secrets.io/latest/provider/azure-key-vault/
   * @param options vault and identity
   * @throws for an address without `https://`, and for ids that are no UUIDs
   */
  public static azure(options: AzureSecretStoreOptions): SecretStoreProvider {
    const { vaultUrl, clientId, tenantId } = options;
    rejectPlainHttp('vaultUrl', vaultUrl);
    return new SecretStoreProvider((name) => ({
      azurekv: { authType: 'WorkloadIdentity', vaultUrl, serviceAccountRef: { name } },
    }), CloudIdentity.azureClient(clientId, { tenantId }));
  }

  /**
   * HashiCorp Vault, by its Kubernetes authentication and version 2 of the key-value engine.
   *
   * @see https://external-secrets.io/latest/provider/hashicorp-vault/
   * @param options server and role
   * @throws for an address without `https://`
   */
  public static vault(options: VaultSecretStoreOptions): SecretStoreProvider {
    const { server, role, path = 'secret', authPath = 'kubernetes', caBundle } = options;
    rejectPlainHttp('server', server);
    return new SecretStoreProvider((name) => ({
      vault: { server, path, version: 'v2', ...(caBundle === undefined ? {} : { caBundle }), auth: { kubernetes: { mountPath: authPath, role, serviceAccountRef: { name } } } },
    }));
  }

  /**
   * Any other provider of the operator.
   *
   * @param provider its name in the SecretStore: `doppler`
   * @param settings its settings, as the operator documents them; a value that looks like a secret is refused by `no-literals-in-secret-sources`
   * @throws for the provider `fake`, which holds the secrets in the manifest
   */
  public static custom(provider: string, settings: { readonly [name: string]: any }): SecretStoreProvider {
    if (provider === LITERAL) throw new Error('cannot use SecretStoreProvider "fake": it holds the secrets in the manifest; pass a provider that fetches them');
    return new SecretStoreProvider(() => ({ [provider]: settings }));
  }

  private constructor(private readonly settings: (serviceAccount: string) => StoreSettings, private readonly identity?: CloudIdentity) {}

  /** @internal */
  public get _accountAnnotations(): Readonly<Record<string, string>> {
    return this.identity?._accountAnnotations ?? {};
  }

  /** @internal */
  public _toManifest(serviceAccount: string): StoreSettings {
    return this.settings(serviceAccount);
  }
}

function rejectPlainHttp(prop: string, address: string): void {
  if (address.startsWith('https://')) return;
  throw new Error(`cannot build a SecretStoreProvider: ${prop} "${address}" does not start with https://, so the secrets would cross the network in plain text; pass an https address`);
}
