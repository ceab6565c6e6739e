import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { podsLast } from './pods-last';
import { getOrInsert } from '../../objects/remembered';

/** A chart with the objects that belong to it and to no chart below, in the order in which they are written. */
export interface OrderedChart {
  readonly chart: Chart;
  readonly objects: readonly ApiObject[];
}

/** The charts of an app, each after those that it depends on. */
export interface WritingOrder {
  readonly charts: readonly OrderedChart[];
  /** Whether a chart depends on another one: then the order shows in the names of the files. */
  readonly indexed: boolean;
}

/** All objects that something depends on, as one vertex: so that a chart which depends on a chart costs the sum of their objects, not the product. */
class Group {}

type Vertex = IConstruct | Group;
type EdgesOf = ReadonlyMap<Vertex, ReadonlySet<Vertex>>;

/** The order of cdk8s, but pods last where this library is used. In time that grows with the constructs and their dependencies; cdk8s follows every path through them. */
export function writingOrder(app: IConstruct): WritingOrder {
  const constructs = app.node.findAll();
  const { edges, indexed } = new Dependencies(constructs);
  const charts = topology(numbersFirst(app, constructs), edges).filter(Chart.isChart);
  const ordered = (chart: Chart): readonly ApiObject[] => podsLast(objectsIn(chart, topology(chart.node.findAll(), edges)), edges);
  return { indexed, charts: charts.map((chart) => ({ chart, objects: ordered(chart) })) };
}

/** cdk8s keeps constructs in an object by their path, and JavaScript moves keys that are whole numbers to the front. */
function numbersFirst(app: IConstruct, constructs: readonly IConstruct[]): IConstruct[] {
  const paths = Object.keys(Object.fromEntries([app, ...app.node.children].map(({ node }) => [node.id, true])));
  const numbers = new Set(paths.slice(0, paths.indexOf(app.node.id)));
  const leads = ({ node }: IConstruct): boolean => node.scope === app && numbers.has(node.id);
  return numbers.size === 0 ? [...constructs] : [...constructs.filter(leads), ...constructs.filter((construct) => !leads(construct))];
}

function objectsIn(chart: Chart, constructs: readonly IConstruct[]): ApiObject[] {
  return constructs.filter(ApiObject.isApiObject).filter((object) => Chart.of(object) === chart);
}

/** What must be written before what: the dependencies of the user, and those that follow from them. */
class Dependencies {
  public readonly edges = new Map<Vertex, Set<Vertex>>();
  public indexed = false;
  private readonly objects = new Map<IConstruct, ReadonlySet<IConstruct>>();
  private readonly groups = new Map<IConstruct, Group>();

  constructor(private readonly constructs: readonly IConstruct[]) {
    for (const construct of constructs) this.add(construct, construct.node.dependencies);
    for (const chart of constructs.filter(Chart.isChart)) this.addBetweenCharts(chart, chart.node.children.filter(Chart.isChart));
    for (const [source, target] of this.pairs()) this.addBetweenCharts(Chart.of(source), [Chart.of(target)]);
    for (const [source, target] of this.pairs()) this.addBetweenObjects(source, target);
  }

  private add(source: Vertex, targets: Iterable<Vertex>): void {
    for (const target of targets) getOrInsert(this.edges, source, () => new Set<Vertex>()).add(target);
  }

  private addBetweenCharts(source: Chart, targets: readonly Chart[]): void {
    const others = targets.filter((target) => target !== source);
    this.add(source, others);
    this.indexed ||= others.length > 0;
  }

  private pairs(): (readonly [IConstruct, IConstruct])[] {
    const sources = this.constructs.filter((source) => this.edges.has(source));
    return sources.flatMap((source) => [...this.edges.get(source)!].map((target) => [source, target as IConstruct] as const));
  }

  private addBetweenObjects(source: IConstruct, target: IConstruct): void {
    const [before, after] = [this.objectsOf(target), this.objectsOf(source)];
    const overlap = [...before].some((object) => after.has(object));
    for (const object of before.size > 0 ? after : []) {
      this.add(object, overlap ? [...before].filter((other) => other !== object) : [this.groupOf(target, before)]);
    }
  }

  private objectsOf(construct: IConstruct): ReadonlySet<IConstruct> {
    return getOrInsert(this.objects, construct, () => new Set(objectsIn(Chart.of(construct), construct.node.findAll())));
  }

  private groupOf(target: IConstruct, objects: ReadonlySet<IConstruct>): Group {
    return getOrInsert(this.groups, target, () => {
      const group = new Group();
      this.add(group, objects);
      return group;
    });
  }
}

/** Depth first from those that nothing depends on, each construct after its dependencies. What lies outside of the constructs is ignored. */
function topology(constructs: readonly IConstruct[], edges: EdgesOf): readonly IConstruct[] {
  if (edges.size === 0) return constructs;
  const inside = new Set<Vertex>(constructs);
  const targetsOf = (vertex: Vertex): Vertex[] =>
    [...edges.get(vertex) ?? []].filter((target) => target !== vertex && (target instanceof Group || inside.has(target)));
  const groups = new Set(constructs.flatMap(targetsOf).filter((target) => target instanceof Group));
  const targets = new Set([...constructs, ...groups].flatMap(targetsOf));
  const sorted = new Sorting(targetsOf);
  // after the roots nothing is left, unless there is a cycle
  for (const construct of [...constructs.filter((one) => !targets.has(one)), ...constructs]) sorted.visit(construct);
  return sorted.constructs;
}

/** One walk through a graph, without recursion: a chain of dependencies may be longer than the stack. */
class Sorting {
  public readonly constructs: IConstruct[] = [];
  private readonly open = new Set<Vertex>();
  private readonly done = new Set<Vertex>();

  constructor(private readonly targetsOf: (vertex: Vertex) => readonly Vertex[]) {}

  public visit(start: Vertex): void {
    const stack = this.done.has(start) ? [] : [this.enter(start)];
    while (stack.length > 0) {
      const { vertex, targets } = stack[stack.length - 1];
      const next = targets.next();
      if (next.done) {
        this.leave(vertex);
        stack.pop();
      } else if (!this.done.has(next.value)) {
        if (this.open.has(next.value)) throw new Error(`Dependency cycle detected: ${this.route(next.value)}`);
        stack.push(this.enter(next.value));
      }
    }
  }

  private enter(vertex: Vertex): { readonly vertex: Vertex; readonly targets: Iterator<Vertex> } {
    this.open.add(vertex);
    return { vertex, targets: this.targetsOf(vertex)[Symbol.iterator]() };
  }

  private leave(vertex: Vertex): void {
    this.open.delete(vertex);
    this.done.add(vertex);
    if (!(vertex instanceof Group)) this.constructs.push(vertex);
  }

  private route(from: Vertex): string {
    const open = [...this.open];
    const cycle = [...open.slice(open.indexOf(from)), from].filter((vertex): vertex is IConstruct => !(vertex instanceof Group));
    return cycle.map(({ node }) => node.path).join(' => ');
  }
}
