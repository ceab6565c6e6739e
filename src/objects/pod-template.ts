import { ContainerView } from './container';
import { CUSTOM_POD_SPECS, CustomPodSpecs } from './custom-pod-specs';
import { isWholePod } from './custom-pods/likeness';
import { groupKind, Manifest } from './manifest';
import { childPointer, descend, isObject, parentPointer, pointerKeys, valueAt } from './pointer';

/** Where a kind keeps the spec and the metadata of its pods. */
export interface PodLocation {
  readonly spec: string;
  readonly metadata: string;
}

const template = (...path: string[]): PodLocation => ({ spec: descend('', [...path, 'spec']), metadata: descend('', [...path, 'metadata']) });

/** Every built-in kind that describes pods, with its group. */
export const POD_KINDS: Readonly<Record<string, PodLocation>> = {
  'Pod': template(),
  'PodTemplate': template('template'),
  'ReplicationController': template('spec', 'template'),
  'apps/ReplicaSet': template('spec', 'template'),
  'apps/Deployment': template('spec', 'template'),
  'apps/StatefulSet': template('spec', 'template'),
  'apps/DaemonSet': template('spec', 'template'),
  'batch/Job': template('spec', 'template'),
  'batch/CronJob': template('spec', 'jobTemplate', 'spec', 'template'), // two templates deep: a job's, then a pod's
};

/** The pods that a manifest describes. */
export interface PodView {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly pointer: string;
  readonly metadata: unknown;
  readonly metadataPointer: string;
  /** The containers, where they are not in the lists of the spec. */
  readonly containers?: readonly ContainerView[];
  /** Whether an operator adds a container of which nothing is said, so that what is said of all containers holds for it. */
  readonly implied?: boolean;
  /** Undefined for the pods of a template that is applied as it is. */
  readonly embedded?: Embedding;
}

/** How pods stand in an object that is not their template. */
export interface Embedding {
  /** Whether an operator completes them: nothing is said of fields that are missing. */
  readonly isPartial: boolean;
  /** What pointers hold behind the pointer of the pod that the object itself lacks, since only the value of that field is there: `/securityContext`. */
  readonly wrapped: string;
  /** What the object calls fields of the subject, as pointers below it. */
  readonly renamed?: Readonly<Record<string, string>>;
}

/** A value where the spec of pods belongs. */
export interface PodSpecSite { readonly value: unknown; readonly pointer: string }

/** Where this kind keeps its pods; undefined for a kind that Kubernetes does not bring, and for one without any. */
export function podLocation(manifest: Manifest): PodLocation | undefined {
  const kind = groupKind(manifest);
  return Object.hasOwn(POD_KINDS, kind) ? POD_KINDS[kind] : undefined;
}

/** Where a kind keeps the specs of its pods, built in, well-known or declared; undefined for an unknown kind. Declared to have none, it has none. */
export function podSpecPointers(kind: string, custom: CustomPodSpecs = {}): readonly string[] | undefined {
  if (Object.hasOwn(POD_KINDS, kind)) return [POD_KINDS[kind].spec];
  const known = Object.hasOwn(CUSTOM_POD_SPECS, kind) ? CUSTOM_POD_SPECS[kind] : undefined;
  if (!Object.hasOwn(custom, kind)) return known;
  return known && custom[kind].length > 0 ? [...new Set([...known, ...custom[kind]])] : custom[kind];
}

/** The values at the places where a custom kind keeps the specs of its pods. Where the way there is blocked, that is what stands in the way. */
export function customPodSpecSites(manifest: Manifest, custom?: CustomPodSpecs): PodSpecSite[] {
  const kind = groupKind(manifest);
  if (Object.hasOwn(POD_KINDS, kind)) return [];
  const known = Object.hasOwn(CUSTOM_POD_SPECS, kind) ? CUSTOM_POD_SPECS[kind] : [];
  const isWhole = (pointer: string) => ({ value }: PodSpecSite): boolean => known.includes(pointer) || !isObject(value) || isWholePod(value);
  return (podSpecPointers(kind, custom) ?? []).flatMap((pointer) => sitesAt(manifest, pointer).filter(isWhole(pointer)));
}

/** The values at a place, whose `*` stands for every element of a list or map. */
export const sitesAt = (manifest: Manifest, place: string): PodSpecSite[] => sitesBelow(manifest, pointerKeys(place), '');

function sitesBelow(value: unknown, keys: readonly string[], pointer: string): PodSpecSite[] {
  if (value === undefined || value === null) return [];
  const [key, ...rest] = keys;
  if (key === undefined) return [{ value, pointer }];
  if (key === '*' && Array.isArray(value)) return value.flatMap((element: unknown, i) => sitesBelow(element, rest, childPointer(pointer, i)));
  if (!isObject(value)) return [{ value, pointer }];
  const below = (name: string): PodSpecSite[] => sitesBelow(value[name], rest, childPointer(pointer, name));
  if (key === '*') return Object.keys(value).flatMap(below);
  return Object.hasOwn(value, key) ? below(key) : [];
}

/** The metadata of a pod whose spec is at `pointer`. */
export const metadataBeside = (pointer: string): string => `${parentPointer(pointer)}/metadata`;

const NO_PODS: readonly PodView[] = [];

/** All pods that a manifest describes, in each of its templates; none where the kind has none or a spec is not an object. */
export function podsOf(manifest: Manifest, custom?: CustomPodSpecs): readonly PodView[] {
  const location = podLocation(manifest);
  if (location) {
    const spec = valueAt(manifest, location.spec);
    if (!isObject(spec)) return NO_PODS;
    return [{ spec, pointer: location.spec, metadata: valueAt(manifest, location.metadata), metadataPointer: location.metadata }];
  }
  if (!podSpecPointers(groupKind(manifest), custom)) return NO_PODS;
  return customPodSpecSites(manifest, custom).flatMap(({ value, pointer }) => {
    const metadataPointer = metadataBeside(pointer);
    return isObject(value) ? [{ spec: value, pointer, metadata: valueAt(manifest, metadataPointer), metadataPointer }] : [];
  });
}

/** The pods of a manifest that describes one kind of pods, the first ones of any other. */
export function podOf(manifest: Manifest, custom?: CustomPodSpecs): PodView | undefined {
  return podsOf(manifest, custom)[0];
}
