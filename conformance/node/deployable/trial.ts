import { ControlId } from '../../../src/controls/vocabulary';
import { Manifest } from '../../../src/objects/manifest';
import { RunningPod, VISITOR_IMAGE } from '../examples/deployment';
import { RunningNode } from '../machine/running-node';

/** Where an action takes place. */
export interface Scene {
  readonly node: RunningNode;
  readonly namespace: string;
  readonly objects: readonly Manifest[];
  /** A pod of another namespace, which connects. */
  readonly client: RunningPod;
}

/** What came of an action. */
export interface ActionOutcome {
  readonly said: string;
  /** Whether it did what it was to do. */
  readonly succeeded: boolean;
}

/** A fault that a control finds, and what the node says of it. */
export interface Trial {
  readonly control: ControlId;
  /** The fault, as in `two budgets select one pod`. */
  readonly shows: string;
  /** Objects with the fault, without a namespace. */
  readonly faulty: readonly Manifest[];
  /** The same without it. Their pods become ready. */
  readonly mended: readonly Manifest[];
  /** What is done to the objects once their pods run. @default nothing */
  readonly action?: (scene: Scene) => Promise<ActionOutcome>;
  /** What an event, a pod, the answer to a request or to the action says of the faulty objects, and never of the mended ones. */
  readonly happens: RegExp;
}

/** The port that the stand-in serves in these trials. */
export const PORT = 8080;

const labels = { app: 'web' };

/** What selects the pods of `workload`. */
export const selector = { matchLabels: labels };

/** A container of the stand-in that serves a port. Why it ended stands in its state. */
export const serving = (name: string, port: number, rest: object = {}) => ({
  name, image: VISITOR_IMAGE, command: ['/standin', 'serve', String(port)], ports: [{ containerPort: port }],
  terminationMessagePolicy: 'FallbackToLogsOnError', imagePullPolicy: 'Always', ...rest,
});

/** An object of a kind, with this beside its name. */
export const object = (apiVersion: string, kind: string, name: string, rest: object = {}): Manifest => (
  { apiVersion, kind, metadata: { name }, ...rest });

/** What a workload has beside what all of these trials have. */
export interface Given {
  readonly container?: object;
  readonly pod?: object;
  readonly spec?: object;
}

/** A Deployment or a StatefulSet, `web`. */
export function workload({ container = {}, pod = {}, spec = {} }: Given = {}, kind = 'Deployment'): Manifest {
  const template = { metadata: { labels }, spec: { containers: [serving('web', PORT, container)], ...pod } };
  return object('apps/v1', kind, 'web', { spec: { selector, template, ...spec } });
}
