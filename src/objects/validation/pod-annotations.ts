import { descendingProblem } from './paths';
import { NONE, refusal } from './refusal';
import { containersOf } from '../container';
import { isMissing } from '../fields/field-test';
import { plainText } from '../plain-text';
import { PodView } from '../pod-template';
import { childPointer, Fields, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';

const SECCOMP_OF_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_OF_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const MIRROR = 'kubernetes.io/config.mirror';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';
const LOCALHOST = 'localhost/';
const COST = /^(?:0|-?[1-9]\d{0,9})$/;

/** What an old annotation says of a kind of profile, by the type of the field that has taken its place. */
const PROFILE_TYPES: Readonly<Record<string, readonly string[]>> = { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default', 'docker/default'] };

function seccompProblem(profile: string): string | undefined {
  if (profile.startsWith(LOCALHOST)) return descendingProblem(profile.slice(LOCALHOST.length));
  return Object.values(PROFILE_TYPES).flat().includes(profile) ? undefined : 'is no profile; write "runtime/default" or "localhost/<file>"';
}

function isList(json: string): boolean {
  try {
    return Array.isArray(JSON.parse(json));
  } catch {
    return false;
  }
}

function mirrorProblem({ nodeName, resourceClaims }: PodView['spec']): string | undefined {
  if (isMissing(nodeName)) return 'is for static pods, which have `nodeName`; remove it';
  return isMissing(resourceClaims) ? undefined : 'is for static pods, which have no `resourceClaims`; remove one';
}

/** What is wrong with one annotation; undefined where nothing is. */
function annotationProblem(key: string, value: string, { spec }: PodView, containers: readonly string[]): string | undefined {
  if (key === MIRROR) return mirrorProblem(spec);
  if (key === DELETION_COST) return COST.test(value) && Math.abs(Number(value)) < 2 ** 31 ? undefined : 'must be a whole number of 32 bits';
  if (key === TOLERATIONS) return value === '' || isList(value) ? undefined : 'must be a list in JSON; use `tolerations` of the pod instead';
  if (key === SECCOMP_OF_POD || key.startsWith(SECCOMP_OF_CONTAINER)) return seccompProblem(value);
  if (!key.startsWith(APP_ARMOR)) return undefined;
  const container = key.slice(APP_ARMOR.length);
  if (!containers.includes(container)) return `names the container "${container}", which the pod does not have`;
  return value === '' || value === 'runtime/default' || value === 'unconfined' || value.startsWith(LOCALHOST) ? undefined : 'is no profile; write "runtime/default" or "localhost/<profile>"';
}

/** Where a field and the old annotation for the same thing differ, the field of the profile that does. */
function contradiction(annotation: unknown, profile: unknown): string | undefined {
  if (typeof annotation !== 'string' || !isObject(profile) || typeof profile.type !== 'string') return undefined;
  if (profile.type !== 'Localhost') return Object.hasOwn(PROFILE_TYPES, profile.type) && !PROFILE_TYPES[profile.type].includes(annotation) ? 'type' : undefined;
  if (!annotation.startsWith(LOCALHOST)) return 'type';
  return annotation.slice(LOCALHOST.length) === profile.localhostProfile ? undefined : 'localhostProfile';
}

function contradictionsOf(pod: PodView, annotations: Fields): readonly Problem[] {
  const { spec, pointer } = pod;
  const refused = (key: string, profile: unknown, at: string): readonly Problem[] => {
    const field = contradiction(annotations[key], profile);
    return refusal(`${at}/${field}`, field && `${field} is not what the annotation "${key}" says; remove the annotation`);
  };
  const isWindows = valueAt(spec, '/os/name') === 'windows';
  return [
    ...refused(SECCOMP_OF_POD, valueAt(spec, '/securityContext/seccompProfile'), `${pointer}/securityContext/seccompProfile`),
    ...containersOf(pod).flatMap(({ value, name, pointer: at }) => [
      ...refused(`${SECCOMP_OF_CONTAINER}${name}`, valueAt(value, '/securityContext/seccompProfile'), `${at}/securityContext/seccompProfile`),
      ...(isWindows ? NONE : refused(
        `${APP_ARMOR}${name}`, valueAt(value, '/securityContext/appArmorProfile') ?? valueAt(spec, '/securityContext/appArmorProfile'), `${at}/securityContext/appArmorProfile`)),
    ]),
  ];
}

/**
 * What is wrong with the annotations of pods that the API server reads. They must agree with fields in pods alone, not in templates.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidatePodSpecificAnnotations)
 */
export function podAnnotationProblems(pod: PodView, isPod: boolean): readonly Problem[] {
  const annotations = isObject(pod.metadata) ? pod.metadata.annotations : undefined;
  if (!isObject(annotations)) return NONE;
  const keys = Object.keys(annotations).filter((key) => key.includes('kubernetes.io/'));
  if (keys.length === 0) return NONE;
  const containers = containersOf(pod).map(({ name }) => name);
  const at = childPointer(pod.metadataPointer, 'annotations');
  return [
    ...keys.flatMap((key) => {
      const value = annotations[key];
      const problem = typeof value === 'string' ? annotationProblem(key, value, pod, containers) : undefined;
      return refusal(childPointer(at, key), problem && `the annotation "${key}", which is "${plainText(value)}", ${problem}`);
    }),
    ...(isPod ? contradictionsOf(pod, annotations) : NONE),
  ];
}
