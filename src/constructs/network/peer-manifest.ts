import { PolicySite, Selection } from './peer-source';
import { PlatformPeer } from '../../profile/platform-peer';

/** What the platform names in the profile, as any other peer. */
export function selectionOf({ ipBlock, namespaceSelector, podSelector }: PlatformPeer): Selection {
  return ipBlock ? { ipBlock } : { namespaceSelector, podSelector: podSelector ?? {} };
}

/** The `from` or `to` element of a NetworkPolicy. */
export function peerManifest(selection: Selection, site: PolicySite, isWorkload: boolean): Record<string, unknown> {
  if ('ipBlock' in selection) return { ...selection };
  const { namespace, namespaceSelector, podSelector } = selection;
  if (namespaceSelector) return { namespaceSelector, podSelector };
  if (isWorkload) rejectUnknownNamespace(site, namespace);
  if (namespace === undefined || namespace === site.namespace) return { podSelector };
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector };
}

/** A peer without namespace selector is one of the namespace of the policy, which is right only where both ends are known to be in one, or none is known. */
function rejectUnknownNamespace({ path, namespace: own }: PolicySite, namespace: string | undefined): void {
  if ((own === undefined) === (namespace === undefined)) return;
  throw new Error(`cannot connect "${path}" with a workload of another namespace: ${own === undefined ? 'its own namespace' : 'that of the other one'} is not known; `
    + 'build both below a HardenedNamespace, or pass `metadata.namespace`');
}
