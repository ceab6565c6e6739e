import { Problem, Tally } from '../apiserver/tally';
import { until } from '../apiserver/until';
import { Row } from '../suite';
import { RunningPod } from './examples/deployment';
import { Expectations } from './examples/expectations';
import { RunningNode } from './machine/running-node';
import { KUBERNETES } from './programs';
import { Manifest } from '../../src/objects/manifest';

/** What is wrong with what a pod may ask; a pod without expectations must have no token. */
async function problemsOf(
  node: RunningNode, { namespace, pod, spec }: RunningPod, expected?: Readonly<Record<string, number>>,
): Promise<Map<string, Problem[]>> {
  const answers = await node.inContainer({ namespace, pod }, spec.containers[0].name, ['/standin', 'api', ...Object.keys(expected ?? {})]);
  if (!expected) {
    const hasNone = answers.error?.includes('no such file');
    return new Map([['', hasNone ? [] : [{ check: 'no token', detail: 'has a token, and no role is bound to it' }]]]);
  }
  return new Map(Object.entries(expected).map(([path, status]) => (
    [path, answers[path] === status ? [] : [{ check: `status ${status}`, detail: String(answers[path] ?? answers.error) }]])));
}

const isAnyWrong = (found: ReadonlyMap<string, readonly Problem[]>): boolean => [...found.values()].some((problems) => problems.length > 0);

/** What bound roles allow, asked from inside of the pods with the token that is mounted there. */
export async function requestsOfPods(node: RunningNode, { example, requests }: Expectations, pods: readonly RunningPod[]): Promise<Row> {
  const tally = new Tally(`what the pods of examples/${example} may ask the API server`, KUBERNETES);
  for (const pod of pods) (await problemsOf(node, pod, requests[pod.name])).forEach((found, path) => tally.case(`${pod.name} ${path}`, found));
  for (const pod of pods.filter(({ name }) => requests[name])) {
    const binding = bindingOf(pod);
    await node.client.create(binding);
    // an API server learns of a binding a moment later
    await until(`the powers of ${pod.name} with another binding`, async () => isAnyWrong(await problemsOf(node, pod, requests[pod.name])));
    tally.case(`negative control: ${pod.name} with a role too many`, []);
    await node.client.delete(binding);
  }
  return tally.row();
}

const bindingOf = ({ namespace, spec }: RunningPod): Manifest => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'too-much', namespace },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ kind: 'ServiceAccount', name: spec.serviceAccountName, namespace }],
});

/** The negative control of pods without a token: one that nothing was hardened of has one. */
export async function tokenOfUnhardened(node: RunningNode, pod: RunningPod): Promise<Row> {
  const tally = new Tally('a token that is found in a pod without any hardening', KUBERNETES);
  tally.case(pod.name, isAnyWrong(await problemsOf(node, pod)) ? [] : [{ check: 'negative control', detail: 'no token is found' }]);
  return tally.row();
}
