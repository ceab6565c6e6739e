import { CloudIdentity } from './cloud-identity';
import { HOST_ALIAS_KEYS } from './container-keys';
import { HostAccess } from './host-access';
import { Json } from './rendered-container';
import { OWN_USER_NAMESPACE } from '../../controls/workload/user-namespace';
import { rejectUnknownKeys } from '../../objects/known-keys';
import { PodView } from '../../objects/pod-template';
import { AppArmorProfile } from '../../profile/app-armor-profile';
import { SecurityProfile } from '../../profile/security-profile';
import { kplus } from '../cdk8s-plus';

/** What pods of all kinds can have and cdk8s-plus has no props for, or not in each of its minors. `SecurePodProps` documents it. */
export interface PodOptions {
  readonly enableServiceLinks?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly priorityClassName?: string;
  readonly userNamespace?: boolean;
  readonly appArmorProfile?: AppArmorProfile;
  readonly cloudIdentity?: CloudIdentity;
  readonly hostAccess?: readonly HostAccess[];
}

/** The props of a pod: those of cdk8s-plus, and ours. */
export type PodProps = kplus.AbstractPodProps & PodOptions;

/** Below this minor the API server drops the field in silence, since the feature is switched off by default. */
const USER_NAMESPACES_SINCE = 33; // https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
const APP_ARMOR_FIELD_SINCE = 30; // https://kubernetes.io/docs/tutorials/security/apparmor/

/** Refuses options that the version of the profile does not have, and those that exclude each other. */
export function rejectBadOptions(at: string, props: PodProps, { kubernetesMinor }: SecurityProfile): void {
  const { userNamespace, appArmorProfile, cloudIdentity, priorityClassName, serviceAccount } = props;
  rejectUnknownKeys(at, props.hostAliases, HOST_ALIAS_KEYS, 'hostAliases');
  if (userNamespace && kubernetesMinor < USER_NAMESPACES_SINCE) throw tooOld(at, 'userNamespace', kubernetesMinor, USER_NAMESPACES_SINCE);
  if (userNamespace && props.hostNetwork) throw new Error(`${at}: a pod in the network of its node has no user namespace of its own; remove \`userNamespace\` or \`hostNetwork\``);
  if (appArmorProfile && kubernetesMinor < APP_ARMOR_FIELD_SINCE) throw tooOld(at, 'appArmorProfile', kubernetesMinor, APP_ARMOR_FIELD_SINCE);
  if (cloudIdentity && serviceAccount) {
    throw new Error(`${at}: \`cloudIdentity\` annotates the ServiceAccount of the workload's own, and another one is given; remove \`serviceAccount\`, or annotate that one instead`);
  }
  if (priorityClassName?.trim() === '') throw new Error(`${at}: \`priorityClassName\` is empty; pass the name of a PriorityClass, or leave it unset`);
}

const tooOld = (at: string, prop: string, minor: number, since: number): Error => new Error(
  `${at}: \`${prop}\` needs Kubernetes 1.${since}, and the profile is for 1.${minor}, which ignores the field; remove it, or raise \`kubernetesVersion\` of the SecurityProfile`,
);

/** Writes the options into the rendered pod, before anything is filled in. */
export function writeOptions({ spec, metadata }: PodView, options: PodOptions): void {
  const { enableServiceLinks, shareProcessNamespace, priorityClassName, userNamespace, appArmorProfile, cloudIdentity, hostAccess = [] } = options;
  const pod = spec as Json;
  if (enableServiceLinks !== undefined) pod.enableServiceLinks = enableServiceLinks;
  if (shareProcessNamespace !== undefined) pod.shareProcessNamespace = shareProcessNamespace;
  if (priorityClassName !== undefined) pod.priorityClassName = priorityClassName;
  if (userNamespace) Object.assign(pod, OWN_USER_NAMESPACE);
  if (appArmorProfile) (pod.securityContext ??= {})[APP_ARMOR] = appArmorProfile._toManifest();
  const labels = cloudIdentity?._podLabels ?? {};
  if (Object.keys(labels).length > 0) (metadata as Json).labels = { ...labels, ...(metadata as Json).labels };
  hostAccess.forEach((access) => access._writeTo(pod));
}

const APP_ARMOR = 'appArmorProfile';
