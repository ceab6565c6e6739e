import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { isOwn } from './hardened-objects';
import { groupKind } from '../../objects/manifest';
import { podLocation } from '../../objects/pod-template';
import { getOrInsert } from '../../objects/remembered';

/** Whether applying an object starts pods. */
const startsPods = ({ apiVersion, kind }: ApiObject): boolean => podLocation({ apiVersion, kind }) !== undefined && groupKind({ apiVersion, kind }) !== 'PodTemplate';

/**
 * The objects of a chart, those whose pods start behind all others. `kubectl apply` works through a file from its beginning: a pod that comes before its
 * ServiceAccount is refused, one before its NetworkPolicy has an open network, one before its Role is denied. What depends on such an object stays behind it.
 *
 * A chart without any object of this library keeps the order of cdk8s.
 *
 * @param objects each after those that it depends on
 * @param dependencies what comes before what: objects, and groups of them
 */
export function podsLast(objects: readonly ApiObject[], dependencies: ReadonlyMap<unknown, ReadonlySet<unknown>>): readonly ApiObject[] {
  if (!objects.some(isOwn)) return objects;
  const late = new Map<unknown, boolean>();
  const followsPods = (vertex: unknown): boolean => [...dependencies.get(vertex) ?? []].some(isLate);
  // of the other constructs the objects are dependencies as well
  const isLate = (target: unknown): boolean => (Construct.isConstruct(target) ? late.get(target) ?? false
    : getOrInsert(late, target, () => followsPods(target)));
  for (const object of objects) late.set(object, startsPods(object) || followsPods(object));
  return [...objects.filter((object) => !late.get(object)), ...objects.filter((object) => late.get(object))];
}
