import { RunningNode } from './machine/running-node';
import { keyOf, Manifest } from '../../src/objects/manifest';
import { hasPort, Protocol } from '../../src/objects/network/port-set';
import { ConnectionEnd, Doubt, podEnd, Reachability } from '../../src/objects/network/reachability';

/** What a connection is made to. */
export interface Target { readonly protocol: Protocol; readonly host: string; readonly port: number }

/** What a cluster holds that decides who connects to whom. */
export interface NetworkState {
  readonly namespaces: readonly Manifest[];
  readonly policies: readonly Manifest[];
  readonly pods: readonly any[];
  readonly services: readonly any[];
  readonly slices: readonly any[];
}

/** Reads what decides about connections. */
export async function networkState({ client }: RunningNode): Promise<NetworkState> {
  const list = async (path: string, apiVersion: string, kind: string): Promise<any[]> => (
    ((await client.get(path)).body.items as any[]).map((item) => ({ apiVersion, kind, ...item })));
  return {
    namespaces: await list('/api/v1/namespaces', 'v1', 'Namespace'),
    policies: await list('/apis/networking.k8s.io/v1/networkpolicies', 'networking.k8s.io/v1', 'NetworkPolicy'),
    pods: await list('/api/v1/pods', 'v1', 'Pod'),
    services: await list('/api/v1/services', 'v1', 'Service'),
    slices: await list('/apis/discovery.k8s.io/v1/endpointslices', 'discovery.k8s.io/v1', 'EndpointSlice'),
  };
}

const DNS: Target = { protocol: 'UDP', host: 'kube-dns.kube-system', port: 53 };
const SERVICE_LABEL = 'kubernetes.io/service-name';

/** Who connects to whom, as our evaluator of network policies reads what a cluster holds. */
export class Predictions {
  private readonly network: Reachability;
  private readonly ends: ReadonlyMap<string, ConnectionEnd>;

  public constructor(private readonly state: NetworkState) {
    this.network = new Reachability([...state.namespaces, ...state.policies]);
    this.ends = new Map(state.pods.filter(({ spec, status }) => status.podIP && !spec.hostNetwork)
      .map(({ metadata, spec, status }) => [status.podIP as string, podEnd(metadata.namespace, metadata, spec, [status.podIP])]));
  }

  /** Whether what has an address connects to a target; undefined where the policies leave it open. */
  public isOpen(source: string, target: Target): boolean | undefined {
    if (!/[a-z]/.test(target.host)) return this.reaches(source, target);
    const resolves = target.host === DNS.host || this.isOpen(source, DNS);
    return resolves && this.endpointsOf(target).some((endpoint) => this.reaches(source, endpoint));
  }

  private reaches(source: string, { host, protocol, port }: Target): boolean | undefined {
    const endOf = (address: string): ConnectionEnd => this.ends.get(address) ?? { cidr: `${address}/32` };
    const [least, most] = (['deny', 'allow'] as Doubt[]).map((doubt) => hasPort(this.network.ports(endOf(source), endOf(host), doubt), protocol, port));
    return least === most ? least : undefined;
  }

  /** The endpoints behind a port of a Service, which is named as `NAME.NAMESPACE`. */
  private endpointsOf({ host, protocol, port }: Target): Target[] {
    const [name, namespace] = host.split('.');
    const service = this.state.services.find((one) => keyOf(one as Manifest).name === name && keyOf(one as Manifest).namespace === namespace);
    const portName = service?.spec.ports.find((one: any) => one.port === port && one.protocol === protocol)?.name ?? '';
    const slices = this.state.slices.filter(({ metadata }) => metadata.namespace === namespace && metadata.labels?.[SERVICE_LABEL] === name);
    return slices.flatMap(({ endpoints, ports }) => ports.filter((one: any) => (one.name ?? '') === portName).flatMap((one: any) => (
      endpoints.flatMap(({ addresses }: any) => addresses.map((address: string): Target => ({ protocol, host: address, port: one.port }))))));
  }
}
