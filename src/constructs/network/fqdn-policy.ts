import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Edges } from './edges';
import { Fields } from '../../objects/pointer';
import { PlatformPeer } from '../../profile/platform-peer';
import { profileOf } from '../synthesis/profile-scope';

/**
 * Egress of a workload to domain names, which a NetworkPolicy cannot express. Cilium learns the addresses of a name from the answers of the DNS servers, and
 * sees these only where a rule has them pass its proxy: hence `rules.dns` for every name, which is what the NetworkPolicy beside it allows as well.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/language/#dns-based
 */
export function addFqdnPolicy(
  scope: Construct, id: string, metadata: ApiObjectMetadata, podLabels: Readonly<Record<string, string>>, edges: Edges,
): ApiObject {
  const egress = (): Fields[] => [...nameResolution(scope), ...edges.domainNames().map(ruleOf)];
  const spec = (): Fields => ({ endpointSelector: { matchLabels: podLabels }, egress: egress() });
  return new ApiObject(scope, id, { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata, spec: Lazy.any({ produce: spec }) });
}

function ruleOf({ domainName, ports }: ReturnType<Edges['domainNames']>[number]): Fields {
  const listed = ports.map((port) => port._toManifest());
  const all = listed.some((port) => port === undefined);
  return { toFQDNs: [domainName], ...(all ? {} : { toPorts: [{ ports: listed.map((port) => ciliumPort(port!)) }] }) };
}

/** Cilium writes the number of a port as text, and 0 for all ports of a protocol. */
function ciliumPort({ port = 0, endPort, protocol }: { readonly port?: unknown; readonly endPort?: unknown; readonly protocol?: unknown }): Fields {
  return { port: String(port), ...(endPort === undefined ? {} : { endPort }), protocol };
}

function nameResolution(scope: Construct): Fields[] {
  return profileOf(scope).dns._egressRules().flatMap(({ to, ports }) => {
    const toPorts = [{ ports: ports.map(ciliumPort), rules: { dns: [{ matchPattern: '*' }] } }];
    const endpoints = to.filter(({ ipBlock }) => !ipBlock).map(endpointOf);
    const blocks = to.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []);
    return [...(endpoints.length > 0 ? [{ toEndpoints: endpoints, toPorts }] : []), ...(blocks.length > 0 ? [{ toCIDR: blocks, toPorts }] : [])];
  });
}

/** https://docs.cilium.io/en/stable/network/kubernetes/policy/#namespaces */
function endpointOf({ namespaceSelector, podSelector }: PlatformPeer): Fields {
  const labels = Object.entries(podSelector?.matchLabels ?? {}).map(([key, value]) => [`k8s:${key}`, value]);
  return { matchLabels: { 'k8s:io.kubernetes.pod.namespace': namespaceSelector!.matchLabels['kubernetes.io/metadata.name'], ...Object.fromEntries(labels) } };
}
