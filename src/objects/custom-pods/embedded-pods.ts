import { fieldMeantBy, hostPathField, isPodContext } from './likeness';
import { FoundPlace, ResourceContent } from './resource-search';
import { containersOf } from '../container';
import { podSpec } from '../fields/built-in';
import { Manifest } from '../manifest';
import { Embedding, metadataBeside, PodView } from '../pod-template';
import { childPointer, elementsOf, Fields, isObject, valueAt } from '../pointer';
import { once } from '../remembered';

/** Fields of an operator's own that are those of its main container. */
const OF_MAIN_CONTAINER = ['image', 'imagePullPolicy', 'env', 'envFrom', 'resources'];

/** The pods in a custom resource that its templates do not show: parts of pods that an operator completes, and the pods of custom resources in it. */
export function embeddedPods(manifest: Manifest, { found }: ResourceContent): PodView[] {
  return found.flatMap((place) => viewsOf(place, manifest) ?? []);
}

function viewsOf({ what, value, pointer, isNested }: FoundPlace, manifest: Manifest): PodView | readonly PodView[] | undefined {
  const map = value as Fields;
  switch (what) {
    case 'pod': return isNested ? nestedPod(map, pointer, manifest) : undefined; // else it is one of the templates
    case 'part': return { ...partAt(pointer, map), containers: containersOfPart(map, pointer), implied: isObject(map.securityContext) };
    case 'container': return containerAt(pointer, map);
    case 'context': return isPodContext(map) ? podContextAt(pointer, map) : contextAt(pointer, map);
    case 'podContext': return podContextAt(pointer, map);
    case 'volumes': return [fieldAt(pointer, 'volumes', (at) => partAt(at, { volumes: value })), ...foreignVolumes(value, pointer)];
    case 'volume': return volumeAt(pointer, map);
    case 'patch': return undefined; // valid-manifest says that it is not read
    case 'image': return fieldAt(pointer, 'image', (at) => containerAt(at, { image: value }));
  }
}

function partAt(pointer: string, part: Fields): PodView {
  const { fields, renamed } = withNamesOfPods(part, '');
  return { spec: fields, pointer, metadata: undefined, metadataPointer: pointer, embedded: { isPartial: true, wrapped: '', ...renamed } };
}

function containerAt(pointer: string, container: Fields): PodView {
  const name = typeof container.name === 'string' ? container.name : '';
  return { ...partAt(pointer, {}), containers: [{ value: container, role: 'main', pointer, name }] };
}

/** The security context of a container. */
function contextAt(pointer: string, context: Fields): PodView {
  const { fields, renamed } = withNamesOfPods(context, '/securityContext');
  return renaming(fieldAt(pointer, 'securityContext', (at) => containerAt(at, { securityContext: fields })), renamed);
}

function podContextAt(pointer: string, context: Fields): PodView {
  const { fields, renamed } = withNamesOfPods(context, '/securityContext');
  return renaming(fieldAt(pointer, 'securityContext', (at) => ({ ...partAt(at, { securityContext: fields }), implied: true })), renamed);
}

const renaming = (view: PodView, renamed: Pick<Embedding, 'renamed'>): PodView => ({ ...view, embedded: { ...view.embedded!, ...renamed } });

/** The fields of a map under the names that pods have for them, and what the map calls those that it calls otherwise. */
function withNamesOfPods(map: Fields, around: string): { readonly fields: Fields; readonly renamed: Pick<Embedding, 'renamed'> } {
  const foreign = Object.keys(map).filter((key) => fieldMeantBy(key) !== key && map[fieldMeantBy(key)] === undefined);
  if (foreign.length === 0) return { fields: map, renamed: {} };
  const named = (key: string): string => (foreign.includes(key) ? fieldMeantBy(key) : key);
  return {
    fields: Object.fromEntries(Object.entries(map).map(([key, value]) => [named(key), value])),
    renamed: { renamed: Object.fromEntries(foreign.map((key) => [childPointer(around, fieldMeantBy(key)), childPointer(around, key)])) },
  };
}

/** A view of the value of one field, which may stand under a name of its own. */
function fieldAt(pointer: string, field: string, viewAt: (pointer: string) => PodView): PodView {
  if (pointer.endsWith(`/${field}`)) return viewAt(pointer.slice(0, -field.length - 1));
  return { ...viewAt(pointer), embedded: { isPartial: true, wrapped: `/${field}` } };
}

/** The volumes of a list whose path of the node has a name that pods do not have. */
function foreignVolumes(list: unknown, pointer: string): PodView[] {
  return elementsOf(list).flatMap((volume, i) => (
    isObject(volume) && (hostPathField(volume) ?? 'hostPath') !== 'hostPath' ? volumeAt(childPointer(pointer, i), volume) ?? [] : []));
}

/** What a volume of a pod can be; what else an operator has for one is no volume of the pod. */
const volumeFields = once((): ReadonlySet<string> => {
  const { type } = podSpec().field('volumes')!;
  return new Set(type.is === 'list' && type.of.is === 'struct' ? type.of.names : []);
});

/** A volume; operators have names of their own for a path of the node. */
function volumeAt(pointer: string, volume: Fields): PodView | undefined {
  const field = hostPathField(volume) ?? 'hostPath';
  const source = volume[field];
  const isText = typeof source === 'string';
  const hostPath = isText ? { path: source } : source; // a list of paths is of the wrong type, and so in doubt
  const at = childPointer('/volumes/0', field);
  const named = { ...(isText && { '/volumes/0/hostPath/path': at }), '/volumes/0/hostPath': at };
  const known = Object.fromEntries(Object.entries(volume).filter(([key]) => volumeFields().has(key)));
  const asOfPod = hostPath === undefined ? known : { ...known, hostPath };
  if (Object.keys(asOfPod).every((key) => key === 'name')) return undefined; // to a pod, a volume of nothing is an emptyDir
  const view = fieldAt(pointer, 'volumes/0', (around) => partAt(around, { volumes: [asOfPod] }));
  return { ...view, embedded: { ...view.embedded!, renamed: named } };
}

/** The containers of a part of a pod, with the one whose fields stand beside those of the pod. */
function containersOfPart(part: Fields, pointer: string): PodView['containers'] {
  const isGiven = (key: string): boolean => part[key] !== undefined && (key !== 'image' || typeof part.image === 'string');
  const main = Object.fromEntries(OF_MAIN_CONTAINER.filter(isGiven).map((key) => [key, part[key]]));
  const listed = containersOf(partAt(pointer, part));
  return Object.keys(main).length === 0 ? listed : [...listed, { value: main, role: 'main', pointer, name: '' }];
}

function nestedPod(spec: Fields, pointer: string, manifest: Manifest): PodView {
  const metadataPointer = metadataBeside(pointer);
  return { spec, pointer, metadata: valueAt(manifest, metadataPointer), metadataPointer, embedded: { isPartial: false, wrapped: '' } };
}
