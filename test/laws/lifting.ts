import { Environment } from '@marcbachmann/cel-js';
import { withoutNulls } from './placements';
import { toCel } from '../../src/controls/cel';
import { Control } from '../../src/controls/control';
import { Expression } from '../../src/controls/require';
import { CONTAINER_LISTS } from '../../src/objects/container';
import { groupKind, Manifest } from '../../src/objects/manifest';
import { POD_KINDS } from '../../src/objects/pod-template';
import { pointerKeys } from '../../src/objects/pointer';

/** The CEL text of a control for one kind: its subject's text, said of every subject of the object. */
export function lifted(control: Control, expression: Expression, kind: string): string {
  const select = (pointer: string): string => pointerKeys(pointer).map((key) => `.?${key}`).join('');
  const spec = `object${select(POD_KINDS[kind]?.spec ?? '')}.orValue({})`;
  const roots = { pod: spec, object: 'object', metadata: `object${select(POD_KINDS[kind]?.metadata ?? '')}.orValue({})` };
  switch (control.subject) {
    case 'container': return CONTAINER_LISTS.filter(({ role }) => !control.containers || control.containers.includes(role))
      .map(({ field }) => `${spec}.?${field}.orValue([]).all(c, ${toCel(expression, { ...roots, subject: 'c' })})`).join(' && ');
    case 'pod': return toCel(expression, { ...roots, subject: spec });
    case 'policy-rule': return `object.?rules.orValue([]).all(r, ${toCel(expression, { object: 'object', subject: 'r' })})`;
    default: return toCel(expression, { object: 'object', subject: 'object' });
  }
}

const environment = new Environment({ enableOptionalTypes: true, unlistedVariablesAreDyn: true });

/** CEL integers are BigInt in this engine. */
function asCel(value: unknown): unknown {
  if (Number.isInteger(value)) return BigInt(value as number);
  if (Array.isArray(value)) return value.map(asCel);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, asCel(v)])) : value;
}

/** What a CEL engine says of an object. */
export function celVerdict(control: Control, expression: Expression, manifest: Manifest): boolean {
  const object = asCel(withoutNulls(manifest));
  return environment.evaluate(lifted(control, expression, groupKind(manifest)), { object } as never) === true;
}
