import { UsageError } from './exit-code';
import { PlainData } from './plain-data';
import { controlSuggestion } from '../controls/similar-control';
import { isCustomControlId, resolveControlId } from '../controls/vocabulary';
import { isObject } from '../objects/pointer';
import { ApiServer } from '../profile/api-server';
import { Dns } from '../profile/dns';
import { ImagePolicy } from '../profile/image-policy';
import { NetworkPlugin } from '../profile/network-plugin';
import { PodSecurityLevel } from '../profile/pod-security-level';
import { Quantity } from '../profile/quantity';
import { ResourceDefaults } from '../profile/resource-defaults';
import { RunAs } from '../profile/run-as';
import { SecurityProfile } from '../profile/security-profile';
import { SecurityProfileProps } from '../profile/security-profile-props';
import { Severity } from '../profile/severity';
import { TrafficSource } from '../profile/traffic-source';

const BASES = ['restricted', 'strict', 'openshift', 'gkeAutopilot', 'eks'] as const;
const KEYS = [
  'base', 'strict', 'kubernetesVersion', 'podSecurityLevel', 'controlSet', 'runAs', 'registries', 'requireDigest', 'resources', 'dns', 'apiServer',
  'networkPlugin', 'ingressControllers', 'metricsScrapers', 'requiredLabels', 'severities', 'customPodSpecs', 'imagePolicy',
];
const RESOURCES = ['cpuRequest', 'cpuLimit', 'memoryRequest', 'memoryLimit', 'ephemeralStorageRequest', 'ephemeralStorageLimit', 'omitCpuLimit'] as const;

/** Keys that a profile had before the rollout of admission policies got a place of its own, with what they are called there. */
const MOVED = new Map([
  ['warnNamespaces', 'warnNamespaces'], ['auditNamespaces', 'auditNamespaces'], ['exemptNamespaces', 'exemptNamespaces'], ['admissionWaivers', 'waivers'],
]);

