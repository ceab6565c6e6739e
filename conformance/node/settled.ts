import { until } from '../apiserver/until';
import { RunningNode } from './machine/running-node';

/** Seconds that pods may take to end on a busy machine: their grace period, and what follows. */
const LONGEST = 120;

const hasEnded = ({ status }: any): boolean => ['Succeeded', 'Failed'].includes(status.phase);

async function isSettled({ client }: RunningNode, namespace: string): Promise<boolean> {
  const listed = async (path: string): Promise<any[]> => (await client.get(path)).body.items;
  const pods = await listed(`/api/v1/namespaces/${namespace}/pods`);
  const quotas = await listed(`/api/v1/namespaces/${namespace}/resourcequotas`);
  const budgets = await listed(`/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`);
  const count = String(pods.filter((pod) => !hasEnded(pod)).length);
  return pods.every(({ metadata }) => metadata.deletionTimestamp === undefined)
    && quotas.every(({ status }) => status.used?.pods === undefined || status.used.pods === count)
    && budgets.every(({ metadata, status }) => status?.observedGeneration === metadata.generation && status.currentHealthy === status.expectedPods);
}

/**
 * Waits until the pods of a namespace are those that its Deployments want, none of them is ending, and quotas and budgets count just these. A quota also
 * counts pods that are ending, and controllers count a moment later than pods change.
 */
export async function settled(node: RunningNode, namespace: string): Promise<void> {
  await node.available(namespace);
  await until(`the end of changes in ${namespace}`, () => isSettled(node, namespace), LONGEST);
}
