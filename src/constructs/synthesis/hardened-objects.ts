import { ApiObject } from 'cdk8s';
import { Filled } from '../../engine/fill';

const filled = new WeakMap<ApiObject, readonly Filled[]>();

/** Notes what was filled in when an object was last rendered. */
export function recordFilled(object: ApiObject, fields: readonly Filled[]): void {
  filled.set(object, fields);
}

/** What was filled into an object when it was last rendered. */
export function filledIn(object: ApiObject): readonly Filled[] {
  return filled.get(object) ?? [];
}
