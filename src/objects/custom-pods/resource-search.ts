import { arePolicyRules, EmbeddedObject, generatedObject, isConfigurationFile, isEmbeddedObject, isFieldOfKind, roleOf, servedAs, talosPods } from './embedded-object';
import { EmbeddedText, looksLikePod, textWithObjects } from './embedded-text';
import { CONTAINER_ONLY, CONTEXT_ONLY, isWholePod, Likeness, likenessOf, POD_ONLY } from './likeness';
import { Place, PlaceTree, placeTree } from './place';
import { isNodeFile, TALOS_KIND } from '../cluster-components/node-files';
import { CustomPodSpecs } from '../custom-pod-specs';
import { groupKind, Manifest } from '../manifest';
import { plainText } from '../plain-text';
import { childPointer, isObject } from '../pointer';
import { isBuiltInKind } from '../scope';

/** A value at a place that is known or declared. */
export interface FoundPlace {
  readonly what: Exclude<Place['what'], 'declared' | 'none' | 'template'>;
  readonly value: unknown;
  readonly pointer: string;
  /** Whether it belongs to an object that stands in another one. */
  readonly isNested: boolean;
}

/** A map that looks like a part of a pod, at a place that nobody declared. */
export interface UndeclaredPlace {
  /** Where it is first. */
  readonly pointer: string;
  /** The same with `*` for each index of a list, as `customPodSpecs` takes it. */
  readonly pattern: string;
}

/** What a custom resource holds that clusters run or obey: pods and parts of pods, what looks like such, and objects of Kubernetes. */
export interface ResourceContent {
  readonly found: readonly FoundPlace[];
  readonly undeclared: readonly UndeclaredPlace[];
  /** Objects of kinds of Kubernetes, each to be judged as what it is; policy rules are those of a role. */
  readonly objects: readonly EmbeddedObject[];
  /** Texts that may hold objects. */
  readonly texts: readonly EmbeddedText[];
  /** False where there is more than is told apart. */
  readonly isComplete: boolean;
}

/** A value that is still to be looked at. */
interface Open {
  readonly value: unknown;
  readonly pointer: string;
  readonly pattern: string;
  readonly trees: readonly PlaceTree[];
  readonly isNested: boolean;
  /** Whether it is a field of an embedded object, which is judged by its kind. */
  readonly isTyped: boolean;
}

const NOTHING: ResourceContent = { found: [], undeclared: [], objects: [], texts: [], isComplete: true };
const NO_TREES: readonly PlaceTree[] = [];
/** How often values that are shared, by aliases of YAML, are looked at again. */
const MOST_REPETITIONS = 10_000;
/** How many places are told apart. */
const MOST_PLACES = 1000;
const MOST_FOUND = 100_000;
const MOST_OBJECTS = 10_000;
/** A path of metadata, whose annotations hold copies of objects. */
const ANNOTATIONS = '/annotations';

/**
 * Everything in a custom resource that is a pod, or a part of one: at the places that the table lists and the profile declares, and, by their fields, at
 * places that nobody declared; and the objects of Kubernetes that stand in it. Of built-in kinds only those are searched that hold other objects.
 * Nothing for kinds that the profile declares to have no pods.
 */
export function searchResource(manifest: Manifest, custom?: CustomPodSpecs): ResourceContent {
  const kind = groupKind(manifest);
  if (!mayHoldObjects(kind)) return NOTHING;
  if (kind === 'ConfigMap') return { ...NOTHING, texts: textsOfConfigMap(manifest) };
  const isDeclaredEmpty = custom && Object.hasOwn(custom, kind) && custom[kind].length === 0;
  if (isDeclaredEmpty || isConfigurationFile(manifest)) return NOTHING; // rules of an audit policy look like those of a role
  if (kind !== TALOS_KIND) return new Search(custom).of(manifest, placeTree(kind, custom));
  const { objects, ...others } = new Search(custom, { isFinal: true, seeksPods: false }).of(manifest, undefined);
  return { ...others, objects: [...objects, ...talosPods(manifest)] };
}

/** Built-in kinds with fields that hold objects of other kinds. */
const HOLDERS: readonly string[] = ['ConfigMap', 'apps/ControllerRevision'];

/** Whether an object of a kind may hold other objects. */
export const mayHoldObjects = (kind: string): boolean => (isNodeFile(kind) ? kind === TALOS_KIND : !isBuiltInKind(kind) || HOLDERS.includes(kind));

/** kubeadm keeps the configuration of the cluster, of kubelets and of kube-proxy in ConfigMaps. What else a ConfigMap holds is data of an application. */
function textsOfConfigMap({ data }: Manifest): EmbeddedText[] {
  return Object.entries(isObject(data) ? data : {}).flatMap(([key, value]) => {
    const text = typeof value === 'string' ? textWithObjects(value) : undefined;
    return text === undefined ? [] : [{ pointer: childPointer('/data', key), text, judged: 'configuration files', isFinal: true }];
  });
}

