import { COMPONENT_KINDS } from '../cluster-components/sources';
import { anyVersionOf, builtInKinds, isComponentFile } from '../fields/built-in';
import { groupKind, Manifest, typeMetaOf } from '../manifest';
import { plainText } from '../plain-text';
import { elementsOf, isObject, valueAt } from '../pointer';
import { isBuiltInKind } from '../scope';

/** An object of a kind of Kubernetes that stands in a custom resource, whose controller creates it. */
export interface EmbeddedObject {
  readonly manifest: Manifest;
  /** Where it stands. */
  readonly pointer: string;
  /** The field of the manifest that stands there, where that is all of it: `/rules`. Empty where the whole object does. */
  readonly wrapped: string;
  /** Whether it stands in a text, so that every pointer into it is that of the text. */
  readonly isInText?: true;
  /** Whether it is used as it stands, so that it must be as valid as an object of its own. */
  readonly isFinal?: true;
}

/** Whether a component reads an object as its configuration. */
export function isConfigurationFile(object: Manifest): boolean {
  const { apiVersion, kind } = typeMetaOf(object);
  return isComponentFile(apiVersion, kind) || COMPONENT_KINDS.includes(groupKind(object));
}

/** Whether a kind is one of Kubernetes: the API server stores it, or a component reads it. */
export const isKindOfKubernetes = (object: Manifest): boolean => isBuiltInKind(groupKind(object)) || isConfigurationFile(object);

/** Whether a field of an object is one that its kind has. A reference to an object has other fields beside its type. */
export function isFieldOfKind(object: Manifest, field: string): boolean {
  const { apiVersion, kind } = typeMetaOf(object);
  const type = builtInKinds(apiVersion)?.get(kind)?.type ?? anyVersionOf(apiVersion, kind);
  return type ? type.field(field) !== undefined : field === 'metadata' || field === 'spec';
}

/** Whether a map is an object of a kind of Kubernetes rather than a reference to one: it holds more than names. */
export function isEmbeddedObject(map: Manifest): boolean {
  if (typeof map.apiVersion !== 'string' || typeof map.kind !== 'string' || !isKindOfKubernetes(map)) return false;
  return Object.keys(map).some((key) => typeof map[key] === 'object' && map[key] !== null && isFieldOfKind(map, key));
}

/** A list of texts, or a text where such a list belongs: an operator may read it, and controls cannot decide about it. */
const saysTexts = (value: unknown): boolean => (typeof value === 'string' && value !== '') || (Array.isArray(value) && value.some((one) => typeof one === 'string'));

/** Whether a list holds rules as roles have them. `apiGroups` tells them from the rules of other authorizers. */
export function arePolicyRules(list: readonly unknown[]): boolean {
  return list.some((rule) => isObject(rule) && saysTexts(rule.verbs) && (saysTexts(rule.apiGroups) || saysTexts(rule.nonResourceURLs)));
}

/** Groups that serve kinds of Kubernetes under their own name, by the API version that they stand for. https://docs.okd.io/latest/rest_api/role_apis/role-apis-index.html */
const SERVED_AS: Readonly<Record<string, string>> = { 'authorization.openshift.io': 'rbac.authorization.k8s.io/v1' };

/** The object of Kubernetes that the API server makes of one of another group; undefined where it makes none. */
export function servedAs(object: Manifest): Manifest | undefined {
  const group = plainText(object.apiVersion).split('/')[0];
  const served = Object.hasOwn(SERVED_AS, group) ? { ...object, apiVersion: SERVED_AS[group] } : undefined;
  return served && isBuiltInKind(groupKind(served)) ? served : undefined;
}

/** The static pods of a machine, which its kubelet runs as they stand. https://docs.siderolabs.com/talos/latest/reference/configuration/v1alpha1/config#machine */
export function talosPods(manifest: Manifest): EmbeddedObject[] {
  return elementsOf(valueAt(manifest, '/machine/pods')).flatMap((pod, i): EmbeddedObject[] => {
    const isFound = !isObject(pod) || isEmbeddedObject(pod); // the documentation writes `kind: pod`
    return isFound ? [] : [{ manifest: { ...pod, apiVersion: 'v1', kind: 'Pod' }, pointer: `/machine/pods/${i}`, wrapped: '', isFinal: true }];
  });
}

/** The object that a map describes by its type and name beside `data`, its fields, as rules of Kyverno generate some; undefined for any other map. */
export function generatedObject(map: Manifest, pointer: string): EmbeddedObject | undefined {
  const { apiVersion, kind, name, namespace, data } = map;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isObject(data) || isFieldOfKind(map, 'data')) return undefined;
  const manifest = { ...data, apiVersion, kind, metadata: { ...(isObject(data.metadata) ? data.metadata : {}), name, namespace } };
  return isKindOfKubernetes(manifest) ? { manifest, pointer: `${pointer}/data`, wrapped: '' } : undefined;
}

/** What roles are called that stand in other objects: the rules are all there is of them. */
export const roleOf = (rules: readonly unknown[]): Manifest => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', rules });
