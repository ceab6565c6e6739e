import { Expectations, Visitor } from './expectations';
import { Workload } from './workloads';
import { keyOf, Manifest } from '../../../src/objects/manifest';
import { saying, succeeded } from '../../apiserver/client';
import { until } from '../../apiserver/until';
import { objectName } from '../../object-name';
import { RunningNode } from '../machine/running-node';

/** A pod that runs. */
export interface RunningPod {
  /** As expectations name it: `shop/frontend`. */
  readonly name: string;
  readonly namespace: string;
  readonly pod: string;
  readonly address: string;
  readonly spec: any;
}

/** The image of pods that are no example's. */
export const VISITOR_IMAGE = 'node.invalid/visitor:1';

/** Where an unhardened pod has a volume without a bound. */
export const UNBOUNDED_FOLDER = '/unbounded';

const visitorPod = ({ namespace, name, labels }: Visitor): Manifest => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, spec: { containers: [{ name: 'visitor', image: VISITOR_IMAGE }] },
});

async function podsIn(node: RunningNode, namespace: string, labels: Readonly<Record<string, string>> = {}): Promise<any[]> {
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',');
  const { body } = await node.client.get(`/api/v1/namespaces/${namespace}/pods?labelSelector=${encodeURIComponent(selector)}`);
  return body.items;
}

const isReady = (pod: any): boolean => pod.metadata.deletionTimestamp === undefined
  && pod.status.conditions?.some(({ type, status }: any) => type === 'Ready' && status === 'True');

async function readyPod(what: string, find: () => Promise<any[]>): Promise<any> {
  let ready: any;
  await until(what, async () => {
    ready = (await find()).find(isReady);
    return ready !== undefined;
  });
  return ready;
}

const runningPod = (name: string, { metadata, status, spec }: any): RunningPod => (
  { name, namespace: metadata.namespace, pod: metadata.name, address: status.podIP, spec });

/** All pods of a workload that are ready. */
export async function readyPods(node: RunningNode, { name, namespace, object }: Workload): Promise<RunningPod[]> {
  return (await podsIn(node, namespace, object.spec.selector.matchLabels)).filter(isReady).map((pod) => runningPod(name, pod));
}

/** One pod of each workload that serves, as soon as all of its pods are ready. */
export async function podsOf(node: RunningNode, workloads: readonly Workload[]): Promise<RunningPod[]> {
  for (const namespace of new Set(workloads.map((workload) => workload.namespace))) await node.available(namespace);
  const serving = workloads.filter(({ serves }) => serves);
  return Promise.all(serving.map(async ({ name, namespace, object }) => (
    runningPod(name, await readyPod(`a pod of ${name}`, () => podsIn(node, namespace, object.spec.selector.matchLabels))))));
}

/** Makes a namespace, unless it is there, and waits until it can have pods: each has an account, which a controller makes. */
export async function makeNamespace({ client }: RunningNode, name: string): Promise<void> {
  await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  await until(`the ServiceAccount of ${name}`, async () => succeeded(await client.get(`/api/v1/namespaces/${name}/serviceaccounts/default`)));
}

/** Makes an object, unless an example before has made it. */
async function mustCreate({ client }: RunningNode, object: Manifest): Promise<void> {
  const answer = await client.create(object);
  if (!succeeded(answer) && answer.body.reason !== 'AlreadyExists') throw new Error(`${objectName(object)}: ${saying(answer)}`);
}

/** Makes a pod, unless it is there, and waits for it. */
async function startPod(node: RunningNode, pod: Manifest): Promise<RunningPod> {
  const { namespace, name } = keyOf(pod);
  await makeNamespace(node, namespace);
  await mustCreate(node, pod);
  return runningPod(`${namespace}/${name}`, await readyPod(`the pod ${namespace}/${name}`, async () => [(await node.client.read(pod)).body]));
}

/** Starts pods that are no example's. */
export async function startVisitors(node: RunningNode, visitors: readonly Visitor[]): Promise<RunningPod[]> {
  return Promise.all(visitors.map((visitor) => startPod(node, visitorPod(visitor))));
}

/** Makes what an example expects to be there already, in its namespaces. */
export async function prepare(node: RunningNode, { given }: Pick<Expectations, 'given'>): Promise<void> {
  for (const namespace of new Set(given.map((object) => keyOf(object).namespace))) await makeNamespace(node, namespace);
  for (const object of given) await mustCreate(node, object);
}

/** A pod as people write it who think of nothing: as root, with a volume that has no bound, beside a Service, with whatever Kubernetes mounts by itself. */
export async function startUnhardened(node: RunningNode): Promise<RunningPod> {
  const namespace = 'unhardened';
  await makeNamespace(node, namespace);
  await mustCreate(node, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'other', namespace }, spec: { selector: { app: 'other' }, ports: [{ port: 80 }] } });
  return startPod(node, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'plain', namespace },
    spec: {
      securityContext: { runAsUser: 0 },
      containers: [{ name: 'plain', image: VISITOR_IMAGE, volumeMounts: [{ name: 'unbounded', mountPath: UNBOUNDED_FOLDER }] }],
      volumes: [{ name: 'unbounded', emptyDir: {} }],
    },
  });
}
