import { problems, Tally } from '../apiserver/tally';
import { until } from '../apiserver/until';
import { Row } from '../suite';
import { readyPods, RunningPod } from './examples/deployment';
import { Expectations } from './examples/expectations';
import { Workload } from './examples/workloads';
import { RunningNode } from './machine/running-node';
import { KUBERNETES } from './programs';

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

/** Replaces every pod of a Deployment while a client keeps asking its Service; the requests that failed. */
async function failuresDuringUpdate(node: RunningNode, workload: Workload, client: RunningPod, url: string, template: unknown): Promise<string[]> {
  const loaded = node.inContainer(client, client.spec.containers[0].name, ['/standin', 'load', String(SECONDS_OF_LOAD), url]);
  await patch(node, deploymentPath(workload), { spec: { template } });
  await node.available(workload.namespace);
  const { requests, failures } = await loaded as { readonly requests: number; readonly failures: readonly string[] };
  if (requests < SECONDS_OF_LOAD) return [`only ${requests} requests were answered at all`];
  return [...new Set(failures)].map((failure) => `${failures.filter((one) => one === failure).length} of ${requests} requests: ${failure}`);
}

/** A rolling update loses no request; without the delay of the shutdown it does, which shows that the check can fail. */
async function rollingUpdate(node: RunningNode, workload: Workload, client: RunningPod, url: string, tally: Tally): Promise<void> {
  const annotated = (value: string, spec: object = {}): unknown => ({ metadata: { annotations: { update: value } }, spec });
  tally.case(workload.name, problems('rolling update under load', await failuresDuringUpdate(node, workload, client, url, annotated('1'))));
  const containers = workload.podSpec.containers.map(({ name }: any) => ({ name, lifecycle: null }));
  await failuresDuringUpdate(node, workload, client, url, annotated('2', { containers }));
  const lost = await failuresDuringUpdate(node, workload, client, url, annotated('3'));
  tally.case(workload.name, problems('negative control', lost.length > 0 ? [] : ['without the delay of the shutdown no request was lost either']));
}

/** The budget lets one pod go, and no second one until the first is back. */
async function evictions(node: RunningNode, workload: Workload, tally: Tally): Promise<void> {
  const pods = await readyPods(node, workload);
  const statuses: number[] = [];
  for (const { pod, namespace } of pods.slice(0, 2)) {
    const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod, namespace } };
    statuses.push((await node.client.request('POST', `/api/v1/namespaces/${namespace}/pods/${pod}/eviction`, { body })).status);
  }
  tally.case(workload.name, problems('two evictions at once', statuses.join() === '201,429' ? [] : [`answered ${statuses.join(' and ')}`]));
  await node.available(workload.namespace);
}

/** One pod more than the quota has is refused, and its controller says why. */
async function beyondQuota(node: RunningNode, workload: Workload, tally: Tally): Promise<void> {
  const { body } = await node.client.get(`/api/v1/namespaces/${workload.namespace}/resourcequotas`);
  const [{ status: { hard, used } }] = body.items;
  const room = Number(hard.pods) - Number(used.pods);
  const { replicas } = workload.object.spec;
  await patch(node, deploymentPath(workload), { spec: { replicas: replicas + room + 1 } });
  let message = '';
  await until('the refusal of a pod beyond the quota', async () => {
    const { body: deployment } = await node.client.get(deploymentPath(workload));
    message = deployment.status.conditions?.find(({ type }: any) => type === 'ReplicaFailure')?.message ?? '';
    return message !== '';
  });
  tally.case(workload.name, problems('one pod more than the quota', message.includes('exceeded quota') ? [] : [message]));
  await patch(node, deploymentPath(workload), { spec: { replicas } });
  await node.available(workload.namespace);
}

/** A pod that writes more than a volume was given is evicted. */
async function overflow(node: RunningNode, workload: Workload, tally: Tally): Promise<void> {
  const [pod] = await readyPods(node, workload);
  const [container] = pod.spec.containers;
  const isBounded = ({ name }: any): boolean => pod.spec.volumes.some((volume: any) => volume.name === name && volume.emptyDir);
  const { mountPath } = container.volumeMounts.find(isBounded);
  const { error } = await node.inContainer(pod, container.name, ['/standin', 'fill', `${mountPath}/fill`, '100']);
  if (error) throw new Error(`${mountPath} of ${workload.name} cannot be filled: ${String(error)}`);
  // the event tells, and not the phase: the kubelet takes a pod whose program ends well for one that has succeeded
  let message = '';
  await until('the eviction of a pod whose volume is full', async () => {
    const { body } = await node.client.get(`/api/v1/namespaces/${pod.namespace}/events?fieldSelector=reason%3DEvicted%2CinvolvedObject.name%3D${pod.pod}`);
    message = body.items[0]?.message ?? '';
    return message !== '';
  }, EVICTION);
  tally.case(workload.name, problems('a volume over its size limit', message.includes('exceeds the limit') ? [] : [message]));
  await node.available(workload.namespace);
}

/** What happens to running pods: updates, evictions and bounds. */
export async function lifecycle(
  node: RunningNode, { example, updated }: Expectations, workloads: readonly Workload[], pods: readonly RunningPod[],
): Promise<Row[]> {
  if (!updated) return [];
  const tally = new Tally(`examples/${example} while it is updated, drained and filled up`, KUBERNETES);
  const workload = workloads.find(({ name }) => name === updated.workload)!;
  await rollingUpdate(node, workload, pods.find(({ name }) => name === updated.client)!, updated.url, tally);
  await evictions(node, workload, tally);
  await beyondQuota(node, workload, tally);
  await overflow(node, workload, tally);
  return [tally.row()];
}

/** Removes the namespaces of an example, and looks for what stays of them. */
export async function removal(node: RunningNode, example: string, namespaces: readonly string[]): Promise<Row> {
  const tally = new Tally(`what stays of examples/${example} when its namespaces are deleted`, KUBERNETES);
  for (const namespace of namespaces) {
    await node.client.request('DELETE', `/api/v1/namespaces/${namespace}`);
    await until(`the end of ${namespace}`, async () => (await node.client.get(`/api/v1/namespaces/${namespace}`)).status === 404, REMOVAL);
    const filter = `labels."io.kubernetes.pod.namespace"==${namespace}`;
    const { stdout } = await node.run(['ctr', '--namespace', 'k8s.io', 'containers', 'list', '--quiet', filter]);
    // the kubelet removes sandboxes of deleted pods a little later
    const tasks = (await node.run(['ctr', '--namespace', 'k8s.io', 'tasks', 'list', '--quiet'])).stdout.split('\n');
    const running = stdout.split('\n').filter((id) => id !== '' && tasks.includes(id));
    tally.case(namespace, problems('containers', running));
  }
  return tally.row();
}