/** How an object is searched. */
interface SearchOptions {
  /** Whether objects in it are used as they stand. */
  readonly isFinal: boolean;
  /** Whether maps that look like pods are noted. */
  readonly seeksPods: boolean;
}

const IN_CUSTOM_RESOURCE: SearchOptions = { isFinal: false, seeksPods: true };

/** One walk over an object: deep values are walked without recursion, shared ones a limited number of times. */
class Search {
  private readonly found: FoundPlace[] = [];
  private readonly undeclared = new Map<string, UndeclaredPlace>();
  private readonly objects: EmbeddedObject[] = [];
  private readonly texts: EmbeddedText[] = [];
  private readonly seen = new WeakSet<object>();
  private repetitions = 0;
  private isComplete = true;
  private readonly open: Open[] = [];

  constructor(private readonly custom?: CustomPodSpecs, private readonly options: SearchOptions = IN_CUSTOM_RESOURCE) {}

  public of(manifest: Manifest, tree: PlaceTree | undefined): ResourceContent {
    const alias = servedAs(manifest);
    if (alias) this.noteObject({ manifest: alias, pointer: '', wrapped: '' });
    this.open.push({ value: manifest, pointer: '', pattern: '', trees: tree ? [tree] : NO_TREES, isNested: false, isTyped: alias !== undefined });
    for (let at = this.open.pop(); at; at = this.open.pop()) this.visit(at);
    const { found, undeclared, objects, texts, isComplete } = this;
    return { found, undeclared: [...undeclared.values()], objects, texts, isComplete };
  }

  private visit(given: Open): void {
    const { value } = given;
    const at = given.pattern !== '' && isObject(value) ? this.enter(given, value) : given;
    const hidden = at.trees === NO_TREES ? undefined : this.visitPlaces(at);
    if (hidden === ALL || typeof value !== 'object' || value === null || !this.isNew(value, at)) return;
    if (Array.isArray(value)) {
      if (!at.isTyped && arePolicyRules(value)) this.noteObject({ manifest: roleOf(value), pointer: at.pointer, wrapped: '/rules' });
      for (let i = value.length - 1; i >= 0; i--) this.push(at, value[i], plainText(i), '*');
      return;
    }
    if (!isObject(value)) return;
    const skipped = this.look(value, at, hidden ?? NONE);
    const isObjectOfKind = at.pattern !== '' && isEmbeddedObject(value);
    if (isObjectOfKind) this.noteObject({ manifest: value, pointer: at.pointer, wrapped: '' });
    const generated = isObjectOfKind || at.pattern === '' ? undefined : generatedObject(value, at.pointer);
    if (generated) this.noteObject(generated);
    const keys = Object.keys(value);
    for (let i = keys.length - 1; i >= 0; i--) {
      const key = keys[i];
      if (skipped.has(key) || (key === 'openAPIV3Schema' && isObject(value[key]))) continue;
      this.push(isObjectOfKind && isFieldOfKind(value, key) ? { ...at, isTyped: true } : at, value[key], key, key);
    }
  }

  /** An object that stands in another one brings the places of its own kind. */
  private enter(at: Open, value: Manifest): Open {
    const { apiVersion, kind } = value;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') return at;
    const tree = placeTree(groupKind({ apiVersion, kind }), this.custom);
    if (!tree || tree.places.length > 0) return at; // a kind without pods does not hide what is here
    return { ...at, trees: [...at.trees, tree], isNested: true };
  }

  /** Notes what the places here hold, and gives the keys that this accounts for. */
  private visitPlaces({ trees, value, pointer, isNested }: Open): ReadonlySet<string> | undefined {
    let hidden: ReadonlySet<string> | undefined;
    for (const { places } of trees) {
      for (const { what } of places) {
        if (what === 'none') return ALL;
        if (what === 'template') {
          hidden = union(hidden, HIDDEN.pod);
          continue;
        }
        const kinds = what === 'declared' ? declaredAs(value) : [what];
        if (what === 'declared' ? kinds.length === 0 : !isOf(what, value)) continue;
        if (this.found.length >= MOST_FOUND) this.isComplete = false;
        else this.found.push(...kinds.map((kind) => ({ what: kind, value, pointer, isNested })));
        for (const kind of kinds) hidden = union(hidden, HIDDEN[kind]);
      }
    }
    return hidden;
  }

  /** Notes what a map looks like, and gives the keys that need no further look. */
  private look(value: Manifest, { pointer, pattern }: Open, hidden: ReadonlySet<string>): ReadonlySet<string> {
    const likeness = this.options.seeksPods ? likenessOf(value) : undefined;
    if (!likeness || hidden.has(WHOLE)) return hidden;
    const isKnown = Object.entries(SIGNS).every(([sign, key]) => !likeness[sign as keyof Likeness] || hidden.has(key));
    if (isKnown) return hidden;
    if (!this.undeclared.has(pattern)) this.note({ pointer, pattern });
    return keysOf(likeness).reduce((all, keys) => union(all, keys), hidden);
  }

