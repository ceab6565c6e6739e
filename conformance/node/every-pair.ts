import { problems, Tally } from '../apiserver/tally';
import { Row } from '../suite';
import { answers, Attempt, OUTSIDE, problemOf } from './connections';
import { RunningPod } from './examples/deployment';
import { NODE_ADDRESS, OUTSIDE_ADDRESS, OUTSIDE_SERVERS } from './machine/components';
import { RunningNode } from './machine/running-node';
import { NetworkState, networkState, Predictions, Target } from './predictions';
import { KUBERNETES } from './programs';

/** API server and kubelet of the node. */
const OF_NODE = [6443, 10250].map((port): Target => ({ protocol: 'TCP', host: NODE_ADDRESS, port }));
const OF_CLUSTER: readonly Target[] = [
  { protocol: 'TCP', host: 'kubernetes.default', port: 443 }, { protocol: 'TCP', host: 'kube-dns.kube-system', port: 53 },
];
const OF_OTHERS = OUTSIDE_SERVERS.flatMap(({ address, ports }) => ports.map((port): Target => ({ protocol: 'TCP', host: address, port })));

const textOf = ({ protocol, host, port }: Target): string => `${protocol.toLowerCase()}:${host}:${port}`;

interface Pair { readonly source: string; readonly address: string; readonly target: Target }

/** Every pod and the host outside, with each of these ports of every pod by both protocols, the node, the cluster's own Services and every host outside. */
function pairsOf(pods: readonly RunningPod[], ports: readonly number[]): Pair[] {
  const ofPods = pods.flatMap(({ address }) => ports.flatMap((port) => (['TCP', 'UDP'] as const).map((protocol): Target => ({ protocol, host: address, port }))));
  const sources = [...pods.map(({ name, address }) => ({ source: name, address })), { source: OUTSIDE, address: OUTSIDE_ADDRESS }];
  return sources.flatMap(({ source, address }) => (
    [...ofPods, ...OF_NODE, ...(source === OUTSIDE ? [] : [...OF_CLUSTER, ...OF_OTHERS])].filter(({ host }) => host !== address)
      .map((target) => ({ source, address, target }))));
}

/** What our evaluator says about pairs; those that it leaves open are left out. */
function attemptsOf(pairs: readonly Pair[], state: NetworkState): Attempt[] {
  const predictions = new Predictions(state);
  return pairs.flatMap(({ source, address, target }) => {
    const isOpen = predictions.isOpen(address, target);
    return isOpen === undefined ? [] : [{ source, target: textOf(target), dialed: textOf(target), isOpen }];
  });
}

/** Every pair connects or not as our evaluator says of what the cluster holds. */
export async function everyPair(node: RunningNode, example: string, pods: readonly RunningPod[], ports: readonly number[]): Promise<Row> {
  const tally = new Tally(`every pair of pods and addresses in examples/${example}, as the evaluator of network policies says`, KUBERNETES);
  const state = await networkState(node);
  const pairs = pairsOf(pods, ports);
  const attempts = attemptsOf(pairs, state);
  const said = await answers(node, attempts, pods);
  for (const attempt of attempts) tally.case(attempt.source, problemOf(attempt, said.get(attempt)!));
  // of a world without one of its policies the evaluator must be wrong
  const unseen = state.policies.filter((policy) => {
    const others = attemptsOf(pairs, { ...state, policies: state.policies.filter((one) => one !== policy) });
    return JSON.stringify(others) === JSON.stringify(attempts);
  });
  tally.case('negative control', problems('each policy decides about some pair', unseen.length < state.policies.length ? [] : ['none does']));
  return tally.row();
}
