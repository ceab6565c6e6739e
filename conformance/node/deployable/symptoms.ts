import { RunningNode } from '../machine/running-node';

interface ContainerStatus {
  readonly state?: Readonly<Record<string, { readonly reason?: string; readonly message?: string }>>;
  readonly lastState?: ContainerStatus['state'];
}

const texts = (states: ContainerStatus['state'] = {}): string[] => Object.values(states).map(({ reason = '', message = '' }) => `${reason}: ${message}`);

function textsOfPod({ status }: { readonly status: any }): string[] {
  const containers = [...status.initContainerStatuses ?? [], ...status.containerStatuses ?? []] as ContainerStatus[];
  const conditions = (status.conditions ?? []) as { readonly type: string; readonly message?: string }[];
  return [
    `${status.reason ?? ''}: ${status.message ?? ''}`, ...conditions.map(({ type, message = '' }) => `${type}: ${message}`),
    ...containers.flatMap(({ state, lastState }) => [...texts(state), ...texts(lastState)]),
  ];
}

/** An event, as far as it is read. What repeats is one event, whose time moves. */
export interface ClusterEvent {
  readonly reason: string;
  readonly message: string;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly lastObservedTime: string } | null;
}

/** Whether an event was said, or said again, after a time in milliseconds. Events know whole seconds. */
export function isSaidAfter({ series, lastTimestamp, eventTime }: ClusterEvent, time: number): boolean {
  return Date.parse(series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? '') > time;
}

/** What the events of a namespace after a time, in milliseconds, and its pods say, in lines. */
export async function symptomsIn({ client }: RunningNode, namespace: string, after: number): Promise<string[]> {
  const [events, pods] = await Promise.all(['events', 'pods'].map(async (resource) => (await client.get(`/api/v1/namespaces/${namespace}/${resource}`)).body.items as any[]));
  const heard = (events as ClusterEvent[]).filter((event) => isSaidAfter(event, after));
  return [...heard.map(({ reason, message }) => `${reason}: ${message}`), ...pods.flatMap(textsOfPod)];
}
