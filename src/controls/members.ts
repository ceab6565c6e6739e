import { NAMESPACES_OF_KUBERNETES } from './conditions';
import { ObjectSet, SetMember } from './control';
import { inContainers, SetReads } from './set-reads';
import { guardedIn } from '../objects/disruption-budget';
import { grouped } from '../objects/grouped';
import { effectiveNamespace, groupKind, keyOf, namespaceOf } from '../objects/manifest';
import { INBOUND_KINDS, InboundPaths } from '../objects/network/inbound-paths';
import { ISOLATION_READS, NetworkIsolation } from '../objects/network/isolation';
import { podEnd, PodEnd, Reachability } from '../objects/network/reachability';
import { PodIndex } from '../objects/pod-index';
import { POD_KINDS, podsOf, PodView } from '../objects/pod-template';
import { getOrInsert } from '../objects/remembered';
import { HORIZONTAL_POD_AUTOSCALER, scalersIn } from '../objects/scaling';
import { isBuiltInKind } from '../objects/scope';
import { ServiceIndex } from '../objects/service-index';

/** What `podIndexOf` and the labels of pods are made from. */
export const POD_LABELS: SetReads = { pods: ['/metadata/labels'] };

/** What `scalersOf` is made from: the autoscaler of Kubernetes and custom kinds with the same field. */
export const SCALE_TARGETS: SetReads = { kinds: { '*': ['/spec/scaleTargetRef'] } };

/** What `guardedBy` is made from. */
export const GUARDED_PODS: SetReads = {
  kinds: { ...SCALE_TARGETS.kinds, [HORIZONTAL_POD_AUTOSCALER]: ['/spec/minReplicas'] }, pods: POD_LABELS.pods, besideTemplates: ['/replicas'],
};

/** What `serviceIndexOf` is made from. */
export const SERVICE_PORTS: SetReads = { kinds: { Service: ['/spec/ports'] } };

/** What `networkIsolationOf` is made from. */
export const NETWORK_POLICIES: SetReads = { kinds: ISOLATION_READS };

/** What `podEndsOf` and `reachabilityOf` are made from. */
export const CONNECTIONS: readonly SetReads[] = [POD_LABELS, NETWORK_POLICIES, { pods: inContainers('/ports', '/restartPolicy') }];

/** What `inboundPathsOf` is made from. */
export const INBOUND_PATHS: SetReads = { kinds: { ...INBOUND_KINDS, Service: ['/spec', '/metadata/labels'] } };

/** A view of a set that is made once, however many controls look at it. */
function oncePerSet<View extends {}>(make: (set: ObjectSet) => View): (set: ObjectSet) => View {
  const views = new WeakMap<ObjectSet['objects'], View>();
  return (set) => getOrInsert(views, set.objects, () => make(set));
}

const byKind = oncePerSet(({ objects }) => grouped(objects, ({ manifest }) => groupKind(manifest)));

/** The members of a kind. */
export function membersOf(set: ObjectSet, kind: string): readonly SetMember[] {
  return byKind(set).get(kind) ?? [];
}

/** The Namespaces for applications: in those of Kubernetes a quota or a denial of all traffic would stop what the cluster itself needs, such as DNS. */
export function namespacesForApplications(set: ObjectSet): readonly SetMember[] {
  return membersOf(set, 'Namespace').filter(({ manifest }) => !NAMESPACES_OF_KUBERNETES.includes(keyOf(manifest).name));
}

/** The members of some kinds, in the order of the set. */
export function membersOfKinds(set: ObjectSet, kinds: readonly string[]): readonly SetMember[] {
  const lists = kinds.map((kind) => membersOf(set, kind)).filter((list) => list.length > 0);
  if (lists.length < 2) return lists[0] ?? [];
  const among = new Set(lists.flat());
  return set.objects.filter((member) => among.has(member));
}

/** The members that can be relevant, in the order of the set: those of kinds that are wanted, and of those that Kubernetes does not bring. */
function relevant(set: ObjectSet, isWanted: (kind: string) => boolean): readonly SetMember[] {
  return membersOfKinds(set, [...byKind(set).keys()].filter((kind) => isWanted(kind) || !isBuiltInKind(kind)));
}

const withPods = oncePerSet((set) => relevant(set, (kind) => Object.hasOwn(POD_KINDS, kind)));

/** What scales each workload of a set. */
export const scalersOf = oncePerSet((set) => scalersIn(relevant(set, (kind) => kind === HORIZONTAL_POD_AUTOSCALER).map(({ manifest }) => manifest)));

/** The pods of a set by their labels. */
export const podIndexOf = oncePerSet((set) => new PodIndex(withPods(set)));

/** The pods that each budget of a set guards. */
export const guardedBy = oncePerSet((set) => guardedIn(podIndexOf(set), scalersOf(set)));

/** How the network policies of a set isolate its pods. */
export const networkIsolationOf = oncePerSet((set) => (
  new NetworkIsolation(membersOfKinds(set, Object.keys(ISOLATION_READS)).map(({ manifest }) => manifest))));

/** The pods of a set as ends of connections, each with the member that runs them. */
export const podEndsOf = oncePerSet((set): ReadonlyMap<PodEnd, SetMember> => new Map(runningPods(set)
  .map(({ member, pods }) => [podEnd(keyOf(member.manifest).namespace, pods.metadata, pods.spec), member])));

/** Who reaches whom in a set, by its network policies. */
export const reachabilityOf = oncePerSet((set) => (
  new Reachability(membersOfKinds(set, Object.keys(ISOLATION_READS)).map(({ manifest }) => manifest), [...podEndsOf(set).keys()])));

/** The ways by which the platform connects to the pods of a set. */
export const inboundPathsOf = oncePerSet((set) => (
  new InboundPaths(membersOfKinds(set, [...Object.keys(INBOUND_KINDS), 'Service']).map(({ manifest }) => manifest))));

/** The services of a set by their names. */
export const serviceIndexOf = oncePerSet((set) => new ServiceIndex(relevant(set, (kind) => kind === 'Service')));

/** The members of a kind, by namespace; those that name none are in `default`. */
export function byNamespace(set: ObjectSet, kind: string): (namespace: string) => readonly SetMember[] {
  return inNamespaces(membersOf(set, kind), (member) => member);
}

/** Equal pods that a member runs. */
export interface RunningPods { readonly member: SetMember; readonly pods: PodView }

/** The pods that every member describes, by built-in, well-known and declared templates. */
export const describedPods = oncePerSet((set): readonly RunningPods[] => withPods(set)
  .flatMap((member) => podsOf(member.manifest, member.profile.customPodSpecs).map((pods) => ({ member, pods }))));

/** The pods of every member; those of a PodTemplate do not run by themselves. */
export const runningPods = oncePerSet((set): readonly RunningPods[] => describedPods(set).filter(({ member }) => groupKind(member.manifest) !== 'PodTemplate'));

/** What members bring, by their namespace; what names none is in `default`. */
export function inNamespaces<T>(list: readonly T[], memberOf: (one: T) => SetMember): (namespace: string) => readonly T[] {
  const found = grouped(list, (one) => namespaceOf(memberOf(one).manifest));
  return (namespace) => found.get(effectiveNamespace(namespace)) ?? [];
}
