import { DocumentPart, repeatedTexts } from '../../document-part';
import { parseDuration } from '../../duration';
import { Problem } from '../../problem';

/** Fields with the least and the most that their numbers may be. */
const RANGES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  containerLogMaxFiles: [2, Infinity],
  containerLogMaxWorkers: [1, Infinity],
  eventBurst: [0, Infinity],
  eventRecordQPS: [0, Infinity],
  healthzPort: [0, 65535],
  imageGCHighThresholdPercent: [0, 100],
  imageGCLowThresholdPercent: [0, 100],
  iptablesDropBit: [0, 31],
  iptablesMasqueradeBit: [0, 31],
  kubeAPIBurst: [0, Infinity],
  kubeAPIQPS: [0, Infinity],
  maxOpenFiles: [0, Infinity],
  maxParallelImagePulls: [1, Infinity],
  maxPods: [0, Infinity],
  nodeStatusMaxImages: [-1, Infinity],
  oomScoreAdj: [-1000, 1000],
  podsPerCore: [0, Infinity],
  port: [0, 65535], // zero is filled in
  readOnlyPort: [0, 65535],
  registryBurst: [0, Infinity],
  registryPullQPS: [0, Infinity],
};

/** Fields that are filled in where they are zero. */
const FILLED_IN = new Set(['containerLogMaxFiles', 'containerLogMaxWorkers']);

/** What holds where a field is missing. https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/ */
const DEFAULTS = { imageGCHighThresholdPercent: 85, imageGCLowThresholdPercent: 80 };
const GIGANTIC_USERS = 2 ** 32;
const IDS = 65536;

/**
 * What a kubelet would refuse about its configuration, beside types and enums.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/apis/config/validation/validation.go
 */
export function kubeletProblems(file: DocumentPart): Problem[] {
  return [...rangeProblems(file, RANGES), ...imageProblems(file), ...shutdownProblems(file), ...allocatableProblems(file), ...otherProblems(file)];
}

/** Where a number is not within its range. */
export function rangeProblems(file: DocumentPart, ranges: Readonly<Record<string, readonly [number, number]>>): Problem[] {
  return Object.entries(ranges).flatMap(([key, [least, most]]) => {
    const part = file.at(key);
    if (typeof part.value !== 'number' || (part.value >= least && part.value <= most) || (part.value === 0 && FILLED_IN.has(key))) return [];
    return [part.problem(`is ${part.value}, must be ${most === Infinity ? `at least ${least}` : `from ${least} to ${most}`}`)];
  });
}

function imageProblems(file: DocumentPart): Problem[] {
  const [low, high] = (['imageGCLowThresholdPercent', 'imageGCHighThresholdPercent'] as const).map((key) => {
    const { value } = file.at(key);
    return typeof value === 'number' ? value : DEFAULTS[key];
  });
  const [policy, allowlist] = [file.at('imagePullCredentialsVerificationPolicy'), file.at('preloadedImagesVerificationAllowlist')];
  return [
    ...(low >= high ? [file.at('imageGCLowThresholdPercent').problem(`is ${low}, must be less than imageGCHighThresholdPercent, which is ${high}`)] : []),
    ...(allowlist.items.length > 0 && policy.text !== 'NeverVerifyAllowlistedImages'
      ? [allowlist.problem('needs imagePullCredentialsVerificationPolicy "NeverVerifyAllowlistedImages" beside it')] : []),
    ...(file.at('serializeImagePulls').value === true && Number(file.at('maxParallelImagePulls').value) > 1
      ? [file.at('maxParallelImagePulls').problem('needs `serializeImagePulls: false` beside it')] : []),
  ];
}

const secondsOf = (part: DocumentPart): number => parseDuration(part.text) ?? 0;

function shutdownProblems(file: DocumentPart): Problem[] {
  const [all, critical] = [file.at('shutdownGracePeriod'), file.at('shutdownGracePeriodCriticalPods')];
  const tooShort = [all, critical].filter((part) => secondsOf(part) !== 0 && secondsOf(part) < 1);
  return [
    ...(secondsOf(critical) > secondsOf(all) ? [critical.problem('must not be longer than shutdownGracePeriod')] : []),
    ...tooShort.map((part) => part.problem('must be zero, or at least 1s')),
    ...(file.at('shutdownGracePeriodByPodPriority').items.length > 0 && secondsOf(all) > 0
      ? [file.at('shutdownGracePeriodByPodPriority').problem('must not stand beside shutdownGracePeriod; keep one of them')] : []),
  ];
}

function allocatableProblems(file: DocumentPart): Problem[] {
  const enforced = file.at('enforceNodeAllocatable');
  const has = (...names: string[]): boolean => names.some((name) => enforced.texts.includes(name));
  const needed = [['system-reserved', 'systemReservedCgroup'], ['kube-reserved', 'kubeReservedCgroup']] as const;
  return [
    ...repeatedTexts(enforced.items).map((item) => item.problem(`is "${item.text}", which stands before it already; remove one of them`)),
    ...needed.filter(([name, cgroup]) => has(name, `${name}-compressible`) && file.at(cgroup).text === '').map(([name, cgroup]) => (
      file.at(cgroup).problem(`is missing, and required for "${name}" of enforceNodeAllocatable`))),
    ...needed.filter(([name]) => has(name) && has(`${name}-compressible`)).map(([name]) => enforced.problem(`has "${name}" and "${name}-compressible"; keep one of them`)),
    ...(has('none') && enforced.items.length > 1 ? [enforced.problem('has "none" beside others; remove it')] : []),
    ...(file.at('cgroupsPerQOS').value === false && !has('none') ? [file.at('cgroupsPerQOS').problem('is false, and enforceNodeAllocatable needs it; set `enforceNodeAllocatable: [none]`, or remove it')] : []),
  ];
}

function otherProblems(file: DocumentPart): Problem[] {
  const [logs, runOnce, ids, interval, folder] = ['enableSystemLogQuery', 'runOnce', 'userNamespaces', 'containerLogMonitorInterval', 'podLogsDir'].map((key) => file.at(key));
  const perPod = ids.at('idsPerPod');
  const isBad = typeof perPod.value === 'number' && (perPod.value % IDS !== 0 || perPod.value <= 0 || perPod.value >= GIGANTIC_USERS);
  return [
    ...(logs.value === true && file.at('enableSystemLogHandler').value === false ? [logs.problem('needs enableSystemLogHandler; remove one of them')] : []),
    ...(runOnce.value === true ? [runOnce.problem('is true, which no kubelet supports any more; remove it')] : []),
    ...(isBad ? [perPod.problem(`must be a multiple of ${IDS} below 2^32`)] : []),
    ...(interval.isSet && secondsOf(interval) !== 0 && secondsOf(interval) < 3 ? [interval.problem('must be at least 3s')] : []),
    ...(folder.text !== '' && !/^\/([^/]+\/)*[^/]*$/.test(folder.text) ? [folder.problem('must be an absolute path in its shortest form')] : []),
  ];
}
