import { pathSegmentProblem } from './paths';
import { NONE, refusal, refusedForms, refusedNumber, refusedText } from './refusal';
import { entries } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { groupKind, Manifest } from '../manifest';
import { completedName, dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem } from '../names';
import { elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';

/** The finalizers of Kubernetes, which need no domain. */
const OWN_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];
const LARGEST_ANNOTATIONS = 256 * 1024;
const LABEL_NAMED = ['Namespace', 'Service', 'apps/StatefulSet'];
/** Their names, and those that are made of a prefix, may be whatever a URL can have. */
const SEGMENT_NAMED = /^(?:policy\/PodDisruptionBudget$|ReplicationController$)/;
const RBAC = 'rbac.authorization.k8s.io/';
/** For all others the API server begins with 1, whatever is written. */
const KEEPS_GENERATION = /^(?:ConfigMap|LimitRange|Namespace|PersistentVolume(?:Claim)?|ResourceQuota|Secret|Service(?:Account)?|rbac\.authorization\.k8s\.io\/\w+|storage\.k8s\.io\/StorageClass)$/;
/** Groups whose own validation requires a domain before the name of a finalizer. */
const STRICT_GROUPS = ['', 'apps', 'autoscaling', 'batch', 'networking.k8s.io', 'rbac.authorization.k8s.io', 'scheduling.k8s.io', 'storage.k8s.io'];

/** What is wrong with the name of what has to be done before an object goes. */
export function finalizerProblem(name: string, needsDomain: boolean): string | undefined {
  return labelKeyProblem(name) ?? (!needsDomain || name.includes('/') || OWN_FINALIZERS.includes(name) ? undefined : 'must begin with a domain, such as "example.com/done"');
}

function ownerProblems(owners: unknown): readonly Problem[] {
  const list = entries(owners, '/metadata/ownerReferences');
  // the same owner twice is one to the API server
  const controllers = new Set(list.filter(({ value }) => value.controller === true).map(({ value }) => JSON.stringify(value)));
  return [
    ...list.flatMap((owner) => refusedForms(owner.value, owner.pointer, { apiVersion: (version) => (version.split('/').length > 2 ? 'must be such as "v1" or "apps/v1"' : undefined) })),
    ...refusal('/metadata/ownerReferences', controllers.size > 1 && 'two owners are controllers; only one can be'),
  ];
}

/** What comes behind a prefix makes a name even of dots, but for the kinds of RBAC. */
const segmentProblem = (prefix: string): string | undefined => (/^\.{1,2}$/.test(prefix) ? undefined : pathSegmentProblem(prefix));

/** Too much for etcd. Texts are measured only where they could be too long. */
function sizeProblems(annotations: unknown): readonly Problem[] {
  if (!isObject(annotations)) return NONE;
  let length = 0;
  for (const key of Object.keys(annotations)) length += key.length + (typeof annotations[key] === 'string' ? annotations[key].length : 0);
  return refusal('/metadata/annotations', length > LARGEST_ANNOTATIONS && `the annotations have more than ${LARGEST_ANNOTATIONS} characters; keep large texts in a ConfigMap`);
}

function nameProblemOf(kind: string): (name: string) => string | undefined {
  if (kind.startsWith(RBAC)) return pathSegmentProblem;
  if (SEGMENT_NAMED.test(kind)) return segmentProblem;
  return LABEL_NAMED.includes(kind) ? dnsLabelProblem : dnsSubdomainProblem;
}

/** What is wrong with metadata beside its name and labels. https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/api/validation/objectmeta.go */
export function metadataProblems(manifest: Manifest): readonly Problem[] {
  const { metadata } = manifest;
  if (!isObject(metadata)) return NONE;
  const { generateName, finalizers, ownerReferences, annotations, generation } = metadata;
  const ofAnnotations = annotations === undefined ? NONE : sizeProblems(annotations);
  const sizes = generation === undefined || !KEEPS_GENERATION.test(groupKind(manifest)) ? ofAnnotations
    : [...ofAnnotations, ...refusedNumber(generation, '/metadata/generation', 0)];
  if (generateName === undefined && finalizers === undefined && ownerReferences === undefined) return sizes;
  const kind = groupKind(manifest);
  const nameProblem = nameProblemOf(kind);
  const needsDomain = STRICT_GROUPS.includes(kind.includes('/') ? kind.slice(0, kind.indexOf('/')) : '');
  return [
    ...sizes, ...ownerProblems(ownerReferences),
    ...refusedText(generateName, '/metadata/generateName', 'generateName', (prefix) => nameProblem(completedName(prefix))),
    ...elementsOf(finalizers).flatMap((name, i) => (typeof name !== 'string' || isMissing(name) ? refusal(`/metadata/finalizers/${i}`, name === '' && 'the finalizer is empty; remove it')
      : refusedText(name, `/metadata/finalizers/${i}`, 'the finalizer', (one) => finalizerProblem(one, needsDomain)))),
  ];
}
