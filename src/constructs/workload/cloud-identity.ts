/** Details of an identity of Microsoft Entra ID. */
export interface AzureClientOptions {
  /**
   * The tenant of the identity.
   *
   * @default - that of the webhook of Workload Identity
   */
  readonly tenantId?: string;
}

type Texts = Readonly<Record<string, string>>;

const AWS_ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const GCP_ACCOUNT = /^[a-z0-9-]+@[a-z0-9.-]+\.iam\.gserviceaccount\.com$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The identity of a workload towards its cloud, bound to its ServiceAccount by annotations: the cloud exchanges short-lived tokens, and no key is stored.
 *
 * It opens no way there: declare the addresses of the cloud with `allowTo`.
 */
export class CloudIdentity {
  /**
   * A role of AWS, assumed through the OIDC provider of the cluster (IRSA).
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
   * @param roleArn the ARN of the role, which trusts the ServiceAccount
   * @throws for a text that is no ARN of a role
   */
  public static awsRole(roleArn: string): CloudIdentity {
    if (!AWS_ROLE.test(roleArn)) throw problem(`role "${roleArn}" is no ARN of a role`, 'arn:aws:iam::123456789012:role/shop');
    return new CloudIdentity({ 'eks.amazonaws.com/role-arn': roleArn });
  }

  /**
   * A service account of Google Cloud, impersonated through Workload Identity.
   *
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
   * @param email the email of the service account, which lets the ServiceAccount impersonate it
   * @throws for a text that is no email of a service account
   */
  public static gcpServiceAccount(email: string): CloudIdentity {
    if (!GCP_ACCOUNT.test(email)) throw problem(`service account "${email}" has no email of Google Cloud`, 'shop@project.iam.gserviceaccount.com');
    return new CloudIdentity({ 'iam.gke.io/gcp-service-account': email });
  }

  /**
   * An application or managed identity of Azure, federated with the ServiceAccount.
   *
   * @see https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
   * @param clientId the client id of the identity, a UUID
   * @param options its tenant
   * @throws for ids that are no UUIDs
   */
  public static azureClient(clientId: string, options: AzureClientOptions = {}): CloudIdentity {
    const { tenantId } = options;
    for (const [name, id] of [['client', clientId], ['tenant', tenantId]]) {
      if (id !== undefined && !UUID.test(id)) throw problem(`${name} id "${id}" is no UUID`, '00000000-0000-0000-0000-000000000000');
    }
    const prefix = 'azure.workload.identity';
    return new CloudIdentity({ [`${prefix}/client-id`]: clientId, ...(tenantId === undefined ? {} : { [`${prefix}/tenant-id`]: tenantId }) }, { [`${prefix}/use`]: 'true' });
  }

  /**
   * The identity of another platform.
   *
   * @param annotations the annotations of the ServiceAccount
   */
  public static custom(annotations: { readonly [key: string]: string }): CloudIdentity {
    return new CloudIdentity(annotations);
  }

  private constructor(
    /** @internal */
    public readonly _accountAnnotations: Texts,
    /** What the platform wants to see on the pods. @internal */
    public readonly _podLabels: Texts = {},
  ) {}
}

const problem = (what: string, example: string): Error => new Error(`cannot build a CloudIdentity: ${what}; pass one such as "${example}"`);
