import { Chart, Testing, Yaml } from 'cdk8s';
import { HardenedApp, HardenedNamespace, Port, SecureDeployment, SecureJob, SecureJobProps } from '../../src';
import { Manifest } from '../../src/objects/manifest';
import { problems, Tally } from '../apiserver/tally';
import { until } from '../apiserver/until';
import { Row } from '../suite';
import { RunningNode } from './machine/running-node';
import { KUBERNETES } from './programs';

/** The image of the pods that start in the gap. */
export const GAP_IMAGE = 'registry.example.com/gap:1.0.0';
const NAMESPACE = 'gap';
const SERVER = 'tcp:server.gap:8080';
/**
 * Milliseconds that the enforcer may take until its rules are those of a new pod. It is not ours and waits for a processor as all else does: half a second on
 * an idle machine, five seconds on one with seven jobs for its two cores. The note has what it took.
 */
const LONGEST_GAP = 15_000;
const WATCHED = '20'; // seconds
/** Seconds that a Job may take, whose first tries may be refused: the next ones follow after 10 s, 20 s and so on. */
const LONGEST_JOB = 120;

function gapApp(): Manifest[] {
  const chart = new Chart(new HardenedApp(), 'gap');
  const namespace = new HardenedNamespace(chart, NAMESPACE);
  const container = (...command: readonly string[]) => ({ image: GAP_IMAGE, command: ['/standin', ...command] });
  const server = new SecureDeployment(namespace, 'server', { containers: [{ ...container('serve', '8080'), portNumber: 8080 }] });
  server.exposeViaService({ name: 'server', ports: [{ port: 8080 }] });
  const job = (name: string, command: readonly string[], props: SecureJobProps = {}): SecureJob => (
    new SecureJob(namespace, name, { metadata: { name }, containers: [container(...command)], ...props }));
  job('declared', ['try', SERVER]).allowTo(server, Port.tcp(8080));
  job('measured', ['gap', WATCHED, SERVER]).allowTo(server, Port.tcp(8080));
  job('undeclared', ['gap', WATCHED, SERVER]);
  job('refused', ['try', 'tcp:server.gap:9'], { backoffLimit: 0 });
  return Testing.synth(chart) as Manifest[];
}

/** `Complete` or `Failed`. */
async function endOf({ client }: RunningNode, name: string): Promise<string> {
  let ended = '';
  await until(`the end of the Job ${name}`, async () => {
    const { body: { status } } = await client.get(`/apis/batch/v1/namespaces/${NAMESPACE}/jobs/${name}`);
    ended = status?.conditions?.find(({ type, status: holds }: any) => ['Complete', 'Failed'].includes(type) && holds === 'True')?.type ?? '';
    return ended !== '';
  }, LONGEST_JOB);
  return ended;
}

interface Window { readonly first: number; readonly last: number }

async function windowOf(node: RunningNode, job: string): Promise<Window> {
  await endOf(node, job);
  const { stdout } = await node.kubectl(['logs', '--namespace', NAMESPACE, `job/${job}`]);
  return JSON.parse(stdout) as Window;
}

/** Pods that run once start before the enforcer has programmed their policies: a Job does its work all the same, and no edge stays open. */
export async function jobsInTheGap(node: RunningNode): Promise<{ readonly row: Row; readonly note: string }> {
  const tally = new Tally('Jobs that start before the enforcer knows them', KUBERNETES);
  const app = gapApp();
  const isJob = ({ kind }: Manifest): boolean => kind === 'Job';
  await node.apply(Yaml.stringify(...app.filter((object) => !isJob(object))));
  await node.available(NAMESPACE);
  await node.apply(Yaml.stringify(...app.filter(isJob)));
  const [declared, refused] = [await endOf(node, 'declared'), await endOf(node, 'refused')];
  tally.case('a declared edge', problems('the Job completes', declared === 'Complete' ? [] : ['it fails']));
  tally.case('a port that is closed', problems('negative control', refused === 'Failed' ? [] : ['the Job completes']));
  const [open, closed] = [await windowOf(node, 'measured'), await windowOf(node, 'undeclared')];
  tally.case('a declared edge', problems('is open soon', open.first >= 0 && open.first <= LONGEST_GAP ? [] : [`after ${open.first} ms`]));
  tally.case('an undeclared edge', problems('is closed soon', closed.last <= LONGEST_GAP ? [] : [`after ${closed.last} ms`]));
  await node.client.request('DELETE', `/api/v1/namespaces/${NAMESPACE}`);
  const ofUndeclared = closed.last < 0 ? 'never open' : `open until ${closed.last} ms`;
  return {
    row: tally.row(),
    note: `node: a declared edge was open ${open.first} ms after the start of a program, and an undeclared one was ${ofUndeclared}`,
  };
}
