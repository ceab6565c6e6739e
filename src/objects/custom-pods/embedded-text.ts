import { isConfigurationFile, isKindOfKubernetes } from './embedded-object';
import { knownPlaces } from './place';
import { groupKind, Manifest } from '../manifest';

/** Which objects in a text are judged: all, or only configuration files of components, where other objects are data of an application. */
export type JudgedObjects = 'all' | 'configuration files';

/** A text in an object that may hold other objects. */
export interface EmbeddedText {
  readonly pointer: string;
  /** What it says, decoded. */
  readonly text: string;
  readonly judged: JudgedObjects;
  /** Whether it is used as it stands. */
  readonly isFinal: boolean;
}

/** Reads a text as a file of manifests: its objects, lists taken apart; undefined where a part of it cannot be read. */
export type ObjectReader = (text: string) => readonly Manifest[] | undefined;

/**
 * A field, as in the first line of an object; whatever comes before a script or prose does not look like one. Groups repeat a limited number of times in
 * these expressions, since each time takes room on the stack of V8, and a text may be as long as its author likes.
 */
const OBJECT_LINE = /[ \t]*(?:---[ \t]+)?(?:\{|\[|(?:[-?] +){0,200}["']?[A-Za-z][\w.-]*["']?\s*:)/y;
/** Comments, directives and blank lines. */
const LINES_BEFORE = /(?:[ \t]*(?:[#%][^\n]*|\r?)\n){1,1000}/y;
const MARKER = /[ \t]*---[^\n]*\n/y;
const TYPE_FIELD = /(?:^|[\n{,]|[-?] )[ \t]*["']?(apiVersion|kind)["']?\s*:\s*(?:[!&]\S+\s+){0,9}["']?([\w.-]+(?:\/[\w.-]+)?)/g;
/** So many objects in one text are told apart. */
const MOST_TYPES = 100;
/** Quoted texts may write any letter by its number, those of `apiVersion` too. */
const ESCAPED = /"[^"\n]*\\[uUx][0-9A-Fa-f]{2}/;
const NOT_BASE64 = /[^A-Za-z0-9+/=\s]/;
const SHORTEST_BASE64 = 32;

/** A field of pods that takes something of the node, where it is turned on. */
const DANGEROUS_FIELD = /(?:^|[\s{,"'])(?:(?:privileged|hostNetwork|hostPID|hostIPC)["']?\s*:\s*["']?(?:true|yes|on)\b|hostPath["']?\s*:[ \t]*(?:\{|["']?\/|\r?\n\s+path))/i;

function beginsLikeObject(text: string): boolean {
  for (let line = text.startsWith('\uFEFF') ? 1 : 0; ; line = MARKER.lastIndex) {
    while (matchesAt(LINES_BEFORE, text, line)) line = LINES_BEFORE.lastIndex;
    if (matchesAt(OBJECT_LINE, text, line)) return true;
    if (!matchesAt(MARKER, text, line)) return false;
  }
}

function matchesAt(sticky: RegExp, text: string, offset: number): boolean {
  sticky.lastIndex = offset;
  return sticky.test(text);
}

/** Whether a text looks like a part of a pod, which an operator may merge into one. */
export const looksLikePod = (text: string): boolean => /host|privileged/i.test(text) && DANGEROUS_FIELD.test(text) && beginsLikeObject(text);

/** What a text says that may hold an object, decoded where it is base64; undefined for any other. */
export function textWithObjects(text: string): string | undefined {
  if (text.includes('apiVersion') || (text.includes('\\') && ESCAPED.test(text))) return text;
  if (text.length < SHORTEST_BASE64 || NOT_BASE64.test(text)) return undefined;
  const decoded = decodedText(text);
  return decoded?.includes('apiVersion') ? decoded : undefined;
}

function decodedText(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}

/** Whether controls can judge an object: its kind is built in, or the table of places lists pods in it. */
function isJudged(object: Manifest, judged: JudgedObjects): boolean {
  if (judged === 'configuration files') return isConfigurationFile(object);
  return isKindOfKubernetes(object) || knownPlaces(groupKind(object)).some(({ what }) => what !== 'none');
}

/** The kind of an object that a text seems to hold, in YAML or JSON; undefined where it seems to hold none that is judged. */
export function kindInText({ text, judged }: EmbeddedText): string | undefined {
  if (!beginsLikeObject(text)) return undefined;
  const versions = new Set<string>();
  const kinds = new Set<string>();
  for (const [, field, value] of text.matchAll(TYPE_FIELD)) {
    const values = field === 'kind' ? kinds : versions;
    if (values.size < MOST_TYPES) values.add(value);
  }
  for (const kind of kinds) for (const apiVersion of versions) if (isJudged({ apiVersion, kind }, judged)) return kind;
  return undefined;
}

/** The objects in a text, where it can be read and they are judged; undefined where nobody reads it. */
export function objectsInText({ text, judged }: EmbeddedText, read: ObjectReader | undefined): readonly Manifest[] | undefined {
  const objects = read?.(text);
  return judged === 'all' ? objects : objects?.filter((object) => isJudged(object, judged));
}