  private noteObject(object: EmbeddedObject): void {
    if (this.objects.length < MOST_OBJECTS) this.objects.push(this.options.isFinal ? { ...object, isFinal: true } : object);
    else this.isComplete = false;
  }

  private noteText(at: Open, key: string, value: string): void {
    if (at.isTyped || at.pointer.endsWith(ANNOTATIONS)) return;
    const text = textWithObjects(value) ?? (looksLikePod(value) ? value : undefined);
    if (text === undefined) return;
    if (this.texts.length < MOST_PLACES) this.texts.push({ pointer: childPointer(at.pointer, key), text, judged: 'all', isFinal: this.options.isFinal });
    else this.isComplete = false;
  }

  private note(place: UndeclaredPlace): void {
    if (this.undeclared.size < MOST_PLACES) this.undeclared.set(place.pattern, place);
    else this.isComplete = false;
  }

  private push(at: Open, value: unknown, key: string, inPattern: string): void {
    if (typeof value === 'string') this.noteText(at, key, value);
    if (typeof value !== 'object' && at.trees === NO_TREES) return;
    const trees = at.trees === NO_TREES ? NO_TREES : treesBelow(at.trees, key);
    if (typeof value !== 'object' && trees === NO_TREES) return;
    const { isNested, isTyped } = at;
    this.open.push({ value, pointer: childPointer(at.pointer, key), pattern: childPointer(at.pattern, inPattern), trees, isNested, isTyped });
  }

  private isNew(value: object, { trees }: Open): boolean {
    if (!this.seen.has(value)) {
      this.seen.add(value);
      return true;
    }
    if (this.repetitions++ < MOST_REPETITIONS) return true;
    if (trees !== NO_TREES) this.isComplete = false; // elsewhere the same was looked at before
    return false;
  }
}

/** Stands for all keys of a map. */
const WHOLE = '*';
const ALL: ReadonlySet<string> = new Set([WHOLE]);
const NONE: ReadonlySet<string> = new Set();
/** A key that is accounted for where a map is known to be such a thing. */
const SIGNS: Readonly<Record<keyof Likeness, string>> = { pod: 'containers', container: 'image', context: 'privileged', volume: 'hostPath' };
const OF_VOLUME: ReadonlySet<string> = new Set(['hostPath']);
const OF_CONTAINER: ReadonlySet<string> = new Set([...CONTAINER_ONLY, 'image']);

/** The keys that each kind of place accounts for. */
const HIDDEN: Readonly<Record<FoundPlace['what'], ReadonlySet<string>>> = {
  pod: POD_ONLY, part: new Set([...POD_ONLY, 'image']), container: OF_CONTAINER, context: CONTEXT_ONLY, podContext: CONTEXT_ONLY, volumes: ALL, volume: OF_VOLUME, image: ALL, patch: ALL,
};

function treesBelow(trees: readonly PlaceTree[], key: string): readonly PlaceTree[] {
  const found: PlaceTree[] = [];
  for (const { below } of trees) {
    const [named, any] = [below.get(key), key === WHOLE ? undefined : below.get(WHOLE)];
    if (named) found.push(named);
    if (any) found.push(any);
  }
  return found.length === 0 ? NO_TREES : found;
}

function union(one: ReadonlySet<string> | undefined, other: ReadonlySet<string>): ReadonlySet<string> {
  return one === undefined || one === NONE || one === other ? other : new Set([...one, ...other]);
}

function isOf(what: FoundPlace['what'] | 'declared', value: unknown): boolean {
  if (what === 'image' || what === 'patch') return typeof value === 'string';
  return what === 'volumes' ? Array.isArray(value) : isObject(value);
}

/** What a value at a declared place is: whatever it looks like, and else the spec of pods. */
function declaredAs(value: unknown): FoundPlace['what'][] {
  if (!isObject(value)) return [];
  const { pod = false, container = false, context = false, volume = false } = likenessOf(value) ?? {};
  const whole = isWholePod(value);
  const possible: readonly (readonly [FoundPlace['what'], boolean])[] = [
    ['pod', whole], ['part', pod && !whole], ['container', container], ['context', context], ['volume', volume],
  ];
  return possible.filter(([, isSo]) => isSo).map(([what]) => what);
}

const keysOf = ({ pod, container, context, volume }: Likeness): ReadonlySet<string>[] => [
  ...(pod ? [POD_ONLY] : []), ...(container ? [OF_CONTAINER] : []), ...(context ? [CONTEXT_ONLY] : []), ...(volume ? [OF_VOLUME] : []),
];
