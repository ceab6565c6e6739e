import { ApiObject } from 'cdk8s';
import { Control } from '../../controls/control';
import { Filled } from '../../engine/fill';

const made = new WeakMap<ApiObject, readonly Control['id'][]>();
const filled = new WeakMap<ApiObject, readonly Control['id'][]>();

/** Notes the controls that an object was made for. */
export function madeFor(object: ApiObject, ...controls: readonly Control['id'][]): void {
  made.set(object, [...made.get(object) ?? [], ...controls]);
}

/** Whether an object was made by a construct of this library for a control. */
export function isOwn(object: ApiObject): boolean {
  return made.has(object);
}

/** Notes what was filled in when an object was last rendered. */
export function recordFilled(object: ApiObject, fields: readonly Filled[]): void {
  filled.set(object, fields.map(({ control }) => control));
}

/** The controls that an object owes something to, each once: those that filled a field, then those that it was made for. */
export function hardenedBy(object: ApiObject): readonly Control['id'][] {
  const controls = [...filled.get(object) ?? [], ...made.get(object) ?? []];
  return controls.length < 2 ? controls : [...new Set(controls)];
}
