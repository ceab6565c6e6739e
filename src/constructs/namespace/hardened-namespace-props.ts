import { ContainerLimits } from './container-limits';
import { Quota } from './quota';
import { PodSecurityLevel } from '../../profile/pod-security-level';

/** The props of a namespace. */
export interface HardenedNamespaceProps {
  /**
   * The name of the namespace.
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * The Pod Security level that is enforced. Below the level of the profile it needs a `podSecurityReason`.
   *
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   * @default - the level of the profile
   */
  readonly podSecurityLevel?: PodSecurityLevel;

  /**
   * Why a level below that of the profile is right. It becomes the waiver of `namespace-pod-security-level` on the Namespace, which makes findings
   * that only the higher level has warnings. Without effect at the level of the profile or above.
   *
   * @default - none, which only the level of the profile and higher ones may do
   */
  readonly podSecurityReason?: string;

  /**
   * The level whose violations go to the audit log.
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly auditLevel?: PodSecurityLevel;

  /**
   * The level whose violations warn whoever applies a manifest.
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly warnLevel?: PodSecurityLevel;

  /**
   * The version of the standard that is enforced, as `v1.36` or `latest`. Pinned, an upgrade of the cluster refuses no pod that ran before.
   * @default - the Kubernetes version of the profile
   */
  readonly podSecurityVersion?: string;

  /**
   * The version of the standard that the audit log goes by, as `v1.36` or `latest`.
   * @default latest - what an upgrade would refuse shows before it
   */
  readonly auditVersion?: string;

  /**
   * The version of the standard that warnings go by, as `v1.36` or `latest`.
   * @default latest - what an upgrade would refuse shows before it
   */
  readonly warnVersion?: string;

  /**
   * The most that all pods of the namespace may use together.
   * @default - no quota, which is a finding (`namespace-quota`)
   */
  readonly quota?: Quota;

  /**
   * Defaults and bounds for each container.
   * @default ContainerLimits.of()
   */
  readonly containerLimits?: ContainerLimits;

  /**
   * Leave out the NetworkPolicy that denies what is not declared.
   * @default false
   */
  readonly allowAllTraffic?: boolean;

  /**
   * Render the ServiceAccount `default`, with `automountServiceAccountToken: false`, for pods that do not come from this library and name no account.
   *
   * A controller creates this account as soon as the namespace exists. In a first `kubectl apply` of both, the account of the manifest races with that of the
   * controller: `kubectl apply` may stop with "AlreadyExists", and succeeds when it is repeated. Apply the namespace by itself first, or in server-side mode.
   *
   * @see https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts
   * @default false
   */
  readonly renderDefaultServiceAccount?: boolean;

  /**
   * Further labels of the namespace.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
}
