import { podAnnotationProblems } from './pod-annotations';
import { podResourceProblems } from './pod-resources';
import { NONE, refusal } from './refusal';
import { containersOf } from '../container';
import { entries } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { keyOf, Manifest } from '../manifest';
import { dnsSubdomainProblem } from '../names';
import { plainText } from '../plain-text';
import { PodView } from '../pod-template';
import { childPointer, descend, elementsOf, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';

const MIRROR = 'kubernetes.io/config.mirror';

/** What is asked of pods alone, and not of templates. */
function ofPodsAlone(pod: PodView): readonly Problem[] {
  const { spec, pointer, metadata } = pod;
  const isMirror = !isMissing(valueAt(metadata, descend('', ['annotations', MIRROR])));
  return [
    ...refusal(childPointer(pointer, 'resourceClaims'), isMirror && elementsOf(spec.resourceClaims).length > 0 && `the annotation ${MIRROR} says that the pod is a static one, which has no resource claims; remove one`),
    ...refusal(childPointer(pointer, 'nodeName'), !isMissing(spec.nodeName) && elementsOf(spec.schedulingGates).length > 0 && 'the pod has `nodeName` and `schedulingGates`, which exclude each other; remove one'),
    ...containersOf(pod).flatMap(({ value, name, pointer: at }) => {
      const image = isObject(value) ? value.image : undefined;
      return refusal(childPointer(at, 'image'), typeof image === 'string' && image !== image.trim() && `container "${name}" has an image with spaces around it; remove them`);
    }),
  ];
}

/** A claim that is made for a volume of the pod cannot be that of another one. */
function madeClaimProblems({ spec, pointer }: PodView, pod: string): readonly Problem[] {
  const volumes = entries(spec.volumes, childPointer(pointer, 'volumes'));
  const ephemeral = volumes.filter(({ value }) => isObject(value.ephemeral));
  if (ephemeral.length === 0) return NONE;
  const made = ephemeral.map(({ value }) => `${pod}-${plainText(value.name)}`);
  const ofNames = ephemeral.flatMap(({ pointer: at }, i) => {
    const problem = pod === '' ? undefined : dnsSubdomainProblem(made[i]); // a generated name is not known
    return refusal(`${at}/name`, problem && `the claim that is made for the volume would be "${made[i]}", which ${problem}; rename the volume or the pod`);
  });
  return [...ofNames, ...volumes.flatMap(({ value, pointer: at }) => {
    const name = valueAt(value, '/persistentVolumeClaim/claimName');
    return refusal(`${at}/persistentVolumeClaim/claimName`, typeof name === 'string' && made.includes(name) && `the claim "${name}" is made for an ephemeral volume of the pod; name another one`);
  })];
}

/** Containers that are processes of a node for Windows: all of a pod, or none. */
function hostProcessProblems(pod: PodView): readonly Problem[] {
  const { spec, pointer } = pod;
  const POINTER = '/securityContext/windowsOptions/hostProcess';
  const ofPod = valueAt(spec, POINTER);
  if (ofPod !== true && !containersOf(pod).some(({ value }) => valueAt(value, POINTER) === true)) return NONE;
  const containers = containersOf(pod).map(({ value, name, pointer: at }) => ({ name, at, own: valueAt(value, POINTER) }));
  const others = containers.filter(({ own }) => (own ?? ofPod) !== true);
  return [
    ...containers.filter(({ own }) => typeof own === 'boolean' && typeof ofPod === 'boolean' && own !== ofPod).flatMap(({ name, at }) => (
      refusal(`${at}${POINTER}`, `container "${name}" has another \`hostProcess\` than the pod; remove one`))),
    ...refusal(pointer, others.length > 0 && others.length < containers.length
      && `container "${others[0]?.name}" is no process of the node, and others of the pod are; set \`hostProcess\` for all of them`),
    ...refusal(childPointer(pointer, 'hostNetwork'), others.length < containers.length && spec.hostNetwork !== true && 'hostNetwork must be true where containers are processes of the node; set it'),
  ];
}

function initResizeProblems({ spec, pointer }: PodView): readonly Problem[] {
  return entries(spec.initContainers, childPointer(pointer, 'initContainers')).filter(({ value }) => value.restartPolicy !== 'Always').flatMap(({ value, pointer: at }) => (
    entries(value.resizePolicy, `${at}/resizePolicy`).flatMap((policy) => refusal(`${policy.pointer}/restartPolicy`, policy.value.restartPolicy === 'RestartContainer'
      && `container "${plainText(value.name)}" is an init container, which is not restarted to resize it; remove the policy`))));
}

/** What is wrong with pods as they are created: ephemeral containers come later, and annotations and amounts agree with fields. */
export function createdPodProblems(pod: PodView, manifest: Manifest): readonly Problem[] {
  const { spec, pointer } = pod;
  const isPod = pod.metadataPointer === '/metadata';
  const hasEphemeral = elementsOf(spec.ephemeralContainers).length > 0;
  return [
    ...refusal(childPointer(pointer, 'ephemeralContainers'), hasEphemeral && 'ephemeral containers are added to a running pod; remove them, and use `kubectl debug`'),
    ...(isPod ? ofPodsAlone(pod) : NONE), ...podAnnotationProblems(pod, isPod), ...podResourceProblems(pod),
    ...(isPod ? madeClaimProblems(pod, keyOf(manifest).name) : NONE), ...hostProcessProblems(pod), ...initResizeProblems(pod),
  ];
}
