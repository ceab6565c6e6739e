import { isFound, placed } from './judged-trial';
import { symptomsIn } from './symptoms';
import { ActionOutcome, Scene, Trial } from './trial';
import { TRIALS } from './trials';
import { Manifest } from '../../../src/objects/manifest';
import { saying, succeeded } from '../../apiserver/client';
import { inParallel } from '../../apiserver/in-parallel';
import { Problem, problems, Tally } from '../../apiserver/tally';
import { Row } from '../../suite';
import { makeNamespace, startVisitors } from '../examples/deployment';
import { RunningNode } from '../machine/running-node';
import { KUBERNETES } from '../programs';

/** Seconds that a busy machine may take until pods run, or a fault shows. */
const LONGEST = 240;
/** Seconds in which what works would say that it does not: probes and failed pulls repeat more often. */
const OBSERVED = 5;
const EVERY = 1000; // milliseconds
const CLIENT = { namespace: 'deployable', name: 'client', labels: {} };

/** Asks once a second until there is an answer; undefined where none came. */
async function polled<T>(ask: () => Promise<T | undefined>, seconds = LONGEST): Promise<T | undefined> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
  return undefined;
}

/** The objects of a trial, in a namespace of their own. */
class Half {
  /** What was said when they were created. */
  private readonly refusals: string[] = [];
  /** What was said of each action. */
  private outcomes: string[] = [];
  /** Events before this time, in milliseconds, do not count. */
  private since = 0;

  public constructor(private readonly scene: Scene, private readonly trial: Trial) {}

  public async create(): Promise<void> {
    const { node, namespace, objects } = this.scene;
    await makeNamespace(node, namespace);
    for (const object of objects) {
      const answer = await node.client.create(object);
      // what belongs to no namespace is made by the half that comes first
      if (!succeeded(answer) && answer.body.reason !== 'AlreadyExists') this.refusals.push(saying(answer));
    }
  }

  private async symptoms(): Promise<string[]> {
    const { node, namespace } = this.scene;
    return [...this.refusals, ...this.outcomes, ...await symptomsIn(node, namespace, this.since)];
  }

  /** The first thing that says what the trial expects, or undefined. */
  public async evidence(): Promise<string | undefined> { return (await this.symptoms()).find((text) => this.trial.happens.test(text)); }

  /** The same, as soon as it is said. Pods may never be ready here, so the action is tried until it can be done. */
  public evidenceInTime(): Promise<string | undefined> {
    return polled(async () => {
      if (await this.hasRunningPods()) await this.act();
      return this.evidence();
    });
  }

  /**
   * Whether all pods became ready, and the action did what it was to do. From then on only what is said later counts: before its program listens a
   * container fails its probes, and before its rules are in place a Service cannot be reached, without any fault.
   */
  public async works(): Promise<boolean> {
    const outcome = await polled(async () => {
      const done = await this.isReady() ? await this.act() : undefined;
      return done?.succeeded ? done : undefined;
    });
    if (outcome) [this.outcomes, this.since] = [[outcome.said], Date.now()];
    return outcome !== undefined;
  }

  /** What is said, for a message. */
  public async summary(): Promise<string> { return [...new Set(await this.symptoms())].slice(-8).join('; '); }

  private async act(): Promise<ActionOutcome> {
    const outcome = await this.trial.action?.(this.scene) ?? { said: '', succeeded: true };
    if (outcome.said !== '') this.outcomes.push(outcome.said);
    return outcome;
  }

  private async items(path: string): Promise<any[]> { return (await this.scene.node.client.get(path)).body.items; }

  private async hasRunningPods(): Promise<boolean> {
    const pods = await this.items(`/api/v1/namespaces/${this.scene.namespace}/pods`);
    return pods.length > 0 && pods.every(({ status }) => status.phase === 'Running');
  }

  private async isReady(): Promise<boolean> {
    const { namespace } = this.scene;
    const found = await Promise.all(['deployments', 'statefulsets'].map((resource) => this.items(`/apis/apps/v1/namespaces/${namespace}/${resource}`)));
    const isComplete = ({ spec, status, metadata }: any): boolean => (
      status.observedGeneration === metadata.generation && status.availableReplicas === spec.replicas);
    return found.flat().every(isComplete);
  }
}

/** What is wrong with a trial: the control must find the fault and nothing else, and the node must suffer from it and from nothing else. */
async function problemsOf(node: RunningNode, trial: Trial, namespace: string, client: Scene['client']): Promise<Problem[]> {
  const half = (name: string, objects: readonly Manifest[]): Half => (
    new Half({ node, namespace: name, objects: placed(objects, name), client }, trial));
  const [faulty, mended] = [half(`${namespace}-faulty`, trial.faulty), half(`${namespace}-mended`, trial.mended)];
  await Promise.all([faulty.create(), mended.create()]);
  const [evidence, works] = await Promise.all([faulty.evidenceInTime(), mended.works()]);
  const contrary = await polled(() => mended.evidence(), OBSERVED);
  return [
    ...problems('the control finds the fault', isFound(trial, trial.faulty) ? [] : ['it finds nothing']),
    ...problems('the control finds nothing without the fault', isFound(trial, trial.mended) ? ['it finds something'] : []),
    ...problems('the node shows the fault', evidence === undefined ? [`nothing says ${trial.happens.source}: ${await faulty.summary()}`] : []),
    ...problems('negative control', works ? [] : [`without the fault it does not work: ${await mended.summary()}`]),
    ...problems('negative control', contrary === undefined ? [] : [`said without the fault: ${contrary}`]),
  ];
}

/** What `check` says that a cluster would not run does not run on one, and runs with the fault mended. */
export async function deployable(node: RunningNode, trials: readonly Trial[] = TRIALS): Promise<Row> {
  const tally = new Tally('findings about what does not run: it does not, and runs without the fault', KUBERNETES);
  const [client] = await startVisitors(node, [CLIENT]);
  const namespaces = trials.map((_, i) => `trial-${i}`);
  const found = await inParallel(trials, (trial) => problemsOf(node, trial, namespaces[trials.indexOf(trial)], client));
  trials.forEach(({ control, shows }, i) => tally.case(`${control}: ${shows}`, found[i]));
  for (const name of namespaces) for (const half of ['faulty', 'mended']) await node.client.request('DELETE', `/api/v1/namespaces/${name}-${half}`);
  return tally.row();
}
