import { mountProblems } from './mounts';
import { placementProblems } from './placement';
import { probesProblems } from './probes';
import { fieldsSet, NONE, quoted, refusal, refusedChoice, refusedNumber, refusedText } from './refusal';
import { containerResourceProblems } from './resources';
import { containersOf } from '../container';
import { entries, ReadableContainer } from '../container-shape';
import { environmentNameProblem } from '../names';
import { plainText } from '../plain-text';
import { PodView } from '../pod-template';
import { childPointer, isObject } from '../pointer';
import { Problem } from '../problem';

const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'];
const FIELDS_OF_PODS = [
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.host', 'spec.nodeName', 'spec.serviceAccountName',
  'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
];
const ENTRY_OF_MAP = /^metadata\.(labels|annotations)\['.*'\]$/;
const VALUE_SOURCES = ['configMapKeyRef', 'secretKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'];

function hostProblems({ spec, pointer }: PodView): readonly Problem[] {
  if (spec.hostUsers !== false) return NONE;
  return HOST_NAMESPACES.filter((field) => spec[field] === true).flatMap((field) => (
    refusal(childPointer(pointer, field), `the pod has \`${field}\` with \`hostUsers: false\`, which exclude each other; remove one`)));
}

function fieldProblems(fieldRef: unknown, pointer: string): readonly Problem[] {
  return refusedText(isObject(fieldRef) ? fieldRef.fieldPath : undefined, `${pointer}/fieldPath`, 'fieldPath', (path) => (
    FIELDS_OF_PODS.includes(path) || ENTRY_OF_MAP.test(path) ? undefined
      : `is not a field that a variable can read; these are ${FIELDS_OF_PODS.join(', ')} and one entry such as "metadata.labels['app']"`));
}

function environmentProblems({ value, pointer }: ReadableContainer, called: string, minor: number): Problem[] {
  return [
    ...entries(value.env, childPointer(pointer, 'env')).flatMap(({ value: { name, value: text, valueFrom }, pointer: at }) => {
      if (!isObject(valueFrom)) return NONE;
      const variable = `the variable "${plainText(name)}" of ${called}`;
      const hasBoth = typeof text === 'string' && text !== '' && fieldsSet(valueFrom, VALUE_SOURCES).length > 0;
      return hasBoth ? refusal(`${at}/valueFrom`, `${variable} has \`value\` and \`valueFrom\`; keep one of them`)
        : [...refusedChoice(valueFrom, `${at}/valueFrom`, `valueFrom of ${variable}`, VALUE_SOURCES), ...fieldProblems(valueFrom.fieldRef, `${at}/valueFrom/fieldRef`)];
    }),
    ...entries(value.envFrom, childPointer(pointer, 'envFrom')).flatMap(({ value: source, pointer: at }) => [
      ...refusedChoice(source, at, `an entry of envFrom of ${called}`, ['configMapRef', 'secretRef']),
      ...refusedText(source.prefix, `${at}/prefix`, 'the prefix', (prefix) => environmentNameProblem(prefix, minor)),
    ]),
  ];
}

/** With the network of the node a container has its own ports there. */
function hostPortProblems({ value, role, pointer }: ReadableContainer, called: string): Problem[] {
  if (role !== 'main') return [];
  return entries(value.ports, childPointer(pointer, 'ports')).flatMap(({ value: { containerPort, hostPort }, pointer: at }) => {
    const differs = typeof hostPort === 'number' && hostPort !== 0 && typeof containerPort === 'number' && hostPort !== containerPort;
    return refusal(`${at}/hostPort`, differs && `${called} has hostPort ${hostPort} for port ${containerPort}, which must be equal with \`hostNetwork\`; remove \`hostPort\``);
  });
}

function volumeProblems({ spec, pointer }: PodView): Problem[] {
  return entries(spec.volumes, childPointer(pointer, 'volumes')).flatMap(({ value: volume, pointer: at }) => {
    const sources = Object.keys(volume).filter((field) => isObject(volume[field]));
    return refusal(at, sources.length > 1 && `the volume "${plainText(volume.name)}" has ${quoted(sources, 'and')}, which exclude each other; write two volumes`);
  });
}

/** What the API server refuses about pods whose fields are all of their types. https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidatePodSpec) */
export function podRuleProblems(pod: PodView, minor: number): readonly Problem[] {
  const containers = containersOf(pod).filter((view): view is ReadableContainer => isObject(view.value));
  return [
    ...hostProblems(pod),
    ...refusedNumber(pod.spec.activeDeadlineSeconds, childPointer(pod.pointer, 'activeDeadlineSeconds'), 1),
    ...volumeProblems(pod),
    ...placementProblems(pod),
    ...containers.flatMap((view) => {
      const called = `container "${view.name}"`;
      return [
        ...probesProblems(view, called), ...environmentProblems(view, called, minor), ...mountProblems(view, called),
        ...containerResourceProblems(view.value.resources, childPointer(view.pointer, 'resources'), called),
        ...(pod.spec.hostNetwork === true ? hostPortProblems(view, called) : NONE),
      ];
    }),
  ];
}
