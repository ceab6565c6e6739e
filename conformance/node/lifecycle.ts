import { problems, Tally } from '../apiserver/tally';
import { until } from '../apiserver/until';
import { Row } from '../suite';
import { readyPods, RunningPod, startUnhardened, UNBOUNDED_FOLDER } from './examples/deployment';
import { Expectations } from './examples/expectations';
import { Workload } from './examples/workloads';
import { RunningNode } from './machine/running-node';
import { KUBERNETES } from './programs';
import { settled } from './settled';

const SECONDS_OF_LOAD = 25;
/** Seconds that the kubelet may take on a busy machine until it measures a volume and evicts its pod. */
const EVICTION = 240;
/** Seconds that pods may take to end. */
const REMOVAL = 120;
const patchType = 'application/strategic-merge-patch+json';

const deploymentPath = (workload: Workload): string => `/apis/apps/v1/namespaces/${workload.namespace}/deployments/${workload.object.metadata.name}`;

async function patch({ client }: RunningNode, path: string, body: unknown): Promise<void> {
  await client.request('PATCH', path, { body, contentType: patchType });
}

interface UnderLoad { readonly failures: readonly string[]; readonly requests: number; /** In milliseconds. */ readonly slowest: number }

/** Replaces every pod of a Deployment while a client keeps sending requests to its Service. */
async function updateUnderLoad(node: RunningNode, workload: Workload, client: RunningPod, url: string, template: unknown): Promise<UnderLoad> {
  const loaded = node.inContainer(client, client.spec.containers[0].name, ['/standin', 'load', String(SECONDS_OF_LOAD), url]);
  await patch(node, deploymentPath(workload), { spec: { template } });
  await node.available(workload.namespace);
  return await loaded as UnderLoad;
}

function lost({ failures, requests }: UnderLoad): string[] {
  if (requests < SECONDS_OF_LOAD) return [`only ${requests} requests were answered at all`];
  return [...new Set(failures)].map((failure) => `${failures.filter((one) => one === failure).length} of ${requests} requests: ${failure}`);
}

/** A rolling update loses no request; without the delay of the shutdown it does, which shows that the check can fail. How long requests took. */
async function rollingUpdate(node: RunningNode, workload: Workload, client: RunningPod, url: string, tally: Tally): Promise<string> {
  const annotated = (value: string, spec: object = {}): unknown => ({ metadata: { annotations: { update: value } }, spec });
  const update = await updateUnderLoad(node, workload, client, url, annotated('1'));
  tally.case(workload.name, problems('rolling update under load', lost(update)));
  const containers = workload.podSpec.containers.map(({ name }: any) => ({ name, lifecycle: null }));
  await updateUnderLoad(node, workload, client, url, annotated('2', { containers }));
  const withoutDelay = lost(await updateUnderLoad(node, workload, client, url, annotated('3')));
  tally.case(workload.name, problems('negative control', withoutDelay.length > 0 ? [] : ['without the delay of the shutdown no request was lost either']));
  return `node: ${update.requests} requests during an update of ${workload.name}, of which the slowest took ${update.slowest} ms`;
}

/** What two evictions at once are answered. */
async function twoEvictions(node: RunningNode, workload: Workload): Promise<string> {
  const statuses: number[] = [];
  for (const { pod, namespace } of (await readyPods(node, workload)).slice(0, 2)) {
    const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod, namespace } };
    statuses.push((await node.client.request('POST', `/api/v1/namespaces/${namespace}/pods/${pod}/eviction`, { body })).status);
  }
  await settled(node, workload.namespace);
  return statuses.join(' and ');
}

/** The budget lets one pod go, and no second one until the first is back; without a budget both go. */
async function evictions(node: RunningNode, workload: Workload, tally: Tally): Promise<void> {
  const answered = await twoEvictions(node, workload);
  tally.case(workload.name, problems('two evictions at once', answered === '201 and 429' ? [] : [`answered ${answered}`]));
  await node.client.request('DELETE', `/apis/policy/v1/namespaces/${workload.namespace}/poddisruptionbudgets`);
  const unbudgeted = await twoEvictions(node, workload);
  tally.case(workload.name, problems('negative control', unbudgeted === '201 and 201' ? [] : [`two evictions without a budget are answered ${unbudgeted}`]));
}

/** Scales a workload; what its controller says that keeps it from making all pods, or nothing where it makes them. */
async function refusalOf(node: RunningNode, workload: Workload, replicas: number): Promise<string> {
  await patch(node, deploymentPath(workload), { spec: { replicas } });
  let message = '';
  await until(`${replicas} pods of ${workload.name}, or a refusal`, async () => {
    const { body: { status } } = await node.client.get(deploymentPath(workload));
    message = status.conditions?.find(({ type }: any) => type === 'ReplicaFailure')?.message ?? '';
    return message !== '' || status.replicas === replicas;
  });
  await patch(node, deploymentPath(workload), { spec: { replicas: workload.object.spec.replicas } });
  await until(`the end of the refusals of ${workload.name}`, async () => {
    const { body: { status } } = await node.client.get(deploymentPath(workload));
    return !status.conditions?.some(({ type }: any) => type === 'ReplicaFailure');
  });
  await settled(node, workload.namespace);
  return message;
}

