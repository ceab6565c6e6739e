import { Yaml } from 'cdk8s';
import { ExampleApp } from '../apiserver/examples';
import { Row } from '../suite';
import { Connections } from './connections';
import { hardenedContainers } from './containers';
import { everyPair } from './every-pair';
import { podsOf, prepare, startVisitors } from './examples/deployment';
import { Expectations } from './examples/expectations';
import { workloadsOf } from './examples/workloads';
import { lifecycle, removal } from './lifecycle';
import { RunningNode } from './machine/running-node';
import { requestsOfPods } from './requests';

/** What came of an example, and of how many pods. */
export interface JudgedExample { readonly rows: readonly Row[]; readonly notes: readonly string[]; readonly pods: number }

/** Applies an example as it is, judges it from inside of its containers, with the enforcer of network policies and without, and removes it. */
export async function judgedExample(node: RunningNode, { objects }: ExampleApp, expectations: Expectations): Promise<JudgedExample> {
  const workloads = workloadsOf(objects);
  await prepare(node, expectations);
  const visitors = await startVisitors(node, expectations.visitors);
  await node.apply(Yaml.stringify(...objects));
  const pods = await podsOf(node, workloads);
  const ports = [...new Set(workloads.flatMap((workload) => workload.ports))];
  const connections = async (): Promise<Connections> => (
    new Connections(node, expectations, workloads, [...await podsOf(node, workloads), ...visitors]));
  const before = [
    await (await connections()).asExpected(),
    await everyPair(node, expectations.example, [...pods, ...visitors], ports),
    await hardenedContainers(node, `what the containers of examples/${expectations.example} see`, pods),
    await requestsOfPods(node, expectations, pods),
  ];
  const { rows: changed, notes } = await lifecycle(node, expectations, workloads, visitors);
  const rows = [...before, ...changed, await (await connections()).refusedByOnePolicy()];
  await node.stopEnforcer();
  rows.push(await (await connections()).openWithoutEnforcer());
  rows.push(await removal(node, expectations.example, [...new Set(workloads.map(({ namespace }) => namespace))]));
  node.startEnforcer();
  return { rows, notes, pods: pods.length + visitors.length };
}
