import { Manifest } from '../objects/manifest';
import { isObject } from '../objects/pointer';

/** An object of a document, and the path to it: empty, or through `items`. */
export interface ObjectIn {
  readonly manifest: Manifest;
  readonly path: readonly string[];
}

/** Why something in a document cannot be taken for an object. */
export interface NoObject {
  readonly path: readonly string[];
  readonly message: string;
  readonly fix: string;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The objects of a document, lists taken apart as kubectl does; undefined where it is no Kubernetes object but the values of a chart or the like. */
export function objectsIn(value: unknown): (ObjectIn | NoObject)[] | undefined {
  if (Array.isArray(value)) {
    const holdsObject = value.some((item) => isObject(item) && isText(item.apiVersion) && isText(item.kind));
    return holdsObject ? [{ path: [], message: 'is a list of objects without a kind', fix: 'put them below `items` of an object with `apiVersion: v1` and `kind: List`' }] : undefined;
  }
  if (!isObject(value) || isMissing(value.apiVersion) || isMissing(value.kind)) return undefined;
  return flatten(value, []);
}

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Whatever has `items` is a list to the API tooling, whichever kind it says it is. */
function flatten(value: Readonly<Record<string, unknown>>, path: readonly string[]): (ObjectIn | NoObject)[] {
  const { apiVersion, kind, items } = value;
  if (!isText(apiVersion) || !isText(kind)) return [{ path, message: 'has an apiVersion or kind that is no text', fix: 'write both as texts' }];
  if (!Array.isArray(items)) return [{ manifest: value, path }];
  return items.flatMap((item: unknown, i) => {
    const at = [...path, 'items', String(i)];
    const typed = withTypeOf(item, apiVersion, kind);
    return typed ? flatten(typed, at) : [{ path: at, message: 'has an item that is no object with apiVersion and kind', fix: 'add both, or remove the item' }];
  });
}

/** An API server leaves the type of the items of a `DeploymentList` out. */
function withTypeOf(item: unknown, apiVersion: string, listKind: string): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(item)) return undefined;
  if (!isMissing(item.kind) && !isMissing(item.apiVersion)) return item;
  const kind = listKind.slice(0, -'List'.length);
  return isMissing(item.kind) && listKind.endsWith('List') && kind !== '' ? { ...item, apiVersion, kind } : undefined;
}
