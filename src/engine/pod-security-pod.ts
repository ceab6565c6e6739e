import { Frame, Located } from '../controls/evaluate';
import { CONTAINER_LISTS, containersOf } from '../objects/container';
import { searchResource } from '../objects/custom-pods/resource-search';
import { Manifest } from '../objects/manifest';
import { metadataBeside, podLocation, podsOf, PodView } from '../objects/pod-template';
import { Fields, childPointer, isObject, pointerKeys, valueAt } from '../objects/pointer';
import { isAbsent } from '../objects/value-types';

/** A place where something of the wrong type hides what is below it. */
export interface Blocked { readonly pointer: string; readonly actual: unknown; readonly message: string }

/** One container as the API server has it. */
export interface DecodedContainer {
  /** The name, or the index where the manifest gives none. */
  readonly label: string;
  /** The name that messages use, empty where there is none. */
  readonly name: string;
  readonly pointer: string;
  readonly frame: Frame;
}

/** A pod as the API server has it once it has decoded the manifest and filled in its defaults. */
export interface DecodedPod {
  readonly pointer: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly frame: Frame;
  readonly containers: readonly DecodedContainer[];
  /** What hides containers. */
  readonly blocked: readonly Blocked[];
}

/** How to read a pod, where that is not said by the pod itself. */
export interface PodReading {
  /** Reads every pod as one for this operating system. */
  readonly os?: 'linux' | 'windows';
  /** False to leave out the host ports that `hostNetwork: true` implies in a Pod. */
  readonly impliedHostPorts?: boolean;
}

const blockedAt = (pointer: string, actual: unknown, wanted: string): Blocked => ({
  pointer, actual, message: `${pointerKeys(pointer).at(-1)} must be ${wanted}, so the pod cannot be judged`,
});

/** The spec of a built-in kind; empty where the manifest ends before it. */
function specAt(manifest: Manifest, pointer: string): PodView | Blocked {
  let value: unknown = manifest;
  let at = '';
  for (const key of [...pointerKeys(pointer), undefined]) {
    if (isAbsent(value)) break;
    if (!isObject(value)) return blockedAt(at, value, 'a map');
    if (key === undefined) break;
    value = Object.hasOwn(value, key) ? value[key] : undefined;
    at = childPointer(at, key);
  }
  const metadataPointer = metadataBeside(pointer);
  return { spec: (value ?? {}) as Fields, pointer, metadata: valueAt(manifest, metadataPointer), metadataPointer };
}

const BESIDE_STANDARD = 'the standard says nothing about it, so check the object without `--pod-security`';

const hiddenAt = (manifest: Manifest, pointer: string, message: string): Blocked => ({ pointer, actual: valueAt(manifest, pointer), message });

function viewsOf(manifest: Manifest): readonly (PodView | Blocked)[] {
  const location = podLocation(manifest);
  if (location) return [specAt(manifest, location.spec)];
  const { undeclared, found, objects } = searchResource(manifest);
  const templates = podsOf(manifest);
  const isTemplate = (pointer: string): boolean => templates.some((template) => template.pointer === pointer);
  return [
    ...templates,
    ...undeclared.map(({ pointer }) => hiddenAt(manifest, pointer, 'looks like pods of a kind that is not known, so they cannot be judged')),
    ...found.filter(({ what, pointer }) => what !== 'image' && !isTemplate(pointer))
      .map(({ pointer }) => hiddenAt(manifest, pointer, `is a part of a pod that an operator completes; ${BESIDE_STANDARD}`)),
    ...objects.filter((object) => podLocation(object.manifest))
      .map(({ pointer }) => hiddenAt(manifest, pointer, `is an object with pods in another object; ${BESIDE_STANDARD}`)),
  ];
}

/** Every port of the pod is one of the node: https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/v1/defaults.go#L214 */
function withHostPorts(container: unknown): unknown {
  if (!isObject(container) || !Array.isArray(container.ports)) return container;
  const ports = container.ports.map((port: unknown) => (
    isObject(port) && (isAbsent(port.hostPort) || port.hostPort === 0) ? { ...port, hostPort: port.containerPort } : port));
  return { ...container, ports };
}

/** The spec after decoding, where an element that is null is an empty one, and after the defaults of a Pod. */
function defaulted(spec: Fields, isPod: boolean, { os, impliedHostPorts = true }: PodReading): Fields {
  const hasHostPorts = isPod && impliedHostPorts && spec.hostNetwork === true;
  const lists = CONTAINER_LISTS.flatMap(({ field, role }) => {
    const list = spec[field];
    if (!Array.isArray(list)) return [];
    const decoded = list.map((container: unknown) => container ?? {});
    return [[field, hasHostPorts && role !== 'ephemeral' ? decoded.map(withHostPorts) : decoded] as const];
  });
  return { ...spec, ...Object.fromEntries(lists), ...(os && { os: { name: os } }) };
}

/** An annotation without value has the empty one. */
function decodedMetadata(metadata: unknown): unknown {
  if (!isObject(metadata) || !isObject(metadata.annotations)) return metadata;
  return { ...metadata, annotations: Object.fromEntries(Object.entries(metadata.annotations).map(([key, value]) => [key, value ?? ''])) };
}

function decodedPod(manifest: Manifest, view: PodView, reading: PodReading): DecodedPod {
  const spec = defaulted(view.spec, view.pointer === '/spec' && podLocation(manifest) !== undefined, reading);
  const pod: Located = { value: spec, pointer: view.pointer };
  const frame: Frame = {
    subject: pod, pod, metadata: { value: decodedMetadata(view.metadata), pointer: view.metadataPointer }, object: { value: manifest, pointer: '' },
  };
  const views = containersOf({ ...view, spec });
  const containers = views.filter(({ value }) => isObject(value)).map(({ value, pointer, name: label }) => ({
    label, name: isObject(value) && typeof value.name === 'string' ? value.name : '', pointer, frame: { ...frame, subject: { value, pointer } },
  }));
  const blocked = [
    ...CONTAINER_LISTS.filter(({ field }) => !isAbsent(spec[field]) && !Array.isArray(spec[field]))
      .map(({ field }) => blockedAt(childPointer(view.pointer, field), spec[field], 'a list')),
    ...views.filter(({ value }) => !isObject(value)).map(({ value, pointer }) => ({ pointer, actual: value, message: 'the container must be a map' })),
  ];
  return { pointer: view.pointer, spec, frame, containers, blocked };
}

/** The pods of a manifest, and what hides some. */
export function decodedPods(manifest: Manifest, reading: PodReading): { readonly pods: readonly DecodedPod[]; readonly blocked: readonly Blocked[] } {
  const views = viewsOf(manifest);
  return {
    pods: views.flatMap((view) => ('spec' in view ? [decodedPod(manifest, view, reading)] : [])),
    blocked: views.flatMap((view) => ('spec' in view ? [] : [view])),
  };
}
