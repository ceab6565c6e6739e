import { Evidence, EvidenceKind } from './evidence';
import { CustomTypes } from '../objects/fields/custom-types';
import { getOrInsert } from '../objects/remembered';
import { SecurityProfile } from '../profile/security-profile';

/** The kinds that CustomResourceDefinitions describe: those beside the manifests, and those among them. */
export const CUSTOM_TYPES = new EvidenceKind<CustomTypes>('CustomResourceDefinitions', 'pass --crds PATH');

const known = new WeakMap<SecurityProfile, CustomTypes>();

/** The kinds that the definitions of a profile describe. A profile that a module made with an earlier release has none. */
function customTypesOf(profile: SecurityProfile): CustomTypes {
  return getOrInsert(known, profile, () => CustomTypes.NONE.with(profile.customResourceDefinitions ?? []));
}

/** All kinds that are described for objects of a profile; what is said for one check wins. */
export function customTypesIn(profile: SecurityProfile, evidence: Evidence): CustomTypes {
  const types = customTypesOf(profile);
  return evidence.has(CUSTOM_TYPES) ? types.overlaid(evidence.get(CUSTOM_TYPES)) : types;
}
