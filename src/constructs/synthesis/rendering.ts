import { ApiObject, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';
import { fillApplied } from './applied-scopes';
import { complete } from './completion';
import { renderByDefault, rendersByDefault } from './default-rendering';
import { inReadingOrder, sorted } from './reading-order';

/** A manifest that render steps may change. */
export type MutableManifest = Record<string, any>;

/** Changes a manifest between cdk8s' own rendering and the user's JSON patches. */
export type RenderStep = (manifest: MutableManifest) => void;

interface Rendering {
  readonly steps: RenderStep[];
  readonly checks: (() => void)[];
}

const renderings = new WeakMap<ApiObject, Rendering>();
const judged = new WeakMap<IConstruct, ReadonlyMap<ApiObject, MutableManifest>>();

/** Adds a step to the rendering of one object, and a check that may throw before it is rendered at all. */
export function addRenderStep(object: ApiObject, step: RenderStep, check?: () => void): void {
  const rendering = takeOver(object);
  rendering.steps.push(step);
  if (check) rendering.checks.push(check);
}

/** Makes `toJson` of an object run our steps; the second call on the same object changes nothing. */
export function takeOver(object: ApiObject): Rendering {
  const known = renderings.get(object);
  if (known) return known;
  renderInOneWalk();
  const rendering: Rendering = { steps: [], checks: [] };
  renderings.set(object, rendering);
  const render = object.toJson.bind(object);
  object.toJson = () => {
    const written = judged.get(object.node.root)?.get(object);
    if (written) return written;
    rendering.checks.forEach((check) => check());
    const manifest = rendering.steps.length === 0 ? renderForeign(object, render) : renderInSteps(object, render, rendering.steps);
    return complete(manifest, object);
  };
  return rendering;
}

let rendersInOneWalk = false;

/** Replaces what `toJson` of a class comes down to, so that every kind gains; objects that we have not taken over stay with cdk8s. */
function renderInOneWalk(): void {
  if (rendersInOneWalk) return;
  rendersInOneWalk = true;
  const { toJson } = ApiObject.prototype;
  ApiObject.prototype.toJson = function (this: ApiObject): MutableManifest {
    return renderings.has(this) && rendersByDefault(this) ? renderByDefault(this) : toJson.call(this) as MutableManifest;
  };
}

/** What somebody else rendered stays byte for byte as it is, unless a scope above asks for hardening and something was absent. */
function renderForeign(object: ApiObject, render: () => MutableManifest): MutableManifest {
  const manifest = render();
  return fillApplied(manifest, object) ? inReadingOrder(sorted(manifest) as MutableManifest) : manifest;
}

function renderInSteps(object: ApiObject, render: () => MutableManifest, steps: readonly RenderStep[]): MutableManifest {
  const patches = withoutPatches(object);
  let manifest: MutableManifest;
  try {
    manifest = render();
  } finally {
    patches.restore();
  }
  steps.forEach((step) => step(manifest));
  return inReadingOrder(patched(object, sorted(manifest), patches.list));
}

function patched(object: ApiObject, manifest: unknown, patches: readonly JsonPatch[]): MutableManifest {
  if (patches.length === 0) return manifest as MutableManifest;
  try {
    return JsonPatch.apply(manifest, ...patches) as MutableManifest;
  } catch (cause) {
    throw new Error(`cannot apply the JSON patches of "${object.node.path}": ${(cause as Error).message}; correct the path that \`addJsonPatch\` got`, { cause });
  }
}

/** cdk8s keeps the patches in a private field, which a test guards. */
function withoutPatches(object: ApiObject): { list: JsonPatch[]; restore: () => void } {
  const internals = object as unknown as { patches: JsonPatch[] };
  const list = internals.patches;
  internals.patches = [];
  return { list, restore: () => { internals.patches = list; } };
}

/** While `write` runs, every object renders as what was judged. */
export function writing<T>(root: IConstruct, manifests: ReadonlyMap<ApiObject, MutableManifest>, write: () => T): T {
  judged.set(root, manifests);
  try {
    return write();
  } finally {
    judged.delete(root);
  }
}

/** True while an app writes what was judged. */
export function isWriting(root: IConstruct): boolean {
  return judged.has(root);
}
