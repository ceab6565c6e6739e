import { Yaml } from 'cdk8s';
import { ExampleApp } from '../apiserver/examples';
import { Row } from '../suite';
import { Connections } from './connections';
import { hardenedContainers } from './containers';
import { podsOf, prepare, startVisitors } from './examples/deployment';
import { Expectations } from './examples/expectations';
import { workloadsOf } from './examples/workloads';
import { lifecycle, removal } from './lifecycle';
import { RunningNode } from './machine/running-node';
import { requestsOfPods } from './requests';

/** An example that runs on a node. */
export interface RunningExample {
  readonly rows: readonly Row[];
  readonly pods: number;
  /** Takes the enforcer for gone: connections that must be refused are open. Looks at the pods that there are by then. */
  readonly withoutEnforcer: () => Promise<Row>;
  /** Removes it. */
  readonly remove: () => Promise<Row>;
}

/** Applies an example as it is, and judges it from inside of its containers. */
export async function judgedExample(node: RunningNode, { objects }: ExampleApp, expectations: Expectations): Promise<RunningExample> {
  const workloads = workloadsOf(objects);
  await prepare(node, expectations);
  const visitors = await startVisitors(node, expectations.visitors);
  await node.apply(Yaml.stringify(...objects));
  const pods = await podsOf(node, workloads);
  const connections = async (): Promise<Connections> => (
    new Connections(node, expectations, workloads, [...await podsOf(node, workloads), ...visitors]));
  const rows = [
    await (await connections()).asExpected(),
    await hardenedContainers(node, `what the containers of examples/${expectations.example} see`, pods),
    await requestsOfPods(node, expectations, pods),
    ...await lifecycle(node, expectations, workloads, visitors),
  ];
  return {
    rows,
    pods: pods.length + visitors.length,
    withoutEnforcer: async () => (await connections()).openWithoutEnforcer(),
    remove: () => removal(node, expectations.example, [...new Set(workloads.map(({ namespace }) => namespace))]),
  };
}
