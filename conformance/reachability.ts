/**
 * Decides random connections by our evaluator of network policies and by two others: `npm run conformance -- reachability [--worlds N]`. A connection that
 * another one decides differently must be one that it reads in a way which KNOWN.md names.
 */
import { join } from 'path';
import { Chance } from './chance';
import { build } from './go-module';
import { LineProgram } from './line-program';
import { RandomWorlds } from './reachability/random-worlds';
import { READINGS } from './reachability/readings';
import { Connection, End, World } from './reachability/world';
import { Disagreement, main, Suite, SuiteOptions, SuiteResult, Tool } from './suite';
import { keyOf } from '../src/objects/manifest';
import { hasPort } from '../src/objects/network/port-set';
import { ConnectionEnd, Doubt, podEnd, Reachability } from '../src/objects/network/reachability';

const TOOLS: readonly Tool[] = [
  { tool: 'sigs.k8s.io/kube-network-policies', version: 'v0.8.0' },
  { tool: 'github.com/mattfenwick/cyclonus', version: 'v0.5.6' },
];
/** For each evaluator: 1 for each connection that it allows, 0 for each other one. */
type Verdicts = Readonly<Record<string, string>>;

const CONNECTIONS = 40;
const LEAST_SHARE = 0.2;

/** Our answers: undefined where the address of a pod of two families decides, which our evaluator does not ask for. */
function answers(world: World, isIndexed: boolean): readonly (boolean | undefined)[] {
  const pods = world.pods.map(({ manifest, addresses }) => podEnd(keyOf(manifest).namespace, manifest.metadata, manifest.spec, addresses));
  const network = new Reachability([...world.namespaces, ...world.policies], isIndexed ? pods : []);
  const endOf = ({ pod, address }: End): ConnectionEnd => (pod === undefined ? { cidr: `${address}/${address.includes(':') ? 128 : 32}` } : pods[pod]);
  return world.connections.map(({ from, to, protocol, port }) => {
    const [least, most] = (['deny', 'allow'] as Doubt[]).map((doubt) => hasPort(network.ports(endOf(from), endOf(to), doubt), protocol, port));
    return least === most ? least : undefined;
  });
}

/** The world of one connection, in which pods have no address of another family. */
function worldOf(world: World, connection: Connection): World {
  const isIpv6 = connection.from.address.includes(':');
  const pods = world.pods.map((pod) => ({ ...pod, addresses: pod.addresses.filter((address) => address.includes(':') === isIpv6) }));
  return { ...world, pods, connections: [connection] };
}

/** Which way of reading explains an answer: one alone, or all of them together, which stand under the first. */
function readingOf(tool: string, world: World, connection: Connection, theirs: boolean): string | undefined {
  const asked = worldOf(world, connection);
  const readings = READINGS.filter((reading) => reading.tool === tool);
  const alone = readings.find(({ rewrite }) => answers(rewrite(asked), false)[0] === theirs);
  if (alone || readings.length === 0) return alone?.check;
  const together = readings.reduce<World>((read, { rewrite }) => rewrite(read), asked);
  return answers(together, false)[0] === theirs ? readings[0].check : undefined;
}

class Comparison {
  public cases = 0;
  public allowed = 0;
  public undecided = 0;
  private worlds = 0;
  private readonly found = new Map<string, Disagreement & { readonly count: number }>();

  public get disagreements(): readonly Disagreement[] { return [...this.found.values()]; }

  /** Every other world is asked about with the pods known beforehand, which our evaluator then looks up by their labels. */
  public hold(world: World, theirs: Verdicts): void {
    this.worlds += 1;
    answers(world, this.worlds % 2 === 0).forEach((ours, i) => {
      this.cases += 1;
      this.allowed += ours ? 1 : 0;
      if (ours === undefined) this.undecided += 1;
      else TOOLS.filter(({ tool }) => (theirs[tool][i] === '1') !== ours).forEach((tool) => this.add(tool, world, world.connections[i], ours));
    });
  }

  private add(tool: Tool, world: World, connection: Connection, ours: boolean): void {
    const check = readingOf(tool.tool, world, connection, !ours) ?? 'unexplained';
    const key = JSON.stringify([tool.tool, check]);
    const { count = 0, detail = `${ours ? 'denied' : 'allowed'} by them alone: ${JSON.stringify(worldOf(world, connection))}` } = this.found.get(key) ?? {};
    this.found.set(key, { ...tool, check, object: 'a connection', detail, count: count + 1 });
  }
}

async function run({ worlds, seed }: SuiteOptions): Promise<SuiteResult> {
  const program = new LineProgram(build(join(__dirname, 'reachability')));
  const [random, comparison] = [new RandomWorlds(new Chance(seed)), new Comparison()];
  const generated = function* (): Generator<World> {
    for (let i = 0; i < worlds; i += 1) yield random.world(CONNECTIONS);
  };
  await program.ask(generated(), (world: World, theirs: Verdicts) => comparison.hold(world, theirs));
  const { cases, allowed, undecided, disagreements } = comparison;
  const share = allowed / cases;
  return {
    tools: TOOLS,
    rows: [{ part: `connections in ${worlds.toLocaleString('en')} random worlds, by two evaluators`, cases: cases * TOOLS.length, disagreements }],
    notes: [`reachability: seed ${seed}; ${Math.round(share * 100)} of 100 connections are allowed; ${undecided} of ${cases} are up to which address of a pod is used`],
    shortfalls: share > LEAST_SHARE && share < 1 - LEAST_SHARE ? [] : [`${allowed} of ${cases} connections are allowed, which tells little`],
  };
}

export const suite: Suite = { name: 'reachability', run };

if (require.main === module) void main(suite);
