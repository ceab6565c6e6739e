/**
 * Runs hardened pods in user namespaces of their own: `npm run conformance -- user-namespaces`. The node is that of the suite `node`, but with a containerd
 * and a runc that have them, which are built from their modules.
 */
import { Chart, Size, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { problems, Tally } from './apiserver/tally';
import { hardenedContainers, sightsOf } from './node/containers';
import { imagesOf } from './node/examples';
import { podsOf, prepare, RunningPod } from './node/examples/deployment';
import { workloadsOf } from './node/examples/workloads';
import { nodeImages } from './node/images/own-images';
import { RunningNode } from './node/machine/running-node';
import { buildRuntime, KUBERNETES, nodePrograms, RUNTIME_FOLDER } from './node/programs';
import { requireNodePrograms, requireRuncSources } from './node/requirements';
import { main, Row, Suite, SuiteResult, Tool } from './suite';
import { HardenedApp, HardenedNamespace, SecureDeployment, SecurityProfile } from '../src';
import { Manifest } from '../src/objects/manifest';

const TOOL: Tool = { tool: 'kubernetes user namespaces', version: KUBERNETES.version };
const NAMESPACE = 'isolated';
const CREDENTIALS = 'credentials';
/** The map of whoever is in the user namespace of the machine. */
const OF_MACHINE = '0 0 4294967295';
/** How many users a pod gets: https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/ */
const USERS = 65536;

/** Two workloads with user namespaces, and one without. Each has a writable path and a secret, whose files a runtime must map. */
function app(): Manifest[] {
  const profile = SecurityProfile.restricted({ kubernetesVersion: KUBERNETES.version.split('.').slice(0, 2).join('.').slice(1) });
  const chart = new Chart(new HardenedApp({ profile }), NAMESPACE);
  const namespace = new HardenedNamespace(chart, NAMESPACE);
  const secret = kplus.Secret.fromSecretName(namespace, CREDENTIALS, CREDENTIALS);
  for (const [name, userNamespace] of [['one', true], ['other', true], ['shared', undefined]] as const) {
    const workload = new SecureDeployment(namespace, name, { containers: [{ image: `registry.example.com/${name}:1.0.0`, portNumber: 8080 }], userNamespace, replicas: 1 });
    workload.writable('/data', Size.mebibytes(16));
    workload.mountSecret(secret, '/var/run/secrets/app');
  }
  return Testing.synth(chart) as Manifest[];
}

interface Range { readonly inside: number; readonly onNode: number; readonly users: number }

/** The user, as the node counts, of the process of a container. */
async function userOnNode(node: RunningNode, { namespace, pod }: RunningPod): Promise<number> {
  const { body: { status } } = await node.client.get(`/api/v1/namespaces/${namespace}/pods/${pod}`);
  const id = status.containerStatuses[0].containerID.replace('containerd://', '');
  const { stdout } = await node.run(['sh', '-c', 'stat -c %u "/proc/$(ctr --namespace k8s.io tasks list | grep "^$0" | tr -s " " | cut -d " " -f 2)"', id]);
  return Number(stdout);
}

/** Root of these pods is nobody on the node, and each has users of its own; in the pod without a user namespace root is root. */
async function userMaps(node: RunningNode, pods: readonly RunningPod[]): Promise<Row> {
  const tally = new Tally('users of pods in user namespaces, inside and on the node', TOOL);
  const starts: number[] = [];
  for (const pod of pods) {
    const [{ facts: { userMap, user } }] = await sightsOf(node, pod);
    const [inside, onNode, users] = userMap.split(' ').map(Number);
    const range: Range = { inside, onNode, users };
    const found = await userOnNode(node, pod);
    if (pod.spec.hostUsers === undefined) {
      tally.case(pod.name, problems('negative control', userMap === OF_MACHINE && found === user ? [] : [`the map is ${userMap}, and the user on the node ${found}`]));
      continue;
    }
    const isOwn = range.inside === 0 && range.onNode >= USERS && range.users === USERS;
    tally.case(pod.name, problems('has users of its own', isOwn ? [] : [`the map is ${userMap}`]));
    tally.case(pod.name, problems('is another user on the node', found === range.onNode + user ? [] : [`${user} is ${found}, and the map is ${userMap}`]));
    starts.push(range.onNode);
  }
  tally.case('two pods', problems('share no user', new Set(starts).size === 2 ? [] : [`their maps start at ${starts.join(' and ')}`]));
  return tally.row();
}

async function run(): Promise<SuiteResult> {
  requireNodePrograms();
  requireRuncSources();
  const programs = nodePrograms();
  buildRuntime();
  const objects = app();
  const workloads = workloadsOf(objects);
  const rows = await RunningNode.with(programs, [...nodeImages(programs), ...imagesOf(programs, workloads)], async (node) => {
    const given = [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: CREDENTIALS, namespace: NAMESPACE }, stringData: { password: 'none' } }];
    await prepare(node, { given });
    await node.apply(Yaml.stringify(...objects));
    const pods = await podsOf(node, workloads);
    return [await userMaps(node, pods), await hardenedContainers(node, 'what containers in user namespaces see', pods)];
  }, { runtime: RUNTIME_FOLDER });
  return { tools: [TOOL], rows, notes: [], shortfalls: [] };
}

export const suite: Suite = { name: 'user-namespaces', run };

if (require.main === module) void main(suite);