/** A profile from plain data: the props of `SecurityProfile`, with `base` naming the factory. */
export function profileFromData(value: unknown, at: string): SecurityProfile {
  rejectMoved(value, at);
  const data = PlainData.of(value, at, KEYS);
  try {
    const profile = SecurityProfile[data.oneOf('base', BASES) ?? 'restricted'](withoutUndefined(propsFrom(data, at)));
    return data.flag('strict') ? profile.toStrict() : profile;
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${at}: ${(error as Error).message}`);
  }
}

function rejectMoved(value: unknown, at: string): void {
  const [old, now] = [...MOVED].find(([key]) => isObject(value) && key in value) ?? [];
  if (old === undefined) return;
  throw new UsageError(`${at} has "${old}", which has moved out of the profile; write it as "${now}" below "admissionRollout" of the settings, `
    + 'or in the file of "policies --rollout"');
}

function propsFrom(data: PlainData, at: string): SecurityProfileProps {
  return {
    kubernetesVersion: data.text('kubernetesVersion'),
    podSecurityLevel: data.oneOf('podSecurityLevel', Object.values(PodSecurityLevel)),
    controlSet: data.text('controlSet'),
    runAs: runAsFrom(data),
    registries: data.texts('registries'),
    requireDigest: data.flag('requireDigest'),
    imagePolicy: imagePolicyFrom(data),
    resources: resourcesFrom(data),
    dns: dnsFrom(data),
    apiServer: apiServerFrom(data),
    networkPlugin: data.oneOf('networkPlugin', Object.values(NetworkPlugin)),
    ingressControllers: trafficSourcesFrom(data, 'ingressControllers'),
    metricsScrapers: trafficSourcesFrom(data, 'metricsScrapers'),
    requiredLabels: data.textMap('requiredLabels'),
    severities: severitiesFrom(data, at),
    customPodSpecs: data.textLists('customPodSpecs'),
  } as SecurityProfileProps;
}

function runAsFrom(data: PlainData): RunAs | undefined {
  const runAs = data.map('runAs', ['user', 'group', 'fsGroup', 'platformAssigned', 'setsFsGroup']);
  if (!runAs) return undefined;
  if (runAs.flag('platformAssigned')) return RunAs.platformAssigned({ setsFsGroup: runAs.flag('setsFsGroup') });
  const user = runAs.number('user');
  if (user === undefined) throw new Error('runAs names neither a `user` nor `platformAssigned: true`; name one');
  return RunAs.user(user, { group: runAs.number('group'), fsGroup: runAs.number('fsGroup') });
}

function imagePolicyFrom(data: PlainData): ImagePolicy | undefined {
  const policy = data.map('imagePolicy', ['registries', 'requireDigest', 'allowLatest', 'pullSecrets', 'lockFile']);
  return policy && ImagePolicy.of({
    registries: policy.texts('registries'),
    requireDigest: policy.flag('requireDigest'),
    allowLatest: policy.flag('allowLatest'),
    pullSecrets: policy.texts('pullSecrets'),
    lockFile: policy.text('lockFile'),
  });
}

function resourcesFrom(data: PlainData): ResourceDefaults | undefined {
  const resources = data.map('resources', RESOURCES);
  if (!resources) return undefined;
  const amounts = RESOURCES.slice(0, -1).map((key) => [key, quantityFrom(resources, key)]);
  return ResourceDefaults.of(withoutUndefined({ ...Object.fromEntries(amounts), omitCpuLimit: resources.flag('omitCpuLimit') }));
}

function quantityFrom(resources: PlainData, key: string): Quantity | undefined {
  const text = resources.text(key);
  try {
    return text === undefined ? undefined : Quantity.of(text);
  } catch (error) {
    throw new Error(`resources.${key}: ${(error as Error).message}`);
  }
}

function dnsFrom(data: PlainData): Dns | undefined {
  if (typeof data.raw('dns') === 'string') return Dns[data.oneOf('dns', ['kubeDns', 'openshift', 'gke'] as const)!]();
  const dns = data.map('dns', ['nodeLocal', 'custom']);
  const local = dns?.map('nodeLocal', ['address']);
  if (local) return Dns.nodeLocal({ address: local.text('address') });
  const custom = dns?.map('custom', ['namespace', 'podLabels', 'port']);
  return custom && Dns.custom({ namespace: custom.text('namespace') ?? '', podLabels: custom.textMap('podLabels') ?? {}, port: custom.number('port') });
}

function apiServerFrom(data: PlainData): ApiServer | undefined {
  const server = data.map('apiServer', ['cidrs', 'port']);
  return server && ApiServer.of({ cidrs: server.texts('cidrs') ?? [], port: server.number('port') });
}

/** A source is a map of `cidr`, or of `namespace` and, where not all of its pods are meant, `podLabels`. */
function trafficSourcesFrom(data: PlainData, key: string): TrafficSource[] | undefined {
  return data.maps(key, ['cidr', 'namespace', 'podLabels'])?.map((source) => {
    const [cidr, namespace, podLabels] = [source.text('cidr'), source.text('namespace'), source.textMap('podLabels')];
    if (cidr !== undefined && namespace === undefined && podLabels === undefined) return TrafficSource.cidr(cidr);
    if (cidr === undefined && namespace !== undefined) return TrafficSource.pods(withoutUndefined({ namespace, podLabels }));
    throw new Error(`${key} has an entry that is neither \`cidr\` alone nor \`namespace\` with or without \`podLabels\`; write one of the two`);
  });
}

function severitiesFrom(data: PlainData, at: string): Record<string, Severity> | undefined {
  const severities = data.textMap('severities');
  const unknown = Object.keys(severities ?? {}).find((name) => !resolveControlId(name) && !isCustomControlId(name));
  if (unknown !== undefined) {
    throw new UsageError(`${at}.severities names "${unknown}", and there is no such control${controlSuggestion(unknown)}`);
  }
  return severities as Record<string, Severity> | undefined;
}

function withoutUndefined<T extends object>(props: T): T {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as T;
}
