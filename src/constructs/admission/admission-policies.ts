import { ApiObject, ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import { AdmissionAction } from './admission-action';
import { mutatingPolicies } from '../../admission/mutating';
import { admissionPolicies } from '../../admission/policies';
import { CATALOGUE } from '../../controls';
import { AdmissionRollout } from '../../profile/admission-rollout';
import { SecurityProfile } from '../../profile/security-profile';
import { profileOf } from '../synthesis/profile-scope';

/** What differs from the defaults. */
export interface AdmissionPoliciesProps {
  /**
   * The profile that the policies enforce.
   * @default - that of the scope, as the workloads there
   */
  readonly profile?: SecurityProfile;

  /**
   * The namespaces that are gentler or exempt, and the waivers.
   * @default AdmissionRollout.of()
   */
  readonly rollout?: AdmissionRollout;

  /**
   * What happens in every namespace that the rollout puts into no stage.
   * @default AdmissionAction.DENY
   */
  readonly action?: AdmissionAction;

  /**
   * Adds policies that fill in what is absent, as `cdk8s-hardened harden` does, for Kubernetes 1.34 or newer. They overwrite nothing.
   * @default false
   */
  readonly fillsDefaults?: boolean;
}

/**
 * The controls inside the cluster: every control that the API server can decide, as ValidatingAdmissionPolicies with their bindings. They hold for
 * whatever reaches the cluster, be it built with this library or not.
 *
 * Needs Kubernetes 1.30. Waiver annotations of manifests have no effect there: the `waivers` of the rollout have.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class AdmissionPolicies extends Construct {
  /** The names of the policies. */
  public readonly policyNames: string[];

  /**
   * @param scope a chart or any construct in it
   * @param id the name of the construct
   * @param props what differs from the defaults
   * @throws where a waiver of the rollout is malformed, repeated, or for a control that cannot be waived, and for `fillsDefaults` where the
   * Kubernetes of the profile is older than 1.34
   */
  constructor(scope: Construct, id: string, props: AdmissionPoliciesProps = {}) {
    super(scope, id);
    const { profile = profileOf(this), rollout, action = AdmissionAction.DENY } = props;
    const sets = [
      admissionPolicies(CATALOGUE, profile, action, rollout),
      ...(props.fillsDefaults ? [mutatingPolicies(CATALOGUE, profile, rollout)] : []),
    ];
    this.policyNames = sets.flatMap(({ policies }) => policies.map(({ metadata }) => metadata.name));
    for (const object of sets.flatMap(({ policies, bindings }) => [...policies, ...bindings])) {
      const { kind, metadata } = object;
      new ApiObject(this, `${kind}-${metadata.name}`, object as unknown as ApiObjectProps);
    }
  }
}
