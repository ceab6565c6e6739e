import { MergedField, MergedTypes } from './merged-types';
import { Place, placesIn } from './places';
import { Manifest } from '../../src/objects/manifest';
import { isObject } from '../../src/objects/pointer';
import { withValueAt } from '../../test/engine/mutations';
import { Client } from '../apiserver/client';
import { inParallel } from '../apiserver/in-parallel';

/** What a specification says of a field that the API server may or may not enforce. */
export const RULES = ['required', 'values', 'not empty', 'not negative', 'unique'] as const;
export type Rule = typeof RULES[number];

/** Whether the API server refused what breaks a rule, by `rule type field`; a rule that no object could try is missing. */
export type Enforced = Readonly<Record<string, boolean>>;

/** A field means different things in different places, so that several are tried. */
const MOST_TRIALS = 6;
const QUANTITY = '#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity';

export const ruleKey = (rule: Rule, type: string, field: string): string => `${rule} ${type} ${field}`;

interface Trial { readonly key: string; readonly object: Manifest }

/** Breaks each rule in valid objects, and asks the API server. What it refuses in one place and not in another is not enforced. */
export async function tryRules(client: Client, objects: readonly Manifest[], merged: MergedTypes): Promise<Enforced> {
  const trials = objects.flatMap((object) => placesIn(object, merged).flatMap((place) => trialsAt(place, object, merged)));
  const tried = new Map<string, number>();
  const few = trials.filter(({ key }) => {
    const count = tried.get(key) ?? 0;
    tried.set(key, count + 1);
    return count < MOST_TRIALS;
  });
  const refused = await inParallel(few, async ({ object }) => (await client.create(object, { dryRun: true })).status >= 400);
  const enforced: Record<string, boolean> = {};
  few.forEach(({ key }, i) => { enforced[key] = refused[i] && (enforced[key] ?? true); });
  return Object.fromEntries(Object.entries(enforced).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function trialsAt(place: Place, object: Manifest, { types }: MergedTypes): Trial[] {
  const field = types.get(place.type)!.fields.find(({ name }) => name === place.field)!;
  return spoilt(place, field).map(([rule, value]) => (
    { key: ruleKey(rule, place.type, place.field), object: withValueAt(object, place.pointer, value) }
  ));
}

function spoilt({ value, schema }: Place, { required, values }: MergedField): (readonly [Rule, unknown])[] {
  const inList = (one: unknown): unknown => (Array.isArray(value) ? [one] : one);
  return [
    ...(required ? [undefined, ...(typeof value === 'string' ? [''] : [])].map((missing) => ['required', missing] as const) : []),
    ...(values ? [['values', inList('Bogus')] as const, ['not empty', inList('')] as const] : []),
    ...(schema.$ref === QUANTITY ? [['not negative', '-1'] as const] : []),
    ...(schema.additionalProperties?.$ref === QUANTITY && isObject(value) ? [['not negative', { ...value, [Object.keys(value)[0]]: '-1' }] as const] : []),
    ...(schema['x-kubernetes-list-type'] === 'map' && Array.isArray(value) && value.length > 0 ? [['unique', [...value, value[0] as unknown]] as const] : []),
  ];
}
