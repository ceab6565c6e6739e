import { cidrContains, cidrProblem } from '../../objects/cidr';

/** Address blocks by what they are. */
export interface Sources {
  readonly controlPlane: readonly string[];
  readonly nodes: readonly string[];
  readonly apiClients: readonly string[];
  readonly pods: readonly string[];
  readonly kubeletClients: readonly string[];
  /** Undefined where SSH is left alone. */
  readonly sshClients?: readonly string[];
}

/** Ports of a host, and who may reach them. */
export interface GuardedPort {
  /** A name that sets and rules are called by. */
  readonly name: string;
  readonly ports: readonly number[];
  readonly purpose: string;
  /** Empty where only the host itself may. */
  readonly from: readonly string[];
}

/** What listens on a host of a cluster. https://kubernetes.io/docs/reference/networking/ports-and-protocols/ */
export function guardedPorts({ controlPlane, nodes, apiClients, pods, kubeletClients, sshClients }: Sources): readonly GuardedPort[] {
  const guarded = [
    { name: 'api', ports: [6443], purpose: 'API server', from: [...controlPlane, ...nodes, ...pods, ...apiClients] },
    { name: 'etcd', ports: [2379, 2380], purpose: 'etcd', from: controlPlane },
    { name: 'kubelet', ports: [10250], purpose: 'kubelet', from: [...controlPlane, ...kubeletClients] },
    { name: 'local', ports: [2381, 10248, 10249, 10255, 10256, 10257, 10259], purpose: 'metrics and health of etcd, kubelet, kube-proxy, controller manager and scheduler', from: [] },
    ...(sshClients ? [{ name: 'ssh', ports: [22], purpose: 'SSH', from: sshClients }] : []),
  ];
  return guarded.map((one) => ({ ...one, from: distinctBlocks(one.from) }));
}

/** Sets of nftables refuse blocks that overlap. */
function distinctBlocks(blocks: readonly string[]): readonly string[] {
  const distinct = [...new Set(blocks)];
  return distinct.filter((block) => !distinct.some((other) => other !== block && cidrContains(other, block))).sort();
}

/** Refuses what is no address block. */
export function rejectBadSources(sources: Readonly<Record<string, readonly string[] | undefined>>): void {
  for (const prop of ['controlPlane', 'nodes']) {
    if ((sources[prop] ?? []).length === 0) throw new Error(`cannot make a firewall without ${prop}: they would be shut out; pass their addresses, such as "10.0.0.10/32"`);
  }
  for (const [prop, blocks = []] of Object.entries(sources)) {
    for (const block of blocks) {
      const problem = cidrProblem(block);
      if (problem) throw new Error(`cannot let "${block}" of ${prop} in: it ${problem}`);
    }
  }
}
