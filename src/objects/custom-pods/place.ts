import { PLACE_LINES } from './place-table';
import { CustomPodSpecs } from '../custom-pod-specs';
import { apiGroupOf } from '../manifest';
import { POD_KINDS } from '../pod-template';
import { pointerKeys } from '../pointer';
import { getOrInsert } from '../remembered';

/**
 * What stands at a place of a custom resource:
 *
 * - `pod`: the spec of pods, as it is written into a Pod
 * - `part`: fields of the spec of pods that an operator completes, be it alone or beside fields of its own
 * - `container`: a container that an operator completes
 * - `context`, `podContext`: the security context of a container, of a pod
 * - `volumes`, `volume`: volumes, a volume
 * - `image`: the name of an image
 * - `template`: the spec of pods in an object of a built-in kind, which is judged with that object
 * - `patch`: a text that an operator merges into pods, which nobody reads
 * - `declared`: what a profile declared, which the value itself tells
 * - `none`: no pods, but values or a pattern of some
 */
export type PlaceKind = 'pod' | 'part' | 'container' | 'context' | 'podContext' | 'volumes' | 'volume' | 'image' | 'patch' | 'template' | 'declared' | 'none';

const PLACE_KINDS: readonly string[] = ['pod', 'part', 'container', 'context', 'podContext', 'volumes', 'volume', 'image', 'patch', 'none'] satisfies PlaceKind[];

/** A place in the objects of a kind; `*` in the pointer stands for every element of a list or map. */
export interface Place {
  readonly what: PlaceKind;
  readonly pointer: string;
}

/** The places of a kind as a tree of keys, so that a walk over an object meets each at its value. */
export interface PlaceTree {
  readonly places: Place[];
  readonly below: Map<string, PlaceTree>;
}

function readLine(line: string): Place {
  const [what, pointer = ''] = line.split(' ');
  if (!PLACE_KINDS.includes(what)) throw new Error(`the table of places has no kind of place "${what}"`);
  return { what: what as PlaceKind, pointer };
}

/** The places that the table states for a kind, or else for its whole group. */
export function knownPlaces(kind: string): readonly Place[] {
  const key = Object.hasOwn(PLACE_LINES, kind) ? kind : `${apiGroupOf(kind)}/*`;
  return Object.hasOwn(PLACE_LINES, key) ? PLACE_LINES[key].map(readLine) : [];
}

function treeOf(places: readonly Place[]): PlaceTree {
  const root: PlaceTree = { places: [], below: new Map() };
  const below = (tree: PlaceTree, key: string): PlaceTree => getOrInsert(tree.below, key, () => ({ places: [], below: new Map() }));
  for (const place of places) pointerKeys(place.pointer).reduce(below, root).places.push(place);
  return root;
}

const builtIn = new Map(Object.entries(POD_KINDS).map(([kind, { spec }]) => [kind, treeOf([{ what: 'template', pointer: spec }])]));
const ofTable = new Map<string, PlaceTree>();
const declaredTrees = new WeakMap<CustomPodSpecs, Map<string, PlaceTree>>();

/** A line is read when an object needs it; there are as many trees as lines at the most. */
const tabledTree = (key: string): PlaceTree | undefined => (
  Object.hasOwn(PLACE_LINES, key) ? getOrInsert(ofTable, key, () => treeOf(PLACE_LINES[key].map(readLine))) : undefined
);

/** The places of a kind, with those that a profile declares; undefined where none is known. */
export function placeTree(kind: string, custom?: CustomPodSpecs): PlaceTree | undefined {
  const known = builtIn.get(kind) ?? tabledTree(kind) ?? tabledTree(`${apiGroupOf(kind)}/*`);
  if (!custom || !Object.hasOwn(custom, kind)) return known;
  const trees = getOrInsert(declaredTrees, custom, () => new Map<string, PlaceTree>());
  return getOrInsert(trees, kind, () => treeOf([...knownPlaces(kind), ...custom[kind].map((pointer): Place => ({ what: 'declared', pointer }))]));
}
