import { CATALOGUE } from '../../src/controls';
import { Control } from '../../src/controls/control';
import { withCovered } from '../../src/engine/finding';
import { Judge } from '../../src/engine/judge';
import { pointerKeys } from '../../src/objects/pointer';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Severity } from '../../src/profile/severity';

type Json = Record<string, any>;

/** What somebody changes in an object who follows a fix. */
export type Edit = (object: Json) => void;

function holderOf(object: Json, pointer: string): readonly [Json, string] {
  const keys = pointerKeys(pointer);
  return [keys.slice(0, -1).reduce<Json>((at, key) => (at[key] ??= {}) as Json, object), keys.at(-1)!];
}

/** Writes a value. */
export const set = (pointer: string, value: unknown): Edit => (object) => {
  const [at, key] = holderOf(object, pointer);
  at[key] = value;
};

/** Removes a field, or an element of a list. */
export const remove = (pointer: string): Edit => (object) => {
  const [at, key] = holderOf(object, pointer);
  if (Array.isArray(at)) at.splice(Number(key), 1);
  else delete at[key];
};

/** Passes a flag to the component that a static pod runs, instead of an earlier one of its name; without a value it is removed. */
export const flag = (name: string, value?: string): Edit => ({ spec: { containers: [{ command }] } }) => {
  const known = (command as string[]).findIndex((word) => word.startsWith(`--${name}=`));
  if (known >= 0) command.splice(known, 1);
  if (value !== undefined) command.push(`--${name}=${value}`);
};

const messagesOf = (control: Control, manifest: Json, evidence: Control['examples']['bad'][0]['evidence']): string[] => {
  const profile = SecurityProfile.restricted({ severities: { [control.id]: Severity.ERROR } });
  return new Judge([control], evidence).findings([{ manifest, profile, origin: {}, waivers: [] }]).flatMap(withCovered).map(({ message }) => message);
};

/** Tests that fixes followed literally, in the first bad example of each control, leave no finding of it. */
export function testFollowed(fixes: Readonly<Record<string, readonly Edit[]>>): void {
  const controls = CATALOGUE.filter(({ id }) => Object.hasOwn(fixes, id));

  test('every fix here belongs to a control', () => expect(controls.map(({ id }) => id).sort()).toEqual(Object.keys(fixes).sort()));

  test.each(controls.map((control) => [control.id, control.fix.yaml, control] as const))('%s: %s', (id, _, control) => {
    const [example] = control.examples.bad;
    const [{ manifests: [bad] }] = control.subject.examples.placements(example, control);
    const fixed = JSON.parse(JSON.stringify(bad)) as Json;
    fixes[id].forEach((edit) => edit(fixed));
    expect(messagesOf(control, bad as Json, example.evidence)).not.toEqual([]);
    expect(messagesOf(control, fixed, example.evidence)).toEqual([]);
  });
}
