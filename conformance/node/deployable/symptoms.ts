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

/** What the events of a namespace and its pods say, in lines. */
export async function symptomsIn({ client }: RunningNode, namespace: string): Promise<string[]> {
  const [events, pods] = await Promise.all(['events', 'pods'].map(async (resource) => (await client.get(`/api/v1/namespaces/${namespace}/${resource}`)).body.items as any[]));
  return [...events.map(({ reason, message }) => `${reason}: ${message}`), ...pods.flatMap(textsOfPod)];
}
