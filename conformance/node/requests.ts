import { Tally } from '../apiserver/tally';
import { Row } from '../suite';
import { RunningPod } from './examples/deployment';
import { Expectations } from './examples/expectations';
import { RunningNode } from './machine/running-node';
import { KUBERNETES } from './programs';

/** What bound roles allow, asked from inside of the pods with the token that is mounted there; a pod without expectations must have none. */
export async function requestsOfPods(node: RunningNode, { example, requests }: Expectations, pods: readonly RunningPod[]): Promise<Row> {
  const tally = new Tally(`what the pods of examples/${example} may ask the API server`, KUBERNETES);
  for (const { name, namespace, pod, spec } of pods) {
    const expected = requests[name] ?? {};
    const answers = await node.inContainer({ namespace, pod }, spec.containers[0].name, ['/standin', 'api', ...Object.keys(expected)]);
    for (const [path, status] of Object.entries(expected)) {
      tally.case(`${name} ${path}`, answers[path] === status ? [] : [{ check: `status ${status}`, detail: String(answers[path] ?? answers.error) }]);
    }
    if (!requests[name]) tally.case(name, answers.error?.includes('no such file') ? [] : [{ check: 'no token', detail: 'has a token, and no role is bound to it' }]);
  }
  return tally.row();
}
