import { anyVersionOf, builtInKinds } from '../fields/built-in';
import { groupKind, keyOf, Manifest } from '../manifest';
import { plainText } from '../plain-text';
import { isObject } from '../pointer';
import { isBuiltInKind } from '../scope';

/** An object of a kind of Kubernetes that stands in a custom resource, whose controller creates it. */
export interface EmbeddedObject {
  readonly manifest: Manifest;
  /** Where it stands. */
  readonly pointer: string;
  /** The field of the manifest that stands there, where that is all of it: `/rules`. Empty where the whole object does. */
  readonly wrapped: string;
}

/** A text in a custom resource that holds an object. */
export interface EmbeddedText {
  readonly pointer: string;
  readonly kind: string;
}

/** Whether a field of an object is one that its kind has. A reference to an object has other fields beside its type. */
export function isFieldOfKind(object: Manifest, field: string): boolean {
  const { apiVersion, kind } = keyOf(object);
  const type = builtInKinds(apiVersion)?.get(kind)?.type ?? anyVersionOf(apiVersion, kind);
  return type ? type.field(field) !== undefined : field === 'metadata' || field === 'spec';
}

/** Whether a map is an object of a kind of Kubernetes rather than a reference to one: it holds more than names. */
export function isEmbeddedObject(map: Manifest): boolean {
  if (typeof map.apiVersion !== 'string' || typeof map.kind !== 'string' || !isBuiltInKind(groupKind(map))) return false;
  return Object.keys(map).some((key) => typeof map[key] === 'object' && map[key] !== null && isFieldOfKind(map, key));
}

const areTexts = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');

/** Whether a list holds rules as roles have them. `apiGroups` tells them from the rules of other authorizers. */
export function arePolicyRules(list: readonly unknown[]): boolean {
  return list.some((rule) => isObject(rule) && areTexts(rule.verbs) && (areTexts(rule.apiGroups) || areTexts(rule.nonResourceURLs)));
}

/** Groups that serve kinds of Kubernetes under their own name, by the API version that they stand for. https://docs.okd.io/latest/rest_api/role_apis/role-apis-index.html */
const SERVED_AS: Readonly<Record<string, string>> = { 'authorization.openshift.io': 'rbac.authorization.k8s.io/v1' };

/** The object of Kubernetes that the API server makes of one of another group; undefined where it makes none. */
export function servedAs(object: Manifest): Manifest | undefined {
  const group = plainText(object.apiVersion).split('/')[0];
  const served = Object.hasOwn(SERVED_AS, group) ? { ...object, apiVersion: SERVED_AS[group] } : undefined;
  return served && isBuiltInKind(groupKind(served)) ? served : undefined;
}

/** What roles are called that stand in other objects: the rules are all there is of them. */
export const roleOf = (rules: readonly unknown[]): Manifest => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', rules });

/** The first line that is neither blank, nor a comment, nor a marker is a field of an object. A script with an object in it begins otherwise. */
const BEGINS_LIKE_OBJECT = /^(?:[ \t]*(?:#[^\n]*|---[^\n]*)?\r?\n)*[ \t]*(?:\{|\[|(?:- +)?["']?(?:apiVersion|kind|metadata|items)["']?[ \t]*:)/;
const TYPE_FIELD = /(?:^|[\n{,]|- )[ \t]*["']?(apiVersion|kind)["']?[ \t]*:[ \t]*["']?([\w.-]+(?:\/[\w.-]+)?)/g;
/** So many objects in one text are told apart. */
const MOST_TYPES = 100;

/** The kind of an object of Kubernetes that a text holds in YAML or JSON; undefined where it holds none. */
export function kindInText(text: string): string | undefined {
  if (!text.includes('apiVersion') || !BEGINS_LIKE_OBJECT.test(text)) return undefined;
  const versions = new Set<string>();
  const kinds = new Set<string>();
  for (const [, field, value] of text.matchAll(TYPE_FIELD)) {
    const values = field === 'kind' ? kinds : versions;
    if (values.size < MOST_TYPES) values.add(value);
  }
  for (const kind of kinds) for (const apiVersion of versions) if (isBuiltInKind(groupKind({ apiVersion, kind }))) return kind;
  return undefined;
}
