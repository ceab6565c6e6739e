import { IConstruct } from 'constructs';
import { nearest } from './nearest';
import { once } from '../../objects/remembered';
import { SecurityProfile } from '../../profile/security-profile';

const profiles = new WeakMap<IConstruct, SecurityProfile>();
const defaultProfile = once(() => SecurityProfile.restricted());

/** Sets the profile of a scope. A second one would leave what was built before it under other rules, so it is refused. */
export function useProfile(scope: IConstruct, profile: SecurityProfile): void {
  if (profiles.has(scope)) {
    throw new Error(`cannot set the profile of "${scope.node.path}" again: what was built under the first one would no longer follow it; `
      + 'set it once, before building, or on a scope below');
  }
  profiles.set(scope, profile);
}

/** The nearest profile, looking upwards. */
export function profileOf(scope: IConstruct): SecurityProfile {
  return nearest(scope, (at) => profiles.get(at)) ?? defaultProfile();
}
