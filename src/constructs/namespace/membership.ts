import { IConstruct } from 'constructs';
import { PodSecurityLevel } from '../../profile/pod-security-level';
import { nearest } from '../synthesis/nearest';

const names = new WeakMap<IConstruct, string>();

/** Declares that what is built below this scope lives in a namespace. */
export function declareNamespace(scope: IConstruct, name: string): void {
  names.set(scope, name);
}

/** The namespace that a construct lives in by its place in the tree. */
export function enclosingNamespace(construct: IConstruct): string | undefined {
  return nearest(construct, (scope) => names.get(scope));
}

/** A namespace, and the Pod Security level of its label. */
export interface NamespaceLevel {
  readonly name: string;
  readonly level: PodSecurityLevel;
}

const levels = new WeakMap<IConstruct, NamespaceLevel>();

/** Declares the Pod Security level of the namespace that a scope is. */
export function declareLevel(scope: IConstruct, level: NamespaceLevel): void {
  levels.set(scope, level);
}

/** The level of the namespace that a construct lives in by its place in the tree; undefined where the namespace is not built here. */
export function levelOfNamespace(construct: IConstruct): NamespaceLevel | undefined {
  return nearest(construct, (scope) => levels.get(scope));
}

/** The names of all namespaces that are declared below a root. */
export function declaredNamespaces(root: IConstruct): string[] {
  return root.node.findAll().flatMap((scope) => names.get(scope) ?? []);
}
