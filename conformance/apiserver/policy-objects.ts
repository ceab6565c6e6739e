import { admissionPolicies } from '../../src/admission/policies';
import { CATALOGUE } from '../../src/controls';
import { Control } from '../../src/controls/control';
import { Manifest } from '../../src/objects/manifest';
import { AdmissionRollout } from '../../src/profile/admission-rollout';
import { SecurityProfile } from '../../src/profile/security-profile';

/** The controls that an admission policy can state. */
export const ENFORCEABLE: readonly Control[] = CATALOGUE.filter(({ admission }) => !admission);

const USUAL = JSON.stringify(SecurityProfile.restricted());

/** Whether this is the profile of those who choose none. */
export const isUsual = (profile: SecurityProfile): boolean => JSON.stringify(profile) === USUAL;

/** The policies and bindings that state these controls. */
export function policyObjects(controls: readonly Control[], profile: SecurityProfile, rollout?: AdmissionRollout): Manifest[] {
  const { policies, bindings } = admissionPolicies(controls, profile, 'deny', rollout);
  return [...policies, ...bindings] as unknown as Manifest[];
}
