import { groupKind, Manifest } from '../../src/objects/manifest';
import { descend, pointerKeys, valueAt } from '../../src/objects/pointer';
import { Problem } from '../../src/objects/problem';
import { Answer } from '../apiserver/client';

/** One thing that the API server says is wrong with a field. */
export interface Cause {
  /** The kind, the field without indices, and the reason without the values: what counts as the same message. */
  readonly key: string;
  /** The way to the field, as a pointer has it. */
  readonly path: readonly string[];
}

const VALUE = /^(\w[\w ]*?): (?:"(?:\\.|[^"\\])*"|[^":{[]\S*|\{.*\}|\[.*\])(?:: |$)(.*)$/s;

/** What comes behind these is the value, or the place in an expression. */
const TAIL = /(compilation failed|unknown time zone|is an invalid path|pod\.spec\.resourceClaims|error converting fieldPath).*$/;

/** What is wrong, without the value that is: `Invalid value: must be between N and N`. */
function reasonOf(message: string): string {
  const [, type, detail] = VALUE.exec(message) ?? [undefined, '', message];
  const plain = detail.replace(/"(?:\\.|[^"\\])*"|'[^']*'|`[^`]*`/g, '"…"').replace(/\d+/g, 'N').replace(/\s+/g, ' ').replace(TAIL, '$1');
  return `${type === '' ? '' : `${type}: `}${plain}`.slice(0, 160);
}

/** `spec.template.spec.containers[0].env[1].name` as the keys of a pointer; a key of a map stands in brackets too. */
function keysOf(field: string): string[] {
  return [...field.matchAll(/\[((?:[^[\]]|\[[^\]]*\])*)\]|([^.[\]]+)/g)].map(([, key, name]) => key ?? name);
}

/** What it calls otherwise than the API: fields of its own types, which are those of older versions. */
const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/\.\{[^}]*\}$/, ''],
  [/\.downwardAPI\.(fieldRef|resourceFieldRef)/, '.downwardAPI.items'],
  [/resources\.containers(\[\d+\])(\[[^\]]*\])\.limits$/, 'containers$1.resources.limits$2'],
  [/\.volumeMounts\.recursiveReadOnly/, '.volumeMounts'],
  [/^(?:metadata\.)?annotations\.(.*)$/, 'metadata.annotations[$1]'],
  [/template\.(labels|annotations)/, 'template.metadata.$1'],
  [/overhead\.limits/, 'overhead'],
  [/resources\[storage\]/, 'resources.requests[storage]'],
  [/\.persistentDisk/, '.gcePersistentDisk'],
  [/^spec\.conversion\.webhookClientConfig/, 'spec.conversion.webhook.clientConfig'],
  [/^spec\.conversion\.conversionReviewVersions/, 'spec.conversion.webhook.conversionReviewVersions'],
  [/^spec\.validation\./, 'spec.versions[0].schema.'],
  [/^spec\.(additionalPrinterColumns|schema|subresources|selectableFields)/, 'spec.versions[0].$1'],
  [/^spec\.version$/, 'spec.versions[0].name'],
];

/** Of a selector and labels that do not match either can be named. */
const MISMATCH = '`selector` does not match template `labels`';
const SELECTOR = ['spec', 'selector'];
/** Of static pods it names no field. */
const STATIC = 'static pods do not support resource claims';
const CLAIMS = ['spec', 'resourceClaims'];

/** Fields that it fills in from elsewhere in the object before it validates: where they are not in the object, what is wrong with them is wrong there. */
const FILLED_IN: readonly (readonly [RegExp, string])[] = [
  [/^\/metadata\/labels$/, '/spec/template/metadata/labels'],
  [/^\/metadata\/labels$/, '/metadata/name'], // of a namespace
  [/^\/spec\/clusterIPs\/0$/, '/spec/clusterIP'],
  [/^\/spec\/dataSourceRef(?=\/|$)/, '/spec/dataSource'],
  [/^\/status\/storedVersions$/, '/spec/versions'],
  [/^\/spec\/resources\/requests(?=\/hugepages-)/, '/spec/resources/limits'],
  [/^\/data(?=\/)/, '/stringData'],
];

function sourceOf(object: Manifest, path: readonly string[]): readonly string[] | undefined {
  const pointer = descend('', path);
  const candidates = FILLED_IN.filter(([pattern]) => pattern.test(pointer));
  const [filled, from] = candidates.find(([, one]) => valueAt(object, one) !== undefined) ?? candidates[0] ?? [];
  const isGiven = filled !== undefined && valueAt(object, filled.exec(pointer)![0]) !== undefined;
  return filled === undefined || isGiven ? undefined : pointerKeys(pointer.replace(filled, from!));
}

/** From so many keys on the map around a field is small enough to name what is wrong in it: the API server calls many a field by another name. */
const NEAR = 3;

/** A field with a wrong value that is not in the object was filled in from others of the map around it, which then is at fault. */
function inObject(object: Manifest, path: readonly string[], message: string): readonly string[] {
  const source = sourceOf(object, path);
  if (source) return source;
  if (message.startsWith('Required value') || valueAt(object, descend('', path)) !== undefined) return path;
  const there = path.findIndex((_, i) => valueAt(object, descend('', path.slice(0, i + 1))) === undefined);
  return there >= NEAR ? path.slice(0, there) : path;
}

/** What the API server objects to, where it has looked at the fields of the object. */
export function causesOf(object: Manifest, { body }: Answer): readonly Cause[] {
  const causes = (body.details?.causes ?? []) as readonly { readonly field?: string; readonly message: string }[];
  return causes.filter(({ field }) => field !== undefined).map(({ field, message }) => ({
    key: `${groupKind(object)} ${field!.replace(/\[(?:[^[\]]|\[[^\]]*\])*\]/g, '[]')} ${reasonOf(message)}`, path: pathOf(object, field!, message),
  }));
}

function pathOf(object: Manifest, field: string, message: string): readonly string[] {
  if (message.endsWith(MISMATCH)) return SELECTOR;
  if (message.endsWith(STATIC)) return CLAIMS;
  return inObject(object, keysOf(RENAMED.reduce((path, [theirs, ours]) => path.replace(theirs, ours), field)), message);
}

const isPrefix = (one: readonly string[], other: readonly string[]): boolean => one.every((key, i) => other[i]?.toLowerCase() === key.toLowerCase());

/** Whether a problem of ours is about the field of a cause: at it, within it, beside it, or at the map or list that it is in. */
export function isNamed({ path }: Cause, problems: readonly Problem[]): boolean {
  const around = path.slice(0, -1);
  return problems.some(({ pointer }) => {
    const keys = pointerKeys(pointer);
    if (isPrefix(path, keys) || (isPrefix(keys, path) && keys.length + 1 >= path.length)) return true;
    return around.length >= NEAR ? isPrefix(around, keys) : keys.length === path.length && isPrefix(around, keys);
  });
}
