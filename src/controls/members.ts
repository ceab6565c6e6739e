import { ObjectSet, SetMember } from './control';
import { selectorIndex } from '../objects/label-selector';
import { groupKind, keyOf, stringMap } from '../objects/manifest';
import { podsOf, PodView } from '../objects/pod-template';
import { valueAt } from '../objects/pointer';

/** The members of some kinds. */
export function membersOf({ objects }: ObjectSet, ...kinds: string[]): SetMember[] {
  return objects.filter(({ manifest }) => kinds.includes(groupKind(manifest)));
}

/** The members of some kinds, by namespace; those without one are under the empty name. */
export function byNamespace(set: ObjectSet, ...kinds: string[]): (namespace: string) => readonly SetMember[] {
  return inNamespaces(membersOf(set, ...kinds), (member) => member);
}

/** Equal pods that a member runs. */
export interface RunningPods { readonly member: SetMember; readonly pods: PodView }

/** The pods of every member, by built-in, well-known and declared templates; those of a PodTemplate do not run by themselves. */
export function runningPods({ objects }: ObjectSet): RunningPods[] {
  return objects.filter(({ manifest }) => groupKind(manifest) !== 'PodTemplate')
    .flatMap((member) => podsOf(member.manifest, member.profile.customPodSpecs).map((pods) => ({ member, pods })));
}

/** What members bring, by their namespace; what is in none is under the empty name. */
export function inNamespaces<T>(list: readonly T[], memberOf: (one: T) => SetMember): (namespace: string) => readonly T[] {
  const found = new Map<string, T[]>();
  for (const one of list) {
    const { namespace } = keyOf(memberOf(one).manifest);
    const known = found.get(namespace);
    if (known) known.push(one);
    else found.set(namespace, [one]);
  }
  return (namespace) => found.get(namespace) ?? [];
}

/** The members of a kind whose selector could pick pods with some labels in a namespace; the caller asks each of them. */
export function selectingMembers(
  set: ObjectSet, kind: string, selectorPointer: string,
): (namespace: string, labels: unknown) => readonly SetMember[] {
  const members = byNamespace(set, kind);
  const known = new Map<string, (labels: Readonly<Record<string, string>>) => SetMember[]>();
  return (namespace, labels) => {
    const index = known.get(namespace) ?? selectorIndex(members(namespace), ({ manifest }) => valueAt(manifest, selectorPointer));
    known.set(namespace, index);
    return index(stringMap(labels));
  };
}
