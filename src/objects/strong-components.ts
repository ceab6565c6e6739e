/** The strongly connected components of a graph: nodes that reach each other are in one component, and the components form no cycle. */
export interface StrongComponents {
  /** The component of each node. */
  readonly of: readonly number[];
  /** The nodes of each component. A component comes after those that it has edges to. */
  readonly nodes: readonly (readonly number[])[];
}

interface Visit { readonly node: number; next: number }

/**
 * The strongly connected components of a graph, in time that grows with its edges alone; without recursion, since a chain can be longer than the stack.
 *
 * @see https://en.wikipedia.org/wiki/Tarjan%27s_strongly_connected_components_algorithm
 */
export function strongComponentsOf(edges: readonly (readonly number[])[]): StrongComponents {
  const of: number[] = new Array<number>(edges.length).fill(-1);
  const order: number[] = new Array<number>(edges.length).fill(-1);
  const lowest: number[] = new Array<number>(edges.length).fill(-1);
  const nodes: number[][] = [];
  const open: number[] = [];
  let visited = 0;

  const enter = (node: number): Visit => {
    order[node] = lowest[node] = visited++;
    open.push(node);
    return { node, next: 0 };
  };
  const close = (node: number): void => {
    if (lowest[node] !== order[node]) return;
    const members = open.splice(open.lastIndexOf(node));
    for (const member of members) of[member] = nodes.length;
    nodes.push(members);
  };

  for (let start = 0; start < edges.length; start += 1) {
    if (order[start] !== -1) continue;
    const path = [enter(start)];
    while (path.length > 0) {
      const visit = path[path.length - 1];
      const target = edges[visit.node][visit.next++];
      if (target === undefined) {
        path.pop();
        close(visit.node);
        const from = path[path.length - 1]?.node;
        if (from !== undefined) lowest[from] = Math.min(lowest[from], lowest[visit.node]);
      } else if (order[target] === -1) {
        path.push(enter(target));
      } else if (of[target] === -1) {
        lowest[visit.node] = Math.min(lowest[visit.node], order[target]);
      }
    }
  }
  return { of, nodes };
}
