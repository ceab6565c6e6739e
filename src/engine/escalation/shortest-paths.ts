import { EscalationEdge, EscalationGraph } from './escalation-graph';
import { CLUSTER_ADMIN, Identity } from './identity';
import { RbacSubject } from '../../objects/rbac-subject';
import { getOrInsert } from '../../objects/remembered';

/** A step from one identity to the next. */
export interface Step extends Required<Pick<EscalationEdge, 'technique' | 'grants'>> {
  readonly to: Identity;
}

/** How somebody becomes somebody else. */
export interface EscalationPath {
  readonly to: Identity;
  /** None where it is held already. */
  readonly steps: readonly Step[];
}

/** How a node is reached on a shortest way: over this edge from that node. */
interface Arrival { readonly from: string; readonly edge: EscalationEdge }
type Arrivals = ReadonlyMap<string, Arrival | undefined>;
type NextNodes = (node: string) => readonly (readonly [next: string, edge: EscalationEdge])[];

/**
 * Visits nodes in the order of their distance, each once. What takes no step is visited at once, so that of two ways of a length the one wins whose
 * technique comes first.
 *
 * @see https://en.wikipedia.org/wiki/Breadth-first_search
 */
function visitByDistance(start: string, nextOf: NextNodes): Arrivals {
  const reached = new Map<string, Arrival | undefined>();
  const visit = (node: string, arrival: Arrival | undefined, level: string[]): void => {
    if (reached.has(node)) return;
    reached.set(node, arrival);
    level.push(node);
    // no deeper than from an identity to a set, to its members and to what they hold
    for (const [next, edge] of nextOf(node)) if (!edge.technique) visit(next, { from: node, edge }, level);
  };
  let level: string[] = [];
  for (visit(start, undefined, level); level.length > 0;) {
    const following: string[] = [];
    for (const from of level) for (const [next, edge] of nextOf(from)) if (edge.technique) visit(next, { from, edge }, following);
    level = following;
  }
  return reached;
}

/** What somebody can become, the shortest ways first. */
export function pathsFrom(graph: EscalationGraph, identity: Identity): EscalationPath[] {
  const start = graph.nodeOf(identity);
  const reached = visitByDistance(start, (node) => graph.from(node).map((edge) => [edge.to, edge]));
  const paths: EscalationPath[] = [];
  for (const node of reached.keys()) {
    const to = graph.identityAt(node);
    if (to && node !== start) paths.push({ to, steps: stepsTo(graph, node, reached) });
  }
  return paths.sort((one, other) => one.steps.length - other.steps.length);
}

function stepsTo(graph: EscalationGraph, node: string, reached: Arrivals): Step[] {
  const steps: Step[] = [];
  let to = graph.identityAt(node)!;
  for (let arrival = reached.get(node); arrival; arrival = reached.get(arrival.from)) {
    const { technique, grants } = arrival.edge;
    if (technique) steps.unshift({ technique, grants, to });
    to = graph.identityAt(arrival.from) ?? to;
  }
  return steps;
}

/** The shortest ways of the subjects of a set to everything in the cluster, for those who have one, the shortest first. */
export function pathsToClusterAdmin(graph: EscalationGraph): ReadonlyMap<RbacSubject, EscalationPath> {
  const into = edgesInto(graph);
  const reached = visitByDistance(graph.nodeOf(CLUSTER_ADMIN), (node) => into.get(node) ?? []);
  const found = graph.known.boundInSet.flatMap((subject): (readonly [RbacSubject, EscalationPath])[] => {
    const node = graph.nodeOf(subject);
    return reached.has(node) ? [[subject, { to: CLUSTER_ADMIN, steps: stepsFrom(graph, node, reached) }]] : [];
  });
  return new Map(found.sort(([, one], [, other]) => one.steps.length - other.steps.length));
}

/** The edges that lead to each node, of all nodes that subjects of the set get to; those that take more than rights come last. */
function edgesInto(graph: EscalationGraph): ReadonlyMap<string, readonly (readonly [string, EscalationEdge])[]> {
  const [free, provided] = [new Map<string, [string, EscalationEdge][]>(), new Map<string, [string, EscalationEdge][]>()];
  const nodes = new Set(graph.known.boundInSet.map((subject) => graph.nodeOf(subject)));
  for (const node of nodes) { // a set is walked in the order in which it grows
    for (const edge of graph.from(node)) {
      nodes.add(edge.to);
      getOrInsert(edge.technique?.provided === undefined ? free : provided, edge.to, () => []).push([node, edge]);
    }
  }
  return new Map([...nodes].map((node) => [node, [...free.get(node) ?? [], ...provided.get(node) ?? []]]));
}

function stepsFrom(graph: EscalationGraph, start: string, reached: Arrivals): Step[] {
  const steps: Step[] = [];
  let taken: EscalationEdge | undefined;
  for (let node = start, arrival = reached.get(node); ; node = arrival.from, arrival = reached.get(node)) {
    const to = graph.identityAt(node);
    if (taken?.technique && to) {
      steps.push({ technique: taken.technique, grants: taken.grants, to });
      taken = undefined;
    }
    if (!arrival) return steps;
    if (arrival.edge.technique) taken = arrival.edge;
  }
}
