import { Duration } from 'cdk8s';
import { KeysOf, rejectUnknownKeys } from '../../objects/known-keys';
import { Manifest } from '../../objects/manifest';
import { SecurityProfile } from '../../profile/security-profile';
import { hardened, judgedYaml } from '../configuration-part';
import { goDuration } from '../go-duration';

/** A webhook that authorizes requests before RBAC. */
export interface AuthorizationWebhookProps {
  /** The name, in metrics and in the log; a DNS name that no other webhook has. */
  readonly name: string;

  /** The kubeconfig file on the host that the API server uses to call the webhook: `/etc/kubernetes/secure/policy.conf`. */
  readonly kubeconfigPath: string;

  /**
   * How long the API server waits for an answer, at most 30 seconds.
   *
   * @default Duration.seconds(3)
   */
  readonly timeout?: Duration;

  /**
   * CEL conditions that a request must fulfill for the webhook to be called.
   *
   * @default - the webhook is called for every request
   */
  readonly matchConditions?: string[];

  /**
   * Whether other authorizers decide while the service does not answer. By default the request is denied.
   *
   * @default false
   */
  readonly ignoresFailure?: boolean;
}

const WEBHOOK_KEYS = {
  name: null, kubeconfigPath: null, timeout: null, matchConditions: null, ignoresFailure: null,
} satisfies KeysOf<AuthorizationWebhookProps>;

/**
 * Who decides what a request may do: the file for `--authorization-config`. Only a cluster with webhooks needs it: without the file a baseline sets the flag
 * `--authorization-mode=Node,RBAC`, which the checks of the CIS benchmark read.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#using-configuration-file-for-authorization
 */
export class Authorization {
  /**
   * Webhooks, which may deny, then the Node authorizer and RBAC.
   *
   * @param webhooks the webhooks, in the order in which they are called
   */
  public static withWebhooks(webhooks: AuthorizationWebhookProps[]): Authorization {
    rejectUnknownKeys('cannot authorize by webhooks', webhooks, WEBHOOK_KEYS, 'webhooks');
    return new Authorization(webhooks);
  }

  private constructor(private readonly webhooks: readonly AuthorizationWebhookProps[]) {}

  /**
   * The file, in YAML.
   *
   * @throws where the API server would refuse it
   */
  public toYaml(): string {
    const profile = SecurityProfile.restricted();
    return judgedYaml('the authorization configuration', [this._toManifest(profile)], profile);
  }

  /** @internal */
  public _toManifest(profile: SecurityProfile): Manifest {
    const file = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AuthorizationConfiguration' };
    const { authorizers } = hardened(file, profile);
    return hardened({ ...file, authorizers: [...this.webhooks.map(webhookOf), ...authorizers as object[]] }, profile);
  }
}

function webhookOf({ name, kubeconfigPath, timeout = Duration.seconds(3), matchConditions, ignoresFailure }: AuthorizationWebhookProps): object {
  return {
    type: 'Webhook',
    name,
    webhook: {
      timeout: goDuration(timeout),
      subjectAccessReviewVersion: 'v1',
      matchConditionSubjectAccessReviewVersion: matchConditions && 'v1',
      failurePolicy: ignoresFailure ? 'NoOpinion' : 'Deny',
      connectionInfo: { type: 'KubeConfigFile', kubeConfigFile: kubeconfigPath },
      matchConditions: matchConditions?.map((expression) => ({ expression })),
    },
  };
}
