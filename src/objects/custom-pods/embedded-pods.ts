import { isPodContext } from './likeness';
import { FoundPlace, ResourceContent } from './resource-search';
import { containersOf } from '../container';
import { Manifest } from '../manifest';
import { PodView } from '../pod-template';
import { Fields, isObject, valueAt } from '../pointer';

/** Fields of an operator's own that are those of its main container. */
const OF_MAIN_CONTAINER = ['image', 'imagePullPolicy', 'env', 'envFrom', 'resources'];

/** The pods in a custom resource that its templates do not show: parts of pods that an operator completes, and the pods of custom resources in it. */
export function embeddedPods(manifest: Manifest, { found }: ResourceContent): PodView[] {
  return found.flatMap((place) => viewOf(place, manifest) ?? []);
}

function viewOf({ what, value, pointer, isNested }: FoundPlace, manifest: Manifest): PodView | undefined {
  const map = value as Fields;
  switch (what) {
    case 'pod': return isNested ? nestedPod(map, pointer, manifest) : undefined; // else it is one of the templates
    case 'part': return { ...partAt(pointer, map), containers: containersOfPart(map, pointer), implied: isObject(map.securityContext) };
    case 'container': return containerAt(pointer, map);
    case 'context': return isPodContext(map) ? podContextAt(pointer, map) : fieldAt(pointer, 'securityContext', (at) => containerAt(at, { securityContext: map }));
    case 'podContext': return podContextAt(pointer, map);
    case 'volumes': return fieldAt(pointer, 'volumes', (at) => partAt(at, { volumes: value }));
    case 'volume': return fieldAt(pointer, 'volumes/0', (at) => partAt(at, { volumes: [value] }));
    case 'patch': return undefined; // valid-manifest says that it is not read
    case 'image': return fieldAt(pointer, 'image', (at) => containerAt(at, { image: value }));
  }
}

function partAt(pointer: string, spec: Fields): PodView {
  return { spec, pointer, metadata: undefined, metadataPointer: pointer, embedded: { isPartial: true, wrapped: '' } };
}

function containerAt(pointer: string, container: Fields): PodView {
  const name = typeof container.name === 'string' ? container.name : '';
  return { ...partAt(pointer, {}), containers: [{ value: container, role: 'main', pointer, name }] };
}

const podContextAt = (pointer: string, context: Fields): PodView =>
  fieldAt(pointer, 'securityContext', (at) => ({ ...partAt(at, { securityContext: context }), implied: true }));

/** A view of the value of one field, which may stand under a name of its own. */
function fieldAt(pointer: string, field: string, viewAt: (pointer: string) => PodView): PodView {
  if (pointer.endsWith(`/${field}`)) return viewAt(pointer.slice(0, -field.length - 1));
  return { ...viewAt(pointer), embedded: { isPartial: true, wrapped: `/${field}` } };
}

/** The containers of a part of a pod, with the one whose fields stand beside those of the pod. */
function containersOfPart(part: Fields, pointer: string): PodView['containers'] {
  const isGiven = (key: string): boolean => part[key] !== undefined && (key !== 'image' || typeof part.image === 'string');
  const main = Object.fromEntries(OF_MAIN_CONTAINER.filter(isGiven).map((key) => [key, part[key]]));
  const listed = containersOf(partAt(pointer, part));
  return Object.keys(main).length === 0 ? listed : [...listed, { value: main, role: 'main', pointer, name: '' }];
}

function nestedPod(spec: Fields, pointer: string, manifest: Manifest): PodView {
  const metadataPointer = `${pointer.slice(0, pointer.lastIndexOf('/'))}/metadata`;
  return { spec, pointer, metadata: valueAt(manifest, metadataPointer), metadataPointer, embedded: { isPartial: false, wrapped: '' } };
}
