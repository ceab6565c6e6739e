/**
 * Runs the examples on a real cluster of one node: `npm run conformance -- node`. Who connects to whom, and what every container sees of itself, is as
 * hardening promises.
 */
import { defineCustomKinds } from './apiserver/custom-kinds';
import { ExampleApp, exampleApps } from './apiserver/examples';
import { problems, Tally } from './apiserver/tally';
import { repeatedApplies } from './node/applies';
import { unhardenedContainer } from './node/containers';
import { deployable } from './node/deployable/deployable';
import { NOT_SHOWN } from './node/deployable/trials';
import { everyKind } from './node/every-kind';
import { EXPECTATIONS, imagesOf, NOT_RUN } from './node/examples';
import { startUnhardened } from './node/examples/deployment';
import { workloadsOf } from './node/examples/workloads';
import { jobsInTheGap } from './node/gap';
import { nodeImages } from './node/images/own-images';
import { judgedExample } from './node/judged-example';
import { killHolder } from './node/machine/killed';
import { RunningNode } from './node/machine/running-node';
import { changes, snapshot } from './node/machine/snapshot';
import { KUBERNETES, nodePrograms } from './node/programs';
import { tokenOfUnhardened } from './node/requests';
import { requireNodePrograms } from './node/requirements';
import { main, Row, Suite, SuiteOptions, SuiteResult } from './suite';

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(0)} s`;

interface Judged { readonly rows: readonly Row[]; readonly notes: readonly string[] }

async function judged(node: RunningNode, apps: readonly ExampleApp[], times: number): Promise<Judged> {
  const rows: Row[] = [];
  const notes: string[] = [];
  await defineCustomKinds(node.client);
  rows.push(await repeatedApplies(node, { name: 'a workload of each kind', objects: everyKind(), times: Math.min(times, 5) }));
  for (const expectations of EXPECTATIONS) {
    const started = Date.now();
    const app = apps.find(({ name }) => name === expectations.example)!;
    rows.push(await repeatedApplies(node, { name: `examples/${app.name}`, objects: app.objects, times }));
    const applied = seconds(started);
    const example = await judgedExample(node, app, expectations);
    rows.push(...example.rows);
    notes.push(`node: examples/${app.name}: ${example.pods} pods with visitors, applied for ${applied}, judged after ${seconds(started)}`, ...example.notes);
  }
  const trials = Date.now();
  rows.push(await deployable(node));
  notes.push(`node: findings about what does not run, shown after ${seconds(trials)}`);
  const gap = await jobsInTheGap(node);
  const unhardened = await startUnhardened(node);
  rows.push(gap.row, await unhardenedContainer(node, unhardened), await tokenOfUnhardened(node, unhardened));
  return { rows, notes: [...notes, gap.note] };
}

/** Examples with pods whose expectations nobody has written would pass unseen. */
const unexpected = (apps: readonly ExampleApp[]): string[] => apps.filter(({ objects }) => workloadsOf(objects).length > 0)
  .filter(({ name }) => !EXPECTATIONS.some(({ example }) => example === name)).map(({ name }) => `examples/${name} has no expectations in conformance/node/examples`);

const notRun = (): string[] => [...NOT_RUN, ...Object.entries(NOT_SHOWN).map(([control, why]) => `${control}: ${why}`)].map((what) => `node: not run: ${what}`);

async function run({ applies }: SuiteOptions): Promise<SuiteResult> {
  requireNodePrograms();
  const building = Date.now();
  const programs = nodePrograms();
  const built = `node: programs of Kubernetes ${KUBERNETES.version} ready after ${seconds(building)}`;
  const apps = exampleApps();
  const images = [...nodeImages(programs), ...imagesOf(programs, apps.flatMap(({ objects }) => workloadsOf(objects)))];
  const before = snapshot();
  const starting = Date.now();
  let up = '';
  const { rows, notes } = await RunningNode.with(programs, images, (node) => {
    up = `node: up after ${seconds(starting)}, with ${images.length} images`;
    return judged(node, apps, applies);
  });
  const tally = new Tally('the machine is as before: after the end, and after a kill', KUBERNETES);
  const compare = (when: string): void => changes(before, snapshot()).forEach((found, what) => tally.case(`${what} ${when}`, problems('left', found)));
  compare('after the end');
  await killHolder(programs);
  compare('after a kill');
  return { tools: [KUBERNETES], rows: [...rows, tally.row()], notes: [built, up, ...notes, ...notRun()], shortfalls: unexpected(apps) };
}

export const suite: Suite = { name: 'node', run };

if (require.main === module) void main(suite);
