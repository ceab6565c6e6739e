import { ApiObject, ApiObjectMetadataDefinition, App, ImplicitTokenResolver, JsonPatch, Lazy, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import { inReadingOrder } from './reading-order';

type Fields = Readonly<Record<string, unknown>>;

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the types of cdk8s do not tell it
const { version } = require('cdk8s/package.json') as { readonly version: string };
/** Versions of cdk8s whose rendering was compared with ours, line by line and by a property test. Any other renders itself, which is only slower. */
const isKnown = /^2\.(68|69|70)\./.test(version);

/** What cdk8s keeps of an object, in private fields too, which a test guards. */
interface Internals { readonly props: Fields; readonly patches: readonly JsonPatch[]; readonly metadata: Metadata }

interface Metadata extends Fields { readonly _additionalAttributes: Fields }

const METADATA_FIELDS = ['_additionalAttributes', 'annotations', 'finalizers', 'ownerReferences', 'labels'];

/** How values are walked. */
interface Walk {
  /** False below a map of another realm, into which the resolvers of cdk8s do not look. */
  readonly resolves: boolean;
  readonly omitsEmpty: boolean;
}

const FIELDS: Walk = { resolves: true, omitsEmpty: false };
const METADATA: Walk = { resolves: true, omitsEmpty: true };

const RESOLVERS: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** Whether an object is rendered by nothing but the defaults of cdk8s, as we know them: no resolver of the user's, and sorted keys. */
export function rendersByDefault(object: ApiObject): boolean {
  if (!isKnown) return false;
  const { resolvers = [] } = App.of(object);
  const { props, patches, metadata } = object as unknown as Internals;
  return resolvers.length === RESOLVERS.length && resolvers.every(({ constructor }, i) => constructor === RESOLVERS[i])
    && Boolean(props && patches) && METADATA_FIELDS.every((field) => metadata[field])
    && metadata.toJson === ApiObjectMetadataDefinition.prototype.toJson && !process.env.CDK8S_DISABLE_SORT;
}

/** What `toJson` of cdk8s returns for such an object, in one walk: cdk8s walks up to four times, and asks each resolver about each value. */
export function renderByDefault(object: ApiObject): Record<string, any> {
  const { props, patches } = object as unknown as Internals;
  try {
    const metadata = renderMetadata(object);
    const rendered = render({ ...props, metadata: undefined }, FIELDS);
    if (metadata) rendered.metadata = metadata;
    return inReadingOrder(patches.length > 0 ? JsonPatch.apply(rendered, ...patches) : rendered);
  } catch (error) {
    throw new Error(`Failed serializing construct at path '${object.node.path}' with name '${object.name}': ${error}`);
  }
}

function renderMetadata({ metadata }: ApiObject): any {
  const { _additionalAttributes: attributes, name, namespace, annotations, finalizers, ownerReferences, labels } = metadata as unknown as Metadata;
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(attributes)) fields[key] = attributes[key]; // a spread is slow: cdk8s deletes a key of them, so that V8 keeps them as a dictionary
  return render(Object.assign(fields, { name, namespace, annotations, finalizers, ownerReferences, labels }), METADATA);
}

function render(value: any, walk: Walk): any {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object' && typeof value !== 'function') return value;
  if (walk.resolves) {
    if (value instanceof Lazy) return render(value.produce(), walk);
    if (typeof value.resolve === 'function') return render(value.resolve(), walk);
    if (value.constructor !== Object && isNumberOrString(value.value)) return { value: value.value };
  }
  if (typeof value === 'function') return value;
  if (Array.isArray(value)) return walk.omitsEmpty && value.length === 0 ? undefined : value.map((item) => render(item, walk));
  if (value.constructor.name !== 'Object') throw new Error(`can't render non-simple object of type '${value.constructor.name}'`);
  return renderMap(value, value.constructor === Object ? walk : { ...walk, resolves: false });
}

/** Values are made in the order of the user, since what is known late may count; and then sorted. */
function renderMap(map: Fields, walk: Walk): Record<string, unknown> | undefined {
  const result: Record<string, unknown> = {};
  let last: string | undefined;
  let isSorted = true;
  for (const key of Object.keys(map)) {
    const value = render(map[key], walk);
    if (value === undefined || key === '__proto__') continue;
    result[key] = value;
    isSorted &&= last === undefined || last < key;
    last = key;
  }
  if (walk.omitsEmpty && last === undefined) return undefined;
  return isSorted ? result : Object.fromEntries(Object.keys(result).sort().map((key) => [key, result[key]]));
}

const isNumberOrString = (value: unknown): boolean => typeof value === 'number' || typeof value === 'string';
