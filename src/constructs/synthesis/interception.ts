import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { IConstruct, Node } from 'constructs';
import { getOrInsert } from '../../objects/remembered';

/**
 * Everything that this library changes in cdk8s, and nothing else does. cdk8s has no hook at the start of a synth, so methods are replaced on
 * prototypes, never on instances: the jsii kernel, which runs Python, Java and Go, calls `constructor.prototype[method]` and defines the overrides
 * of a user as own properties that nobody can write.
 *
 * | method | below an app that holds one of our constructs |
 * |---|---|
 * | `App.prototype.synth`, `synthYaml` | judge, then write |
 * | `Chart.prototype.toJson` (`Testing.synth`) | judge, then return what was judged |
 * | `toJson` of ApiObject and of each class that `cdk8s import` generated | add what our constructs and scopes add |
 * | `ApiObject.prototype.addJsonPatch` | keep the patches of hardened objects, to apply them last |
 * | `Node.prototype.addChild` | note the line of the user, and prepare the class of the child |
 *
 * - Below any other app each method does what it did before.
 * - What a user overrides is not replaced. Its `super` call leads here, and what it returns is judged as any other manifest. A class of the user that
 *   overrides `synth` is judged before its own code runs.
 * - Methods are replaced where an instance inherits them from, so that each copy of cdk8s that takes part is prepared once.
 * - Two copies of this library share the replacement: each adds its own hooks to it. The copy that came first judges the app (`claim`); each hardens the
 *   objects of its own constructs. Waivers of the other copy count by their annotations, its profiles only for what it hardens.
 */
export interface Hooks {
  synth(app: App, original: () => unknown): unknown;
  synthYaml(app: App, original: () => unknown): unknown;
  /** `synth` or `synthYaml` of a class of the user. */
  overriddenSynth(app: App, overridden: () => unknown): unknown;
  chart(chart: Chart, original: () => unknown): unknown;
  object(object: ApiObject, original: () => unknown): unknown;
  /** True if the patches are kept, so that cdk8s does not apply them. */
  keepsPatches(object: ApiObject, patches: readonly JsonPatch[]): boolean;
  child(child: IConstruct, parent: Node, root: IConstruct, name: string): void;
}

type Method = (this: unknown, ...args: any[]) => unknown;
type Advice = (self: any, original: () => unknown, args: any[]) => unknown;
type Replaced = Method & { readonly [ADVICE]?: Advice[] };

const ADVICE = Symbol.for('cdk8s-hardened.advice');
const CLAIMED = Symbol.for('cdk8s-hardened.claimed');

/** Makes this copy of the library the one that judges a tree; false where another copy was first. */
export function claim(root: IConstruct): boolean {
  if (isClaimed(root)) return false;
  Object.defineProperty(root, CLAIMED, { value: true });
  return true;
}

/** Whether the tree below a root is judged, by whatever copy of this library. */
export function isClaimed(root: IConstruct): boolean {
  return CLAIMED in root;
}

/** Replaces methods of the classes that are found in some trees. */
export class Interception {
  private readonly prepared = new WeakSet<object>();
  private readonly replaced = new WeakMap<object, Set<string>>();

  constructor(private readonly hooks: Hooks) {}

  /** Prepares the classes of all constructs in a tree, and of those that are added to it later. */
  public prepareTree(root: IConstruct): void {
    this.prepareApp(prototypeOf(root));
    for (const construct of root.node.findAll()) {
      this.prepareNode(prototypeOf(construct.node));
      this.prepare(prototypeOf(construct));
    }
  }

  private prepare(prototype: object): void {
    if (this.prepared.has(prototype)) return;
    this.prepared.add(prototype);
    // by its methods: the class may be that of another copy of cdk8s, and the child is not complete when it is added
    if ('addJsonPatch' in prototype) this.prepareObject(prototype);
    else if ('generateObjectName' in prototype) this.prepareChart(prototype);
  }

  private prepareApp(prototype: object): void {
    for (const method of ['synth', 'synthYaml'] as const) {
      const owners = ownersOf(prototype, method);
      if (owners.length === 0) continue;
      this.replace(owners[owners.length - 1], method, (app: App, original) => this.hooks[method](app, original));
      if (owners.length === 1) continue;
      this.replace(owners[0], method, (app: App, overridden) =>
        (ownersOf(prototypeOf(app), method)[0] === owners[0] ? this.hooks.overriddenSynth(app, overridden) : overridden()));
    }
  }

  private prepareChart(prototype: object): void {
    this.replace(ownersOf(prototype, 'toJson').pop()!, 'toJson', (chart: Chart, original) => this.hooks.chart(chart, original));
  }

  private prepareObject(prototype: object): void {
    const rendering = renderingClass(prototype);
    this.replace(rendering, 'toJson', (object: ApiObject, original) =>
      (renderingClass(prototypeOf(object)) === rendering ? this.hooks.object(object, original) : original()));
    this.replace(ownersOf(prototype, 'addJsonPatch').pop()!, 'addJsonPatch', (object: ApiObject, original, patches: JsonPatch[]) =>
      (this.hooks.keepsPatches(object, patches) ? undefined : original()));
  }

  private prepareNode(prototype: object): void {
    this.replace(prototype, 'addChild', (node: Node, original, args) => {
      const [child, name] = args as [IConstruct, string];
      original();
      const { root } = node;
      if (!isClaimed(root)) return;
      this.prepare(prototypeOf(child));
      this.hooks.child(child, node, root, name);
    });
  }

  /** Puts an advice around a method, once; the copies of this library share one replacement. */
  private replace(prototype: object, name: string, advice: Advice): void {
    const replaced = getOrInsert(this.replaced, prototype, () => new Set());
    if (replaced.has(name)) return;
    replaced.add(name);
    const methods = prototype as Record<string, Replaced>;
    const method = methods[name];
    if (method[ADVICE]) method[ADVICE].push(advice);
    else methods[name] = advised(method, [advice]);
  }
}

function advised(original: Method, advice: Advice[]): Replaced {
  const method: Method = function (...args) {
    const call = (i: number): unknown => (i < 0 ? original.apply(this, args) : advice[i](this, () => call(i - 1), args));
    return call(advice.length - 1);
  };
  return Object.assign(method, { [ADVICE]: advice });
}

const prototypeOf = (value: object): object => Object.getPrototypeOf(value) as object;

/** The prototypes that define a method, those of cdk8s last. */
function ownersOf(prototype: object, method: string): object[] {
  const owners: object[] = [];
  for (let at: object | null = prototype; at; at = Object.getPrototypeOf(at) as object | null) if (Object.hasOwn(at, method)) owners.push(at);
  return owners;
}

const renderingClasses = new WeakMap<object, object>();

/** Whose `toJson` makes the manifest: the class that was generated for the kind, which translates names and drops unknown fields, or else ApiObject. */
function renderingClass(prototype: object): object {
  return getOrInsert(renderingClasses, prototype, () => {
    const owners = ownersOf(prototype, 'toJson');
    return owners.find((owner) => Object.hasOwn(owner.constructor, 'GVK')) ?? owners[owners.length - 1];
  });
}

/** Whether a class of the user overrides `toJson` of a chart. */
export function overrides(chart: Chart): boolean {
  return Object.hasOwn(chart, 'toJson') || ownersOf(prototypeOf(chart), 'toJson').length > 1;
}
