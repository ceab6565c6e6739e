import { ApiObject } from 'cdk8s';
import { hardenedBy } from './hardened-objects';
import { sourceOf } from './source-location';
import { Finding } from '../../engine/finding';
import { appliedObjects } from '../../objects/applied-objects';
import { keyOf, keyText, Manifest } from '../../objects/manifest';

/** What the index says about one object. */
export interface IndexedObject {
  readonly constructPath: string;
  /** The line of code that made it, as `main.ts:12`; missing where the app does not note it. */
  readonly source?: string;
  /** The controls that it owes something to: a field that was filled in, or its very existence. */
  readonly hardened: readonly string[];
  readonly findings: readonly Pick<Finding, 'control' | 'severity' | 'outcome' | 'pointer' | 'container' | 'message' | 'waiver'>[];
}

/** Objects by `apiVersion/kind/namespace/name`; the namespace of cluster-scoped objects is empty. */
export type ObjectIndex = Readonly<Record<string, IndexedObject>>;

/** Where each object of an app comes from, what hardened it and what is still to say about it. */
export function objectIndex(manifests: ReadonlyMap<ApiObject, Manifest>, findings: readonly Finding[]): ObjectIndex {
  const entries = new Map<string, IndexedObject>();
  for (const [object, manifest] of manifests) {
    const source = sourceOf(object);
    const entry = { constructPath: constructPath(object), ...(source ? { source: `${source.file}:${source.line}` } : {}), hardened: hardenedBy(object), findings: [] };
    for (const applied of appliedObjects(manifest)) if ('manifest' in applied) entries.set(keyText(keyOf(applied.manifest)), entry);
  }
  for (const { control, severity, outcome, pointer, container, message, waiver, object, origin } of findings) {
    const key = keyText(object);
    const entry = entries.get(key) ?? { constructPath: origin.constructPath ?? '', hardened: [], findings: [] };
    entries.set(key, { ...entry, findings: [...entry.findings, { control, severity, outcome, pointer, container, message, waiver }] });
  }
  return Object.fromEntries([...entries.keys()].sort().map((key) => [key, entries.get(key)!]));
}

/** The path of the construct that the user wrote: the resource inside an L2 construct is an implementation detail of it. */
export function constructPath(object: ApiObject): string {
  return object.node.path.replace(/\/Resource$/, '');
}
