import { CONTAINER_FIELD_RULES, ephemeralProblems, JudgedContainer } from './container-fields';
import { environmentProblems } from './environment';
import { mountProblems } from './mounts';
import { placementProblems } from './placement';
import { podFieldProblems } from './pod-fields';
import { probesProblems } from './probes';
import { FieldsRule, NONE, refusal, ruledProblems } from './refusal';
import { containerResourceProblems } from './resources';
import { securityContextProblems } from './security-contexts';
import { volumeProblems } from './volumes';
import { containersOf } from '../container';
import { entries, Entry, ReadableContainer, repeated } from '../container-shape';
import { plainText } from '../plain-text';
import { PodView } from '../pod-template';
import { childPointer, elementsOf, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';

const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'];
function hostProblems({ spec, pointer }: PodView): readonly Problem[] {
  if (spec.hostUsers !== false) return NONE;
  return HOST_NAMESPACES.filter((field) => spec[field] === true).flatMap((field) => (
    refusal(childPointer(pointer, field), `the pod has \`${field}\` with \`hostUsers: false\`, which exclude each other; remove one`)));
}

/** The first version in which the feature gate ProcMountType is on. https://kep.k8s.io/4265 */
const PROC_MOUNT_MINOR = 33;

function procMountProblems({ value, pointer }: ReadableContainer, called: string, { spec }: PodView, minor: number): readonly Problem[] {
  return refusal(`${pointer}/securityContext/procMount`, minor >= PROC_MOUNT_MINOR && spec.hostUsers !== false && valueAt(value, '/securityContext/procMount') === 'Unmasked'
    && `${called} has procMount Unmasked, which is for pods with \`hostUsers: false\`; set that, or remove it`);
}

/** With the network of the node a container has its own ports there. */
function hostPortProblems({ value, role, pointer }: ReadableContainer, called: string): Problem[] {
  if (role !== 'main') return [];
  return entries(value.ports, childPointer(pointer, 'ports')).flatMap(({ value: { containerPort, hostPort }, pointer: at }) => {
    const differs = typeof hostPort === 'number' && hostPort !== 0 && typeof containerPort === 'number' && hostPort !== containerPort;
    return refusal(`${at}/hostPort`, differs && `${called} has hostPort ${hostPort} for port ${containerPort}, which must be equal with \`hostNetwork\`; remove \`hostPort\``);
  });
}

const NO_PORTS: readonly Entry[] = [];
const takesHostPort = (port: unknown): boolean => isObject(port) && typeof port.hostPort === 'number' && port.hostPort !== 0;

/** A port of the node belongs to one container of a pod. */
function hostPortClashes({ spec, pointer }: PodView): readonly Problem[] {
  const taken = entries(spec.containers, childPointer(pointer, 'containers'))
    .flatMap(({ value, pointer: at }) => (elementsOf(value.ports).some(takesHostPort) ? entries(value.ports, `${at}/ports`).filter((port) => takesHostPort(port.value)) : NO_PORTS));
  const keyOf = ({ value: { hostPort, hostIP = '', protocol = 'TCP' } }: Entry): string => [hostPort, hostIP, protocol].map(plainText).join(' ');
  return repeated(taken, keyOf).flatMap((port) => refusal(`${port.pointer}/hostPort`, `hostPort ${plainText(port.value.hostPort)} is taken by another port of the pod; change one`));
}

/** What a container has in one of its fields. */
const CONTAINER_RULES: readonly FieldsRule<JudgedContainer>[] = [
  { fields: ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'], problems: ({ view, called }) => probesProblems(view, called) },
  { fields: ['env', 'envFrom'], problems: ({ view, called, minor }) => environmentProblems(view, called, minor) },
  { fields: ['volumeMounts'], problems: ({ view, called }) => mountProblems(view, called) },
  ...CONTAINER_FIELD_RULES,
  {
    fields: ['securityContext'],
    problems: ({ view, called, pod, minor }) => [
      ...procMountProblems(view, called, pod, minor), ...securityContextProblems(view.value.securityContext, childPointer(view.pointer, 'securityContext'), called),
    ],
  },
  { fields: ['resources'], problems: ({ view, called }) => containerResourceProblems(view.value.resources, childPointer(view.pointer, 'resources'), called) },
];

/** What the API server refuses about pods whose fields are all of their types. https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidatePodSpec) */
export function podRuleProblems(pod: PodView, kind: string, minor: number, claims: readonly unknown[] = []): readonly Problem[] {
  const containers = containersOf(pod).filter((view): view is ReadableContainer => isObject(view.value));
  return [
    ...hostProblems(pod), ...hostPortClashes(pod),
    ...podFieldProblems(pod, kind === 'apps/StatefulSet'),
    ...volumeProblems(pod),
    ...placementProblems(pod),
    ...containers.flatMap((view) => {
      const called = `container "${view.name}"`;
      return [
        ...ephemeralProblems(view, called, pod.spec), ...ruledProblems(view.value, CONTAINER_RULES, { view, called, pod, claims, minor }),
        ...(pod.spec.hostNetwork === true ? hostPortProblems(view, called) : NONE),
      ];
    }),
  ];
}