/** One pod more than the quota has is refused, and its controller says why; without a quota it is made. */
async function beyondQuota(node: RunningNode, workload: Workload, tally: Tally): Promise<void> {
  const quotas = `/api/v1/namespaces/${workload.namespace}/resourcequotas`;
  const [{ status: { hard, used } }] = (await node.client.get(quotas)).body.items;
  const replicas = workload.object.spec.replicas as number + Number(hard.pods) - Number(used.pods) + 1;
  const refusal = await refusalOf(node, workload, replicas);
  tally.case(workload.name, problems('one pod more than the quota', refusal.includes('exceeded quota') ? [] : [refusal]));
  await node.client.request('DELETE', quotas);
  const unlimited = await refusalOf(node, workload, replicas);
  tally.case(workload.name, problems('negative control', unlimited === '' ? [] : [`without a quota: ${unlimited}`]));
}

/** What was said of a pod when it was evicted; nothing where it was not. The event tells, and not the phase: a pod whose program ends well has succeeded. */
async function evictionOf({ client }: RunningNode, { namespace, pod }: RunningPod): Promise<string> {
  const { body } = await client.get(`/api/v1/namespaces/${namespace}/events?fieldSelector=reason%3DEvicted%2CinvolvedObject.name%3D${pod}`);
  return body.items[0]?.message ?? '';
}

const FILLED = '100'; // mebibytes

async function fill(node: RunningNode, pod: RunningPod, folder: string): Promise<void> {
  const { error } = await node.inContainer(pod, pod.spec.containers[0].name, ['/standin', 'fill', `${folder}/fill`, FILLED]);
  if (error) throw new Error(`${folder} of ${pod.name} cannot be filled: ${String(error)}`);
}

/** A pod that writes more than a volume was given is evicted, and one whose volume has no bound is not. */
async function overflow(node: RunningNode, workload: Workload, tally: Tally): Promise<void> {
  const [pod] = await readyPods(node, workload);
  const isBounded = ({ name }: any): boolean => pod.spec.volumes.some((volume: any) => volume.name === name && volume.emptyDir);
  const unbounded = await startUnhardened(node);
  await fill(node, unbounded, UNBOUNDED_FOLDER);
  await fill(node, pod, pod.spec.containers[0].volumeMounts.find(isBounded).mountPath);
  let message = '';
  await until('the eviction of a pod whose volume is full', async () => {
    message = await evictionOf(node, pod);
    return message !== '';
  }, EVICTION);
  tally.case(workload.name, problems('a volume over its size limit', message.includes('exceeds the limit') ? [] : [message]));
  const other = await evictionOf(node, unbounded);
  tally.case(workload.name, problems('negative control', other === '' ? [] : [`a pod whose volume has no bound: ${other}`]));
  await until(`the end of ${pod.pod}`, async () => (await readyPods(node, workload)).every((one) => one.pod !== pod.pod));
  await settled(node, workload.namespace);
}

interface Lifecycle { readonly rows: readonly Row[]; readonly notes: readonly string[] }

/** What happens to running pods: updates, evictions and bounds. */
export async function lifecycle(
  node: RunningNode, { example, updated }: Expectations, workloads: readonly Workload[], pods: readonly RunningPod[],
): Promise<Lifecycle> {
  if (!updated) return { rows: [], notes: [] };
  const tally = new Tally(`examples/${example} while it is updated, drained and filled up`, KUBERNETES);
  const workload = workloads.find(({ name }) => name === updated.workload)!;
  const note = await rollingUpdate(node, workload, pods.find(({ name }) => name === updated.client)!, updated.url, tally);
  await settled(node, workload.namespace);
  await evictions(node, workload, tally);
  await beyondQuota(node, workload, tally);
  await overflow(node, workload, tally);
  return { rows: [tally.row()], notes: [note] };
}

/** The containers of a namespace that run. The kubelet removes sandboxes of deleted pods a little later. */
async function runningIn(node: RunningNode, namespace: string): Promise<string[]> {
  const list = async (...args: string[]): Promise<string[]> => (await node.run(['ctr', '--namespace', 'k8s.io', ...args])).stdout.split('\n');
  const containers = await list('containers', 'list', '--quiet', `labels."io.kubernetes.pod.namespace"==${namespace}`);
  const tasks = await list('tasks', 'list', '--quiet');
  return containers.filter((id) => id !== '' && tasks.includes(id));
}

/** Removes the namespaces of an example, and looks for what stays of them. */
export async function removal(node: RunningNode, example: string, namespaces: readonly string[]): Promise<Row> {
  const tally = new Tally(`what stays of examples/${example} when its namespaces are deleted`, KUBERNETES);
  for (const namespace of namespaces) {
    const before = await runningIn(node, namespace);
    tally.case(namespace, problems('negative control', before.length > 0 ? [] : ['no container is found before it is deleted']));
    await node.client.request('DELETE', `/api/v1/namespaces/${namespace}`);
    await until(`the end of ${namespace}`, async () => (await node.client.get(`/api/v1/namespaces/${namespace}`)).status === 404, REMOVAL);
    tally.case(namespace, problems('containers', await runningIn(node, namespace)));
  }
  return tally.row();
}
