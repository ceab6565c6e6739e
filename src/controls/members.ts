import { ObjectSet, SetMember } from './control';
import { groupKind, keyOf } from '../objects/manifest';

/** The members of some kinds. */
export function membersOf({ objects }: ObjectSet, ...kinds: string[]): SetMember[] {
  return objects.filter(({ manifest }) => kinds.includes(groupKind(manifest)));
}

/** The members of some kinds, by namespace; those without one are under the empty name. */
export function byNamespace(set: ObjectSet, ...kinds: string[]): (namespace: string) => readonly SetMember[] {
  const found = new Map<string, SetMember[]>();
  for (const member of membersOf(set, ...kinds)) {
    const { namespace } = keyOf(member.manifest);
    const list = found.get(namespace);
    if (list) list.push(member);
    else found.set(namespace, [member]);
  }
  return (namespace) => found.get(namespace) ?? [];
}
