import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { getOrInsert } from '../../objects/remembered';

const taken = new WeakMap<Construct, Set<string>>();

/**
 * The name of the objects that belong to a workload: its own. Where a workload of another kind in the same chart and namespace has that name
 * too, which Kubernetes allows, the later one adds its kind.
 */
export function ownName({ chart, kind, name, metadata }: ApiObject): string {
  const names = getOrInsert(taken, chart, () => new Set<string>());
  const key = (text: string): string => `${metadata.namespace ?? ''}/${text}`;
  const own = names.has(key(name)) ? `${name}-${kind.toLowerCase()}` : name;
  names.add(key(own));
  return own;
}
