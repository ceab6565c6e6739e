import { valuesOf } from './boundaries';
import { Manifest } from '../../src/objects/manifest';
import { childPointer, isObject, valueAt } from '../../src/objects/pointer';
import { withValueAt } from '../../test/engine/mutations';
import { Chance } from '../chance';
import { MergedTypes } from '../fields/merged-types';
import { OpenApiSchema } from '../fields/open-api';

/** A value that is put at a place of an object; undefined removes what is there. */
export interface Change { readonly pointer: string; readonly value: unknown }

/** A change with whether it is the first of its field and value in any kind: these are tried before those that only repeat what another kind had. */
interface ListedChange extends Change { readonly isNew: boolean }

/** A map of an object whose fields have a type. */
interface Node { readonly pointer: string; readonly type: string; readonly value: Readonly<Record<string, unknown>> }

const REFERENCE = '#/definitions/';
/** Another kind, or what the API server writes itself. */
const LEFT_OUT = new Set(['/apiVersion', '/kind', '/status', '/metadata/managedFields', '/metadata/namespace', '/metadata/uid', '/metadata/resourceVersion']);
/** As many values of a field as are taken from other objects. */
const MOST_SAMPLES = 6;

function nodesIn(object: Manifest, { kinds, types }: MergedTypes): Node[] {
  const kind = kinds.find((one) => one.apiVersion === object.apiVersion && one.kind === object.kind);
  const nodes: Node[] = [];
  const below = (value: unknown, { $ref, items, additionalProperties }: OpenApiSchema, pointer: string): void => {
    if (Array.isArray(value)) {
      if (items) value.forEach((element: unknown, i) => below(element, items, childPointer(pointer, i)));
    } else if (isObject(value) && $ref) {
      const type = $ref.slice(REFERENCE.length);
      nodes.push({ pointer, type, value });
      for (const { name, schema } of types.get(type)?.fields ?? []) {
        if (value[name] !== undefined) below(value[name], schema, childPointer(pointer, name));
      }
    } else if (isObject(value) && additionalProperties) {
      Object.keys(value).forEach((key) => below(value[key], additionalProperties, childPointer(pointer, key)));
    }
  };
  if (kind) below(object, { $ref: `${REFERENCE}${kind.type}` }, '');
  return nodes;
}

/** The values that the fields of each type have in some object: `type field` to different ones. */
function samplesOf(nodes: readonly Node[], { types }: MergedTypes): ReadonlyMap<string, readonly unknown[]> {
  const samples = new Map<string, Map<string, unknown>>();
  for (const { type, value } of nodes) {
    for (const { name } of types.get(type)?.fields ?? []) {
      if (value[name] === undefined) continue;
      const key = `${type} ${name}`;
      const known = samples.get(key) ?? new Map<string, unknown>();
      samples.set(key, known);
      if (known.size < MOST_SAMPLES) known.set(JSON.stringify(value[name]), value[name]);
    }
  }
  return new Map([...samples].map(([key, known]) => [key, [...known.values()]]));
}

/** Everything that can be changed in valid objects, one change at a time. */
export class Changes {
  private readonly seen = new Set<string>();
  private readonly samples: ReadonlyMap<string, readonly unknown[]>;

  constructor(objects: readonly Manifest[], private readonly merged: MergedTypes, private readonly minor: number) {
    this.samples = samplesOf(objects.flatMap((object) => nodesIn(object, merged)), merged);
  }

  /** The changes of an object; what another object of its kind was changed to at the same field of the same type is left out. */
  public of(object: Manifest, known: Set<string>): readonly ListedChange[] {
    return nodesIn(object, this.merged).flatMap((node) => this.ofNode(node)).flatMap(({ change, field }) => {
      const key = `${field} ${change.value === undefined ? '' : JSON.stringify(change.value)}`;
      if (known.size === known.add(key).size) return [];
      return [{ ...change, isNew: this.seen.size !== this.seen.add(key).size }];
    });
  }

  private ofNode({ pointer, type, value }: Node): { readonly change: Change; readonly field: string }[] {
    const fields = this.merged.types.get(type)?.fields ?? [];
    return fields.filter(({ first, last }) => first <= this.minor && this.minor <= last).flatMap(({ name, schema, values }) => {
      const at = childPointer(pointer, name);
      if (LEFT_OUT.has(at)) return [];
      const current = value[name];
      const samples = this.samples.get(`${type} ${name}`) ?? [];
      const joined = Array.isArray(current) ? samples.filter(Array.isArray).map((list) => [...current as unknown[], list[0] as unknown]) : [];
      return [...(current === undefined ? [] : [undefined]), ...samples, ...joined, ...valuesOf(schema, current ?? samples[0], values)]
        .map((other) => ({ change: { pointer: at, value: other }, field: `${type} ${name}` }));
    });
  }
}

export function changed(object: Manifest, changes: readonly Change[]): Manifest {
  return changes.reduce((one, { pointer, value }) => withValueAt(one, pointer, value), object);
}

/** An object with one or two things changed, a half of them within the same map. */
export function changedObjects(objects: readonly Manifest[], merged: MergedTypes, minor: number, count: number, chance: Chance): Manifest[] {
  const changes = new Changes(objects, merged, minor);
  const known = new Map<string, Set<string>>();
  const single = objects.map((object) => {
    const kind = `${object.apiVersion} ${object.kind}`;
    known.set(kind, known.get(kind) ?? new Set());
    return { object, changes: changes.of(object, known.get(kind)!) };
  }).filter((one) => one.changes.length > 0);
  const every = single.flatMap(({ object, changes: some }) => some.map(({ isNew, ...change }) => ({ object, change, isNew })));
  const [first, again] = [every.filter(({ isNew }) => isNew), every.filter(({ isNew }) => !isNew)].map((list) => shuffled(list, chance));
  const all = [...first, ...again].slice(0, Math.ceil(count * SINGLE));
  const made = all.map(({ object, change }) => changed(object, [change]));
  const around = ({ pointer }: Change): string => pointer.slice(0, pointer.lastIndexOf('/'));
  while (made.length < count) {
    const { object, change } = chance.one(all);
    const { changes: others } = single.find((one) => one.object === object)!;
    const near = others.filter((one) => around(one) === around(change));
    const second = chance.one(chance.often(0.5) ? near : others);
    if (valueAt(object, around(second)) !== undefined) made.push(changed(object, [change, second]));
  }
  return made;
}

/** The share of objects of which one thing is changed, where there are so many changes. */
const SINGLE = 0.7;

function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = chance.below(i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}
