import { keyOf, Manifest } from '../../src/objects/manifest';
import { isEmpty, PROTOCOLS } from '../../src/objects/network/port-set';
import { ConnectionEnd, podEnd, PodEnd, Reachability } from '../../src/objects/network/reachability';
import { podsOf } from '../../src/objects/pod-template';

/** The pods of some manifests, by the names of their workloads. */
export function podsIn(manifests: readonly Manifest[]): Map<string, PodEnd> {
  return new Map(manifests.flatMap((manifest) => {
    const { namespace, name } = keyOf(manifest);
    return podsOf(manifest).map((pod) => [`${namespace}/${name}`, podEnd(namespace, pod.metadata, pod.spec)] as const);
  }));
}

/** Every connection that the policies allow, one line for each pair: `shop/web -> shop/api TCP 8080`. A range is written `1-65535`. */
export function reachablePairs(manifests: readonly Manifest[], ends: ReadonlyMap<string, ConnectionEnd>): string[] {
  const network = new Reachability(manifests);
  return [...ends].flatMap(([fromName, from]) => [...ends].filter(([, to]) => to !== from).flatMap(([toName, to]) => {
    const open = network.ports(from, to);
    if (isEmpty(open)) return [];
    const ports = PROTOCOLS.flatMap((protocol) => open[protocol].map((range) => `${protocol} ${range.to - range.from === 1 ? range.from : `${range.from}-${range.to - 1}`}`));
    return [`${fromName} -> ${toName} ${ports.join(', ')}`];
  }));
}
