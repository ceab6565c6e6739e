import { Control } from '../../src/controls/control';
import { Example } from '../../src/controls/example';
import { Placement } from '../../src/controls/subjects/subject';
import { isObject } from '../../src/objects/pointer';

/** Every place where an example of a control must have the verdict that it claims. */
export const placements = (control: Control, example: Example): readonly Placement[] => control.subject.examples.placements(example, control);

/** JSON null is what the API server drops when it decodes. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== null).map(([k, v]) => [k, withoutNulls(v)]));
}
