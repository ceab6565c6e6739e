import { stepProblem } from './paths';
import { NONE, FieldsRule, Forms, oneOf, refusal, refusedForms } from './refusal';
import { entries, ReadableContainer, repeated } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { dnsLabelProblem } from '../names';
import { plainText } from '../plain-text';
import { PodView } from '../pod-template';
import { childPointer, elementsOf, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';
import { filledText, isEmptyList } from '../value-types';

const MOST_RULES = 20;
const MOST_CODES = 255;
const NOT_EPHEMERAL = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe', 'ports', 'resizePolicy', 'restartPolicyRules'];
const GRACE_SECONDS = 30;
/** The first version in which containers that are no init containers may have a restart policy. https://kep.k8s.io/5307 */
const RESTART_RULES_MINOR = 35;
const POLICIES: Forms = { restartPolicy: oneOf('Always', 'Never', 'OnFailure') };
const OF_RULES: Forms = { action: oneOf('Restart', 'RestartAllContainers') };
const OF_CODES: Forms = { operator: oneOf('In', 'NotIn') };
const RESIZES: Forms = { resourceName: oneOf('cpu', 'memory'), restartPolicy: oneOf('NotRequired', 'RestartContainer') };

function restartProblems({ value, pointer }: ReadableContainer, minor: number): readonly Problem[] {
  const { restartPolicy, restartPolicyRules } = value;
  if (minor < RESTART_RULES_MINOR || (restartPolicy === undefined && restartPolicyRules === undefined)) return NONE;
  const at = childPointer(pointer, 'restartPolicyRules');
  const rules = entries(restartPolicyRules, at);
  return [
    ...refusedForms(value, pointer, POLICIES), ...refusal(`${pointer}/restartPolicy`, restartPolicy === '' && 'restartPolicy is empty; set it, or remove it'),
    ...refusal(`${pointer}/restartPolicy`, isMissing(restartPolicy) && rules.length > 0 && 'restartPolicy is missing, and `restartPolicyRules` need it; set it'),
    ...refusal(at, rules.length > MOST_RULES && `there are ${rules.length} rules, must be ${MOST_RULES} or fewer`),
    ...rules.flatMap((rule) => {
      const { exitCodes } = rule.value;
      const where = childPointer(rule.pointer, 'exitCodes');
      return [
        ...refusedForms(rule.value, rule.pointer, OF_RULES),
        ...(isObject(exitCodes) ? [
          ...refusedForms(exitCodes, where, OF_CODES),
          ...refusal(`${where}/values`, elementsOf(exitCodes.values).length > MOST_CODES && `there are more than ${MOST_CODES} exit codes; remove some`),
        ] : refusal(where, 'exitCodes is missing; say which exit codes the rule is about')),
      ];
    }),
  ];
}

function resizeProblems({ value, pointer }: ReadableContainer, podPolicy: unknown): readonly Problem[] {
  const policies = entries(value.resizePolicy, childPointer(pointer, 'resizePolicy'));
  return [
    ...policies.flatMap((policy) => [
      ...refusedForms(policy.value, policy.pointer, RESIZES),
      ...refusal(`${policy.pointer}/restartPolicy`, podPolicy === 'Never' && policy.value.restartPolicy === 'RestartContainer'
        && 'the pod has restartPolicy Never, so no container can be restarted to be resized; write NotRequired'),
    ]),
    ...repeated(policies, (one) => filledText(one.value.resourceName)).flatMap((one) => refusal(one.pointer, `resizePolicy has "${plainText(one.value.resourceName)}" twice; remove one`)),
  ];
}

function claimProblems({ value, pointer }: ReadableContainer, called: string, spec: PodView['spec']): readonly Problem[] {
  const claims = isObject(value.resources) ? entries(value.resources.claims, `${pointer}/resources/claims`) : [];
  if (claims.length === 0) return NONE;
  const known = entries(spec.resourceClaims, '').map((claim) => claim.value.name);
  const named = new Set<string>();
  return claims.flatMap((claim) => {
    const { name, request } = claim.value;
    if (typeof name !== 'string') return NONE;
    const isWhole = isMissing(request);
    const isTwice = named.has(name) || (isWhole ? [...named].some((one) => one.startsWith(`${name}/`)) : named.has(`${name}/${plainText(request)}`));
    named.add(isWhole ? name : `${name}/${plainText(request)}`);
    return [
      ...refusal(claim.pointer, !known.includes(name) ? `${called} uses the claim "${name}", which the pod does not have; add it to \`resourceClaims\``
        : isTwice && `${called} uses the claim "${name}" twice; remove one`),
      ...refusedForms(claim.value, claim.pointer, { request: dnsLabelProblem }),
    ];
  });
}

function deviceProblems({ value, pointer }: ReadableContainer, called: string, spec: PodView['spec'], claims: readonly unknown[]): readonly Problem[] {
  const devices = entries(value.volumeDevices, childPointer(pointer, 'volumeDevices'));
  if (devices.length === 0) return NONE;
  const volumes = new Set([...claims, ...entries(spec.volumes, '').map((volume) => volume.value.name)]);
  const mounts = entries(value.volumeMounts, '');
  const [mounted, paths] = [mounts.map((mount) => mount.value.name), mounts.map((mount) => mount.value.mountPath)];
  const isBlock = (name: unknown): boolean => entries(spec.volumes, '').every((volume) => volume.value.name !== name || isObject(volume.value.persistentVolumeClaim) || isObject(volume.value.ephemeral));
  const volumeProblem = (name: unknown): string | undefined => {
    if (!isMissing(name) && !volumes.has(name)) return 'which the pod does not have; add it to `volumes`';
    if (mounted.includes(name)) return 'which it mounts, too; remove one';
    return isBlock(name) ? undefined : 'which is no claim; only claims can be devices';
  };
  return [
    ...refusal(childPointer(pointer, 'volumeDevices'), spec.hostUsers === false && 'volumeDevices cannot be used with `hostUsers: false`; remove one'),
    ...devices.flatMap((device) => {
      const { name, devicePath } = device.value;
      const message = volumeProblem(name);
      return [
        ...refusal(`${device.pointer}/name`, message && `${called} has the volume "${plainText(name)}" as a device, ${message}`),
        ...refusal(`${device.pointer}/devicePath`, !isMissing(devicePath) && paths.includes(devicePath) && `${called} has a device and a mount at "${plainText(devicePath)}"; change one`),
        ...refusedForms(device.value, device.pointer, { devicePath: stepProblem }),
      ];
    }),
    ...['name', 'devicePath'].flatMap((field) => repeated(devices, (device) => filledText(device.value[field])).flatMap((device) => (
      refusal(childPointer(device.pointer, field), `${called} has two devices with the ${field} "${plainText(device.value[field])}"; change one`)))),
  ];
}

/** Variables are read from files of volumes that begin empty. */
function fileProblems({ value, pointer }: ReadableContainer, called: string, spec: PodView['spec']): readonly Problem[] {
  return entries(value.env, childPointer(pointer, 'env')).flatMap((variable) => {
    const { valueFrom } = variable.value;
    const reference = isObject(valueFrom) ? valueFrom.fileKeyRef : undefined;
    if (!isObject(reference) || isMissing(reference.volumeName)) return NONE;
    const isEmptyDir = entries(spec.volumes, '').some((volume) => volume.value.name === reference.volumeName && !Object.keys(volume.value).some((field) => field !== 'emptyDir' && isObject(volume.value[field])));
    return refusal(`${variable.pointer}/valueFrom/fileKeyRef/volumeName`, !isEmptyDir && `a variable of ${called} is in a file of the volume "${plainText(reference.volumeName)}", which is no emptyDir of the pod; name one`);
  });
}

/** A hook that sleeps longer than the pod has time for. */
function sleepProblems({ value, pointer }: ReadableContainer, spec: PodView['spec']): readonly Problem[] {
  const grace = typeof spec.terminationGracePeriodSeconds === 'number' ? spec.terminationGracePeriodSeconds : GRACE_SECONDS;
  return ['postStart', 'preStop'].flatMap((hook) => {
    const seconds = valueAt(value.lifecycle, `/${hook}/sleep/seconds`);
    return refusal(`${pointer}/lifecycle/${hook}/sleep/seconds`, typeof seconds === 'number' && (seconds < 0 || seconds > grace)
      && `the ${hook} hook sleeps ${seconds} seconds, must be from 0 to terminationGracePeriodSeconds, which is ${grace}`);
  });
}

/** What an ephemeral container, which nothing restarts and nobody counts on, cannot have. */
export function ephemeralProblems({ value, role, pointer }: ReadableContainer, called: string, spec: PodView['spec']): readonly Problem[] {
  if (role !== 'ephemeral') return NONE;
  const { targetContainerName } = value;
  const others = ['containers', 'initContainers'].flatMap((list) => entries(spec[list], '').map((container) => container.value.name));
  return [
    ...NOT_EPHEMERAL.filter((field) => !isMissing(value[field]) && !isEmptyList(value[field])).flatMap((field) => (
      refusal(childPointer(pointer, field), `${called} is an ephemeral container, which has no ${field}; remove it`))),
    ...refusal(`${pointer}/targetContainerName`, !isMissing(targetContainerName) && !others.includes(targetContainerName) && `${called} looks into the container "${plainText(targetContainerName)}", which the pod does not have; name one of its containers`),
  ];
}

/** A container of a pod, with what rules about it ask beside it. */
export interface JudgedContainer {
  readonly view: ReadableContainer;
  /** What messages call it. */
  readonly called: string;
  readonly pod: PodView;
  /** The names of the volumes that a StatefulSet makes. */
  readonly claims: readonly unknown[];
  readonly minor: number;
}

/** What is wrong with what a container has beside probes, variables, mounts and amounts. */
export const CONTAINER_FIELD_RULES: readonly FieldsRule<JudgedContainer>[] = [
  { fields: ['restartPolicy', 'restartPolicyRules'], problems: ({ view, minor }) => restartProblems(view, minor) },
  { fields: ['resizePolicy'], problems: ({ view, pod }) => resizeProblems(view, pod.spec.restartPolicy) },
  { fields: ['resources'], problems: ({ view, called, pod }) => claimProblems(view, called, pod.spec) },
  { fields: ['volumeDevices'], problems: ({ view, called, pod, claims }) => deviceProblems(view, called, pod.spec, claims) },
  { fields: ['env'], problems: ({ view, called, pod }) => fileProblems(view, called, pod.spec) },
  { fields: ['lifecycle'], problems: ({ view, pod }) => sleepProblems(view, pod.spec) },
];
