import { Manifest } from './manifest';
import { plainText } from './plain-text';
import { isObject } from './pointer';
import { isFilledText } from './value-types';

/** An object that clients send to the API server, and the path to it: empty, or through `items`. */
export interface AppliedObject {
  readonly manifest: Manifest;
  readonly path: readonly string[];
}

/** Why something in a document or in a list cannot be taken for an object. */
export interface UnusableObject {
  readonly path: readonly string[];
  readonly message: string;
  readonly fix: string;
}

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === '';

/** The objects of a document, lists taken apart; undefined where it is no Kubernetes object but the values of a chart or the like. */
export function objectsOfDocument(value: unknown): (AppliedObject | UnusableObject)[] | undefined {
  if (Array.isArray(value)) {
    const holdsObject = value.some((item) => isObject(item) && isFilledText(item.apiVersion) && isFilledText(item.kind));
    return holdsObject ? [{ path: [], message: 'is a list of objects without a kind', fix: 'put them below `items` of an object with `apiVersion: v1` and `kind: List`' }] : undefined;
  }
  if (!isObject(value) || isMissing(value.apiVersion) || isMissing(value.kind)) return undefined;
  if (!isFilledText(value.apiVersion) || !isFilledText(value.kind)) return [{ path: [], message: 'has an apiVersion or kind that is no text', fix: 'write both as texts' }];
  return appliedObjects(value);
}

/**
 * What clients apply for one object: a list stands for its items, and so does every list in it. kubectl takes whatever has `items` for a list, other
 * clients go by the kind. So an object with `items` whose kind is no list stands for itself and for its items.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/unstructured/helpers.go
 */
export function appliedObjects(object: Manifest, path: readonly string[] = []): (AppliedObject | UnusableObject)[] {
  const { items } = object;
  if (!Array.isArray(items)) return [{ manifest: object, path }];
  const listed = items.flatMap((item: unknown, i) => appliedItems(item, object, [...path, 'items', plainText(i)]));
  return isListKind(object.kind) ? listed : [{ manifest: object, path }, ...listed];
}

/** An object with each of the objects that clients apply for it replaced; the same object where nothing changes. */
export function mapApplied(object: Manifest, change: (one: Manifest) => Manifest): Manifest {
  const { items } = object;
  if (!Array.isArray(items)) return change(object);
  const changed = items.map((item: unknown) => {
    const typed = withTypeOf(object, item);
    const after = typed && mapApplied(typed, change);
    return after === typed ? item : after;
  });
  const list = changed.every((item, i) => item === items[i]) ? object : { ...object, items: changed };
  return isListKind(object.kind) ? list : change(list);
}

/** Whether a kind is a list of objects: `List`, or `DeploymentList` as an API server answers. */
export function isListKind(kind: unknown): boolean {
  return typeof kind === 'string' && kind.endsWith('List');
}

function appliedItems(item: unknown, list: Manifest, path: readonly string[]): (AppliedObject | UnusableObject)[] {
  const typed = withTypeOf(list, item);
  if (!typed) return [{ path, message: 'has an item that is no object with apiVersion and kind', fix: 'add both, or remove the item' }];
  if (!isFilledText(typed.apiVersion) || !isFilledText(typed.kind)) return [{ path, message: 'has an apiVersion or kind that is no text', fix: 'write both as texts' }];
  return appliedObjects(typed, path);
}

/** An API server leaves the type of the items of a `DeploymentList` out. */
function withTypeOf({ apiVersion, kind: listKind }: Manifest, item: unknown): Manifest | undefined {
  if (!isObject(item)) return undefined;
  if (!isMissing(item.kind) && !isMissing(item.apiVersion)) return item;
  const kind = plainText(listKind).replace(/List$/, '');
  return isMissing(item.kind) && kind !== '' ? { ...item, apiVersion, kind } : undefined;
}
