import { NONE, refusal } from './refusal';
import { containersOf } from '../container';
import { isMissing } from '../fields/field-test';
import { PodView } from '../pod-template';
import { childPointer, isObject } from '../pointer';
import { Problem } from '../problem';

/** What the pods of an operating system cannot have. https://kubernetes.io/docs/concepts/workloads/pods/#pod-os */
interface Absent { readonly ofPods: readonly string[]; readonly ofContexts: readonly string[]; readonly ofContainers: readonly string[] }

const ABSENT: Readonly<Record<string, Absent>> = {
  linux: { ofPods: [], ofContexts: ['windowsOptions'], ofContainers: ['windowsOptions'] },
  windows: {
    ofPods: ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'],
    ofContexts: [
      'appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'fsGroup', 'fsGroupChangePolicy', 'sysctls', 'runAsUser', 'runAsGroup', 'supplementalGroups',
      'supplementalGroupsPolicy', 'seLinuxChangePolicy',
    ],
    ofContainers: [
      'appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'capabilities', 'readOnlyRootFilesystem', 'privileged', 'allowPrivilegeEscalation', 'procMount', 'runAsUser', 'runAsGroup',
    ],
  },
};
/** They are turned off where they are false. */
const SWITCHES = ['hostPID', 'hostIPC'];

function absentIn(map: unknown, fields: readonly string[], pointer: string, system: string): readonly Problem[] {
  if (!isObject(map)) return NONE;
  const given = fields.filter((field) => !isMissing(map[field]) && !(SWITCHES.includes(field) && map[field] === false));
  return given.flatMap((field) => refusal(childPointer(pointer, field), `pods for ${system} have no ${field}; remove it, or correct \`os\``));
}

/** Namespaces of the kernel that a sysctl sets, and the field with which a pod uses those of the node. */
const NAMESPACED: readonly (readonly [RegExp, string])[] = [[/^net[./]/, 'hostNetwork'], [/^(?:kernel[./](?:shm|msg|sem)|fs[./]mqueue[./])/, 'hostIPC']];

function sysctlProblems({ spec, pointer }: PodView): readonly Problem[] {
  const context = spec.securityContext;
  const sysctls: unknown = isObject(context) ? context.sysctls : undefined;
  if (!Array.isArray(sysctls)) return NONE;
  return sysctls.flatMap((sysctl: unknown, i) => {
    const name = isObject(sysctl) && typeof sysctl.name === 'string' ? sysctl.name : '';
    const [, field] = NAMESPACED.find(([pattern, host]) => pattern.test(name) && spec[host] === true) ?? [];
    return refusal(`${pointer}/securityContext/sysctls/${i}/name`, field !== undefined && `the sysctl "${name}" would be set for the node, since the pod has \`${field}\`; remove one`);
  });
}

/** What is wrong with pods on the operating system that they are for. */
export function systemProblems(pod: PodView): readonly Problem[] {
  const { spec, pointer } = pod;
  const name = isObject(spec.os) && typeof spec.os.name === 'string' ? spec.os.name : undefined;
  if (name === undefined || !Object.hasOwn(ABSENT, name)) return sysctlProblems(pod);
  const { ofPods, ofContexts, ofContainers } = ABSENT[name];
  return [
    ...sysctlProblems(pod), ...absentIn(spec, ofPods, pointer, name), ...absentIn(spec.securityContext, ofContexts, childPointer(pointer, 'securityContext'), name),
    ...containersOf(pod).flatMap((view) => (isObject(view.value) ? absentIn(view.value.securityContext, ofContainers, childPointer(view.pointer, 'securityContext'), name) : NONE)),
  ];
}
