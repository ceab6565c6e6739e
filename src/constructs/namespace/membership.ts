import { IConstruct } from 'constructs';
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
