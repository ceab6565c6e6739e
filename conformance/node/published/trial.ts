import { Yaml } from 'cdk8s';
import { nameOf, PublishedImage } from './published-image';
import { Manifest } from '../../../src/objects/manifest';
import { Tool } from '../../suite';
import { RunningNode } from '../machine/running-node';
import { KUBERNETES } from '../programs';

/** Images on a node of this release. */
export const IMAGES: Tool = { tool: 'kubernetes images', version: KUBERNETES.version };

/** Seconds that a program may take at least from its start until it does what it is for. */
const LONGEST_START = 90;
/** How many times its longest start until now an image may take, which runs beside others, not always as many. */
const SLOWER = 8;
/** Seconds that a pod may take until its container starts. */
const LONGEST_WAIT = 120;
/** Seconds that a program must go on for: the kubelet measures volumes every 10 s, and evicts a pod that fills one at its start. */
const SETTLED = 25;
const EVERY = 1000; // milliseconds
const LAST_LINES = 3;
/** What keeps a container from its start for good. */
const REFUSED = ['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError', 'InvalidImageName', 'ErrImagePull'];

/** A Deployment of an image, and what it needs. */
export interface Trial {
  readonly image: PublishedImage;
  readonly namespace: string;
  readonly objects: readonly Manifest[];
}

/** Why an image does not run; undefined where it does what it is for. */
export type Failure = string | undefined;

/** The longest that each image has taken so far, in seconds: what is slow as it is written is slow on this machine. */
const startTimes = new Map<PublishedImage, number>();

const longestStart = (image: PublishedImage): number => Math.max(LONGEST_START, SLOWER * (startTimes.get(image) ?? 0));

const seconds = (since: number): number => (Date.now() - since) / 1000;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, EVERY));

/** Runs images side by side, each in its own namespace, and says what came of each; removes them afterwards. */
export async function outcomes(node: RunningNode, trials: readonly Trial[]): Promise<Map<Trial, Failure>> {
  const namespaces = [...new Set(trials.map(({ namespace }) => namespace))];
  await node.apply(Yaml.stringify(...namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }))));
  await node.apply(Yaml.stringify(...trials.flatMap(({ namespace, objects }) => objects.map((object) => placed(object, namespace)))));
  const failures = new Map<Trial, Failure>();
  await Promise.all(trials.map(async (trial) => { failures.set(trial, await failureOf(node, trial)); }));
  for (const namespace of namespaces) await node.client.request('DELETE', `/api/v1/namespaces/${namespace}`);
  return failures;
}

const placed = (object: Manifest, namespace: string): Manifest => ({ ...object, metadata: { ...object.metadata as object, namespace } });

async function failureOf(node: RunningNode, trial: Trial): Promise<Failure> {
  const { image, namespace } = trial;
  const created = Date.now();
  let started: number | undefined;
  let worked: number | undefined;
  let last = '';
  for (;;) {
    const pod = await podOf(node, trial);
    if (pod?.status?.reason === 'Evicted') return `is evicted: ${pod.status.message}`;
    const status = pod?.status?.containerStatuses?.[0];
    const stopped = status?.state?.terminated ?? status?.lastState?.terminated;
    if (stopped) return `ends with ${stopped.exitCode}: ${await logOf(node, namespace, pod.metadata.name, status.restartCount > 0)}`;
    const { reason, message } = status?.state?.waiting ?? {};
    if (REFUSED.includes(reason)) return `${reason}: ${message}`;
    if (status?.state?.running) {
      started ??= Date.now();
      if (worked !== undefined) {
        if (seconds(worked) > SETTLED) return undefined;
        await pause();
        continue;
      }
      const tried = await node.kubectl(['exec', '--namespace', namespace, pod.metadata.name, '--', 'bash', '-c', image.works]);
      if (tried.status === 0) {
        worked = Date.now();
        startTimes.set(image, Math.max(startTimes.get(image) ?? 0, seconds(started)));
      }
      last = tried.stderr.trim().split('\n').slice(0, -1).join('; ');
      if (worked === undefined && seconds(started) > longestStart(image)) return `starts, and does not work: ${last || await logOf(node, namespace, pod.metadata.name, false)}`;
    } else if (seconds(created) > LONGEST_WAIT) {
      return `does not start within ${LONGEST_WAIT} s: ${reason ?? await conditionOf(node, trial)}`;
    }
    await pause();
  }
}

async function podOf({ client }: RunningNode, { image, namespace }: Trial): Promise<any> {
  const { body } = await client.get(`/api/v1/namespaces/${namespace}/pods?labelSelector=app%3D${nameOf(image)}`);
  // one that was evicted stays beside the next one
  return body.items?.find(({ status }: any) => status.reason === 'Evicted') ?? body.items?.[0];
}

async function conditionOf({ client }: RunningNode, { image, namespace }: Trial): Promise<string> {
  const { body } = await client.get(`/apis/apps/v1/namespaces/${namespace}/deployments/${nameOf(image)}`);
  return body.status?.conditions?.find(({ type }: any) => type === 'ReplicaFailure')?.message ?? 'no pod';
}

async function logOf(node: RunningNode, namespace: string, pod: string, isPrevious: boolean): Promise<string> {
  const { stdout, stderr } = await node.kubectl(['logs', '--namespace', namespace, pod, `--tail=${LAST_LINES}`, ...(isPrevious ? ['--previous'] : [])]);
  return (stdout || stderr).trim().replace(/\s*\n\s*/g, '; ').slice(-300);
}
