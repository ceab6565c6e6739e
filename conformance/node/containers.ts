import { Problem, Tally } from '../apiserver/tally';
import { Row } from '../suite';
import { CONTAINER_CHECKS, Sight } from './container-checks';
import { RunningPod } from './examples/deployment';
import { RunningNode } from './machine/running-node';
import { KUBERNETES } from './programs';

/** What each container of a pod sees that goes on running. */
export async function sightsOf(node: RunningNode, { namespace, pod, spec }: RunningPod): Promise<Sight[]> {
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }: any) => restartPolicy === 'Always');
  return Promise.all([...spec.containers, ...sidecars].map(async (container: any) => (
    { pod: spec, container, facts: await node.inContainer({ namespace, pod }, container.name, ['/standin', 'facts']) })));
}

const problemsOf = (sight: Sight): Problem[] => Object.entries(CONTAINER_CHECKS)
  .flatMap(([check, judge]) => judge(sight).map((detail) => ({ check, detail })));

/** Every container of these pods has what hardening promises. */
export async function hardenedContainers(node: RunningNode, part: string, pods: readonly RunningPod[]): Promise<Row> {
  const tally = new Tally(part, KUBERNETES);
  for (const pod of pods) {
    for (const sight of await sightsOf(node, pod)) {
      const problems = problemsOf(sight);
      for (const check of Object.keys(CONTAINER_CHECKS)) {
        tally.case(`${pod.name} ${sight.container.name}`, problems.filter((problem) => problem.check === check));
      }
    }
  }
  return tally.row();
}

/** The negative control: each check finds something in the container of a pod that nothing was hardened of. */
export async function unhardenedContainer(node: RunningNode, pod: RunningPod): Promise<Row> {
  const tally = new Tally('checks that find something in a container without any hardening', KUBERNETES);
  const [sight] = await sightsOf(node, pod);
  for (const [check, judge] of Object.entries(CONTAINER_CHECKS)) {
    tally.case(check, judge(sight).length > 0 ? [] : [{ check: 'negative control', detail: 'finds nothing in a container without any hardening' }]);
  }
  return tally.row();
}
