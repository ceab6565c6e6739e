import { Problem, Tally } from '../apiserver/tally';
import { Row } from '../suite';
import { RunningPod } from './examples/deployment';
import { Expectations } from './examples/expectations';
import { Workload } from './examples/workloads';
import { outside, standin } from './machine/components';
import { RunningNode } from './machine/running-node';
import { KUBERNETES } from './programs';

const OUTSIDE = 'outside';
/** Seconds that an enforcer may take: it programs a pod's rules after the pod has started. */
const LONGEST_WAIT = 10;

/** One connection that is tried. */
interface Attempt {
  readonly source: string;
  /** As expectations name it, and as the stand-in does. */
  readonly target: string;
  readonly address: string;
  readonly isOpen: boolean;
}

/** Where each target of an example is. */
function addressesOf({ targets }: Expectations, workloads: readonly Workload[], pods: readonly RunningPod[]): Map<string, string> {
  const ports = new Set(workloads.flatMap((workload) => workload.ports));
  const served = workloads.filter(({ serves }) => serves);
  return new Map([
    ...targets.map((target): [string, string] => [target, target]),
    ...served.flatMap(({ name }) => [...ports].map((port): [string, string] => (
      [`${name}:${port}`, `${pods.find((pod) => pod.name === name)!.address}:${port}`]))),
  ]);
}

/** Every source with every target, but a pod with itself and names of Services that only a cluster resolves. */
function attemptsOf(expectations: Expectations, workloads: readonly Workload[], pods: readonly RunningPod[]): Attempt[] {
  const addresses = addressesOf(expectations, workloads, pods);
  const { open, undecided } = expectations;
  return [...pods.map(({ name }) => name), OUTSIDE].flatMap((source) => [...addresses].flatMap(([target, address]) => {
    const isSelf = target.startsWith(`${source}:`);
    const isName = /[a-z]/.test(address);
    if (isSelf || (source === OUTSIDE && isName) || undecided[source]?.includes(target)) return [];
    return [{ source, target, address, isOpen: open[source]?.includes(target) ?? false }];
  }));
}

/** What the stand-in of each source says about its targets. */
async function answers(node: RunningNode, attempts: readonly Attempt[], pods: readonly RunningPod[]): Promise<Map<Attempt, string>> {
  const sources = [...new Set(attempts.map(({ source }) => source))];
  const said = new Map<Attempt, string>();
  await Promise.all(sources.map(async (source) => {
    const own = attempts.filter((attempt) => attempt.source === source);
    const command = standin('dial', String(LONGEST_WAIT), ...own.map(({ address, isOpen }) => `${isOpen ? 'open' : 'closed'}=tcp:${address}`));
    const pod = pods.find(({ name }) => name === source);
    const printed = pod ? await node.inContainer(pod, pod.spec.containers[0].name, ['/standin', ...command.slice(1)])
      : JSON.parse((await node.run(outside(...command))).stdout);
    for (const attempt of own) said.set(attempt, printed[`tcp:${attempt.address}`]);
  }));
  return said;
}

function problemOf({ isOpen, target }: Attempt, answer: string): Problem[] {
  if ((answer === 'open') === isOpen) return [];
  return [{ check: isOpen ? 'open' : 'refused', detail: `${target} must be ${isOpen ? 'open' : 'refused'} and is: ${answer}` }];
}

/** Who connects to whom, and who must not. */
export class Connections {
  private readonly attempts: readonly Attempt[];

  public constructor(
    private readonly node: RunningNode, private readonly expectations: Expectations, workloads: readonly Workload[],
    private readonly pods: readonly RunningPod[],
  ) {
    this.attempts = attemptsOf(expectations, workloads, pods);
  }

  public async asExpected(): Promise<Row> {
    const tally = new Tally(`who connects to whom in examples/${this.expectations.example}`, KUBERNETES);
    const said = await answers(this.node, this.attempts, this.pods);
    for (const attempt of this.attempts) tally.case(attempt.source, problemOf(attempt, said.get(attempt)!));
    return tally.row();
  }

  /** The negative control: without an enforcer whatever must be refused is open, so that each of these checks can fail. */
  public async openWithoutEnforcer(): Promise<Row> {
    const tally = new Tally(`the same without an enforcer in examples/${this.expectations.example}: what must be refused is open`, KUBERNETES);
    const closed = this.attempts.filter(({ isOpen }) => !isOpen);
    const said = await answers(this.node, closed.map((attempt) => ({ ...attempt, isOpen: true })), this.pods);
    for (const [{ source, target }, answer] of said) {
      tally.case(source, answer === 'open' ? [] : [{ check: 'open without an enforcer', detail: `${target}: ${answer}` }]);
    }
    return tally.row();
  }
}
