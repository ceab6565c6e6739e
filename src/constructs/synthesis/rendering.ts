import { ApiObject, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';
import { fillApplied } from './applied-scopes';
import { complete } from './completion';
import { isOwn } from './hardened-objects';
import { isClaimed } from './interception';
import { patched } from './json-patches';
import { plainData } from './plain-data';
import { inReadingOrder, sorted } from './reading-order';
import { withListDefaults } from '../../objects/list-defaults';
import { withoutOmitted } from '../../objects/omitted-values';
import { isObject } from '../../objects/pointer';
import { getOrInsert } from '../../objects/remembered';

/** A manifest that render steps may change. */
export type MutableManifest = Record<string, any>;

/** Changes a manifest between cdk8s' own rendering and the user's JSON patches. */
export type RenderStep = (manifest: MutableManifest) => void;

/** How an object of ours is rendered. */
interface Rendering {
  readonly steps: RenderStep[];
  readonly checks: (() => void)[];
  /** Those that the user added since, to be applied after the steps. */
  readonly patches: JsonPatch[];
}

const renderings = new WeakMap<ApiObject, Rendering>();
const noSteps = (): Rendering => ({ steps: [], checks: [], patches: [] });

/** The rendering of an object that was made or is changed by a construct of ours. */
const renderingOf = (object: ApiObject): Rendering | undefined => (isOwn(object) ? getOrInsert(renderings, object, noSteps) : renderings.get(object));

/** Adds a step to the rendering of one object, and a check that may throw before it is rendered at all. */
export function addRenderStep(object: ApiObject, step: RenderStep, check?: () => void): void {
  const rendering = getOrInsert(renderings, object, noSteps);
  rendering.steps.push(step);
  if (check) rendering.checks.push(check);
}

/** Keeps the patches of an object of ours: in the hands of cdk8s they would run before our steps. */
export function keepsPatches(object: ApiObject, patches: readonly JsonPatch[]): boolean {
  return renderingOf(object)?.patches.push(...patches) !== undefined;
}

/** The manifest of an object, made from what cdk8s renders. */
export function renderObject(object: ApiObject, original: () => unknown): unknown {
  const rendering = renderingOf(object);
  if (!rendering && !isClaimed(object.node.root)) return original();
  rendering?.checks.forEach((check) => check());
  const rendered = original() as MutableManifest;
  return complete(rendering ? inSteps(object, rendered, rendering) : filled(object, rendered), object);
}

/** What somebody else made stays byte for byte as it is, unless a scope above has it hardened and something was absent. */
function filled(object: ApiObject, manifest: MutableManifest): MutableManifest {
  return fillApplied(manifest, object) ? inReadingOrder(sorted(manifest) as MutableManifest) : manifest;
}

/** As the API server will store it, so that a second apply finds nothing to change. The patches have the last word: a zero that somebody patches in is meant. */
function inSteps(object: ApiObject, manifest: MutableManifest, { steps, patches }: Rendering): MutableManifest {
  steps.forEach((step) => step(manifest));
  return inReadingOrder(patched(sorted(withListDefaults(withoutOmitted(manifest))), patches, object.node.path) as MutableManifest);
}

const renderedLast = new WeakSet<ApiObject>();

/** Renders an object after the others, whose manifests it depends on. */
export function renderLast(object: ApiObject): void {
  renderedLast.add(object);
}

/** What was made of a tree in the rendering that is going on. */
let ongoing: { readonly rendered: Map<ApiObject, MutableManifest>; readonly made: Map<unknown, { readonly value: unknown }> } | undefined;

/** The manifests to judge and to write: each object is rendered once, and nothing that is done to it afterwards changes its manifest. */
export function manifestsOf(objects: readonly ApiObject[]): Map<ApiObject, MutableManifest> {
  const rendered = new Map<ApiObject, MutableManifest>();
  ongoing = { rendered, made: new Map() };
  try {
    const [last, others] = [objects.filter((object) => renderedLast.has(object)), objects.filter((object) => !renderedLast.has(object))];
    [...others, ...last].forEach(manifestOfOther);
  } finally {
    ongoing = undefined;
  }
  return new Map(objects.map((object) => [object, rendered.get(object)!]));
}

/** The manifest of another object, after which the caller's own object is rendered. */
export function manifestOfOther(object: ApiObject): MutableManifest {
  return ongoing ? getOrInsert(ongoing.rendered, object, manifestOf) : manifestOf(object);
}

/** What is made of a tree once for the rendering of all its objects; afresh where an object is rendered by itself. */
export function oncePerRendering<T>(make: (root: IConstruct) => T): (root: IConstruct) => T {
  return (root) => (ongoing ? getOrInsert(ongoing.made, make, () => ({ value: make(root) })).value as T : make(root));
}

function manifestOf(object: ApiObject): MutableManifest {
  const where = `cannot synthesize "${object.node.path}"`;
  const manifest = plainData(object.toJson(), where);
  if (!isObject(manifest)) throw new Error(`${where}: its \`toJson\` returns ${JSON.stringify(manifest)} instead of a manifest; return a map with \`apiVersion\` and \`kind\``);
  return manifest;
}
