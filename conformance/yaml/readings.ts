import { isObject } from '../../src/objects/pointer';
import { piecesOf } from '../../src/sources/pieces';
import { readDocuments } from '../../src/sources/read-document';
import { ReadError } from '../../src/sources/read-error';

/** What one side makes of a document. */
export type Reading = { readonly value: unknown } | { readonly refusal: string };

/** Our documents of a file; what `sources` gives to the engine. */
export function ours(file: Uint8Array): Reading[] {
  return [...piecesOf([file])].flatMap(({ bytes, line }) => {
    const read = readDocuments(bytes, line === 1);
    const documents = read instanceof ReadError ? [read] : read.documents;
    return documents.map((document) => (document instanceof ReadError ? { refusal: document.message } : { value: document.value }));
  });
}

type Refusal = Extract<Reading, { readonly refusal: string }>;

/** The refusals among readings. */
export const refusalsIn = (readings: readonly Reading[]): string[] => readings.filter((reading): reading is Refusal => 'refusal' in reading).map(({ refusal }) => refusal);

const inOrder = (value: unknown): unknown => (
  isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);

/** A value as JSON with its keys in order, so that equal values are equal texts. */
export const canonical = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) => inOrder(inner));

/** Why a document is refused, without what is particular to it. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/twice in one map/, 'duplicate key'],
  [/nests deeper/, 'nests too deep'],
  [/^has the character/, 'strange character'],
  [/between brackets, which/, 'ambiguous between brackets'],
  [/^has a key that is no text/, 'key is no text'],
  [/^has lines of blanks/, 'lines of blanks'],
  [/^has a YAML directive/, 'directive'],
  [/^has a number that JSON cannot hold/, 'number that JSON cannot hold'],
  [/^has a blank before its first brace/, 'blank before a brace'],
  [/^has a line that starts with "---"/, 'text beside a marker'],
  [/^merges something/, 'merge of something else'],
  [/^has a !!binary value/, 'binary'],
  [/through aliases/, 'too many aliases'],
  [/^uses the alias/, 'alias before its anchor'],
  [/that contains itself$/, 'anchor that contains itself'],
  [/^has a value that is no/, 'value does not fit its tag'],
  [/^has an anchor &.* that is not made of/, 'name of an anchor'],
  [/a second document starts/, 'second document without marker'],
  [/template/, 'template'],
  [/^is not YAML/, 'syntax'],
];

/** The kind of a refusal; the refusal itself where it is of none. */
export const kindOf = (refusal: string): string => KINDS.find(([pattern]) => pattern.test(refusal))?.[1] ?? refusal;

/** What the API tooling refuses and we do not: only what YAML 1.2 allows, or what its scanner cannot read. */
const THEIR_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^json: offset|^invalid character|^unexpected EOF/, 'JSON with a fault, which is YAML'],
  [/found invalid Unicode character escape code|found unknown escape character/, 'escape of YAML 1.2'],
  [/found a tab character|found character that cannot start any token/, 'tab'],
  [/control characters are not allowed/, 'control character in a comment'],
  [/cannot decode/, 'value does not fit its tag'],
  [/invalid Yaml document separator/, 'text beside a marker'],
  [/did not find|could not find|found unexpected end of stream|found an incorrect leading UTF-8 octet/, 'syntax of YAML 1.2'],
];

/** The kind of a refusal by the API tooling; the refusal itself where it is of none. */
export const theirKindOf = (error: string): string => THEIR_KINDS.find(([pattern]) => pattern.test(error))?.[1] ?? error;
