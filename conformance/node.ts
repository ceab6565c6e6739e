/**
 * Runs the examples on a real cluster of one node: `npm run conformance -- node`. Who connects to whom, and what every container sees of itself, is as
 * hardening promises.
 */
import { ExampleApp, exampleApps } from './apiserver/examples';
import { problems, Tally } from './apiserver/tally';
import { repeatedApplies } from './node/applies';
import { unhardenedContainer } from './node/containers';
import { everyKind } from './node/every-kind';
import { EXPECTATIONS, imagesOf, NOT_RUN } from './node/examples';
import { startUnhardened } from './node/examples/deployment';
import { workloadsOf } from './node/examples/workloads';
import { nodeImages } from './node/images/own-images';
import { judgedExample } from './node/judged-example';
import { killHolder } from './node/machine/killed';
import { RunningNode } from './node/machine/running-node';
import { changes, snapshot } from './node/machine/snapshot';
import { KUBERNETES, nodePrograms } from './node/programs';
import { requireNodePrograms } from './node/requirements';
import { main, Row, Suite, SuiteResult } from './suite';

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(0)} s`;

interface Judged { readonly rows: readonly Row[]; readonly notes: readonly string[] }

async function judged(node: RunningNode, apps: readonly ExampleApp[]): Promise<Judged> {
  const rows: Row[] = [];
  const started = Date.now();
  const running = [];
  const examples = EXPECTATIONS.map((expectations) => ({ expectations, app: apps.find(({ name }) => name === expectations.example)! }));
  for (const { app } of examples) rows.push(await repeatedApplies(node, { name: `examples/${app.name}`, objects: app.objects, times: 20 }));
  rows.push(await repeatedApplies(node, { name: 'a workload of each kind', objects: everyKind(), times: 5 }));
  for (const { app, expectations } of examples) running.push(await judgedExample(node, app, expectations));
  rows.push(...running.flatMap((example) => example.rows), await unhardenedContainer(node, await startUnhardened(node)));
  await node.stopEnforcer();
  for (const { withoutEnforcer } of running) rows.push(await withoutEnforcer());
  for (const { remove } of running) rows.push(await remove());
  const pods = running.reduce((sum, example) => sum + example.pods, 0);
  return { rows, notes: [`node: ${pods} pods of examples and visitors, judged in ${seconds(started)}`] };
}

const withPods = (apps: readonly ExampleApp[]): ExampleApp[] => apps.filter(({ objects }) => workloadsOf(objects).length > 0);

/** Examples with pods whose expectations nobody has written would pass unseen. */
const unexpected = (apps: readonly ExampleApp[]): string[] => withPods(apps)
  .filter(({ name }) => !Object.hasOwn(NOT_RUN, name) && !EXPECTATIONS.some(({ example }) => example === name))
  .map(({ name }) => `examples/${name} has no expectations in conformance/node/examples`);

const notRun = (apps: readonly ExampleApp[]): string[] => withPods(apps)
  .flatMap(({ name }) => (Object.hasOwn(NOT_RUN, name) ? [`node: examples/${name} is not run: ${NOT_RUN[name]}`] : []));

async function run(): Promise<SuiteResult> {
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
    return judged(node, apps);
  });
  const tally = new Tally('the machine is as before: after the end, and after a kill', KUBERNETES);
  const compare = (when: string): void => changes(before, snapshot()).forEach((found, what) => tally.case(`${what} ${when}`, problems('left', found)));
  compare('after the end');
  await killHolder(programs);
  compare('after a kill');
  return { tools: [KUBERNETES], rows: [...rows, tally.row()], notes: [built, up, ...notes, ...notRun(apps)], shortfalls: unexpected(apps) };
}

export const suite: Suite = { name: 'node', run };

if (require.main === module) void main(suite);
