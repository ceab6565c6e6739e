import { AllowedEgress } from './connections';
import { Executables, executablesOf } from './executables';
import { mountedFolders } from './mounted-folders';
import { AllowedConnection, PodMatch, WatchedWorkload } from './watched-workload';
import { effectiveNamespace, groupKind, keyOf, Manifest, stringMap, titleOf } from '../objects/manifest';
import { addressesOf, AddressSet } from '../objects/network/address-set';
import { portRange } from '../objects/network/port-set';
import { podOf, PodView, POD_KINDS } from '../objects/pod-template';
import { valueAt } from '../objects/pointer';

/** The blocks that pods and Services have their addresses from in most clusters: RFC 1918, RFC 6598, RFC 4193. */
const CLUSTER_CIDRS = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'] as const;

/** What is known beside the manifests. */
export interface Declarations {
  /** The blocks that the addresses of pods and Services are from. */
  readonly clusterCidrs?: readonly string[];
  /** What a workload is called in descriptions; kind, namespace and name where undefined. */
  readonly titleOf?: (manifest: Manifest) => string | undefined;
  /** The executables that somebody declared for a workload, beside those that its manifest names. */
  readonly executablesOf?: (manifest: Manifest) => readonly string[] | undefined;
}

interface Surroundings extends Declarations { readonly egress: AllowedEgress; readonly cluster: AddressSet }

/** Kinds of which the templates are not pods that run under their name: nobody starts a PodTemplate, and a ReplicaSet mostly belongs to a Deployment. */
const WATCHED_KINDS = Object.keys(POD_KINDS).filter((kind) => kind !== 'PodTemplate');
const JOB_NAME = 'batch.kubernetes.io/job-name';

function matchOf(manifest: Manifest, pod: PodView): PodMatch {
  const kind = groupKind(manifest);
  const { name } = keyOf(manifest);
  const selector = kind === 'ReplicationController' ? valueAt(manifest, '/spec/selector') : valueAt(manifest, '/spec/selector/matchLabels');
  const labels = [stringMap(selector), stringMap(valueAt(pod.metadata, '/labels'))].find((one) => Object.keys(one).length > 0);
  if (labels) return { by: 'labels', labels };
  if (kind === 'batch/Job') return { by: 'labels', labels: { [JOB_NAME]: name } };
  return kind === 'Pod' ? { by: 'name', name } : { by: 'prefix', prefix: `${name}-` };
}

/** Declared ones make the list whole, whatever the image starts. */
function allExecutables({ known, unknown }: Executables, declared: readonly string[] | undefined): Pick<WatchedWorkload, 'executables' | 'unknown'> {
  if (declared && declared.length > 0) return { executables: [...new Set([...known, ...declared])].sort(), unknown: [] };
  return unknown.length === 0 ? { executables: known, unknown: [] } : { unknown };
}

/** The workloads among some objects, with what can be told about their processes. Pods inside of custom resources are left to what creates them. */
export function watchedWorkloads(objects: readonly Manifest[], declarations: Declarations = {}): ReadonlyMap<Manifest, WatchedWorkload> {
  const cluster = addressesOf(declarations.clusterCidrs ?? CLUSTER_CIDRS);
  const egress = new AllowedEgress(objects, cluster);
  return new Map(objects.filter((object) => WATCHED_KINDS.includes(groupKind(object))).flatMap((manifest) => {
    const pod = podOf(manifest);
    return pod ? [[manifest, watched(manifest, pod, { egress, cluster, ...declarations })] as const] : [];
  }));
}

/**
 * A pod with a token connects to the API server, at the Service `kubernetes`. Network policies apply to the address of the server itself, so that no rule shows that of the
 * Service.
 */
function toApiServer(tokenFolders: readonly string[], cluster: AddressSet): AllowedConnection[] {
  return tokenFolders.length === 0 ? [] : [{ to: cluster, ports: portRange('TCP', 443, 443), allowedBy: 'Service default/kubernetes, for which it has a token' }];
}

function watched(manifest: Manifest, pod: PodView, { egress, cluster, ...declarations }: Surroundings): WatchedWorkload {
  const { kind, namespace, name } = keyOf(manifest);
  const { executables, unknown } = allExecutables(executablesOf(pod), declarations.executablesOf?.(manifest));
  const allowed = egress.of(namespace, stringMap(valueAt(pod.metadata, '/labels')));
  const folders = mountedFolders(pod);
  return {
    title: declarations.titleOf?.(manifest) ?? titleOf(manifest),
    kind, namespace: effectiveNamespace(namespace), name, pods: matchOf(manifest, pod), executables,
    connections: allowed.connections && [...allowed.connections, ...toApiServer(folders.token, cluster)],
    secretFolders: folders.secret, tokenFolders: folders.token, writableFolders: folders.scratch,
    unknown: [...unknown, ...allowed.unknown],
  };
}
