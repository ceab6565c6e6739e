import { Problem, Tally } from '../apiserver/tally';
import { Row } from '../suite';
import { RunningPod } from './examples/deployment';
import { Expectations } from './examples/expectations';
import { Workload } from './examples/workloads';
import { outside, standin } from './machine/components';
import { RunningNode } from './machine/running-node';
import { KUBERNETES } from './programs';

/** The host outside of the cluster, as a source. */
export const OUTSIDE = 'outside';
/** Seconds that an enforcer may take on a busy machine: it programs a pod's rules after the pod has started. */
const LONGEST_WAIT = 60;

/** One connection that is tried. */
export interface Attempt {
  readonly source: string;
  /** As expectations name it. */
  readonly target: string;
  /** As the stand-in names it: `tcp:10.20.0.2:5432`. */
  readonly dialed: string;
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
    return [{ source, target, dialed: `tcp:${address}`, isOpen: open[source]?.includes(target) ?? false }];
  }));
}

/** What the stand-in of each source says about its targets. */
export async function answers(node: RunningNode, attempts: readonly Attempt[], pods: readonly RunningPod[]): Promise<Map<Attempt, string>> {
  const sources = [...new Set(attempts.map(({ source }) => source))];
  const said = new Map<Attempt, string>();
  await Promise.all(sources.map(async (source) => {
    const own = attempts.filter((attempt) => attempt.source === source);
    const command = standin('dial', String(LONGEST_WAIT), ...own.map(({ dialed, isOpen }) => `${isOpen ? 'open' : 'closed'}=${dialed}`));
    const pod = pods.find(({ name }) => name === source);
    const printed = pod ? await node.inContainer(pod, pod.spec.containers[0].name, ['/standin', ...command.slice(1)])
      : JSON.parse((await node.run(outside(...command))).stdout);
    for (const attempt of own) said.set(attempt, printed[attempt.dialed]);
  }));
  return said;
}

/** What is wrong with a connection; nothing where it is as expected. */
export function problemOf({ isOpen, target }: Attempt, answer: string): Problem[] {
  if ((answer === 'open') === isOpen) return [];
  return [{ check: isOpen ? 'open' : 'refused', detail: `${target} must be ${isOpen ? 'open' : 'refused'} and is: ${answer}` }];
}

/** Puts one policy in the place of all of a namespace. */
async function refuseEverything({ client }: RunningNode, namespace: string): Promise<void> {
  const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
  const policy = {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'nothing', namespace }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  };
  await client.request('DELETE', path);
  await client.request('POST', path, { body: policy });
}

/** Who connects to whom, and who must not. */
export class Connections {
  private readonly attempts: readonly Attempt[];

  public constructor(
    private readonly node: RunningNode, private readonly expectations: Expectations, private readonly workloads: readonly Workload[],
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

  /** The negative control of what must be open: where one policy refuses everything, so is each of these connections. */
  public async refusedByOnePolicy(): Promise<Row> {
    const tally = new Tally(`the same where a policy refuses everything in examples/${this.expectations.example}: what must be open is refused`, KUBERNETES);
    const namespaces = new Set(this.workloads.map(({ namespace }) => namespace));
    for (const namespace of namespaces) await refuseEverything(this.node, namespace);
    const concerned = (name: string): boolean => namespaces.has(name.split('/')[0]);
    const open = this.attempts.filter(({ isOpen, source, target }) => isOpen && (concerned(source) || concerned(target)));
    const said = await answers(this.node, open.map((attempt) => ({ ...attempt, isOpen: false })), this.pods);
    for (const [{ source, target }, answer] of said) {
      tally.case(source, answer === 'open' ? [{ check: 'refused by a policy', detail: `${target} is open` }] : []);
    }
    return tally.row();
  }

  /** The negative control of what must be refused: whatever must be refused is open. */
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
