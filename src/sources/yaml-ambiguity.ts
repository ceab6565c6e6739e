import { isMap, isPair, isScalar, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { ReadError } from './read-error';

/**
 * Refuses what YAML 1.1 and 1.2 read as different values. The cluster reads `{?privileged: true}` as the key "privileged", `[A:]` as the text "A:"
 * and `!a,` as a tag with a comma in it; a verdict on the other reading would be about something else than what is deployed.
 */
export function refuseAmbiguity(collection: YAMLMap | YAMLSeq, text: string): void {
  if (!collection.flow) return;
  for (const item of collection.items as unknown[]) {
    if (isPair(item)) {
      refusePart(item.key);
      refusePart(item.value);
      if (isColonAtEnd(item.key, item.value, text)) throw ambiguous('a colon without value', 'write null after it, or quote the text with its colon', item.key);
    } else if (!isMap(item)) {
      refusePart(item);
    }
  }
}

function refusePart(node: unknown): void {
  if (!isPlain(node)) return;
  if (String(node.value).startsWith('?')) throw ambiguous('a text that starts with "?"', 'quote it', node);
  if (node.tag && String(node.value).startsWith(':')) throw ambiguous('a tag before a colon', 'quote the text', node);
  if (node.tag && isEmpty(node)) throw ambiguous('a tag without value', 'write the value after the tag', node);
}

/** Before a blank the colon ends the key in both versions. */
const FREE_COLON = /[ \t\r\n]*:(?:[ \t\r\n]|$)/y;

function isColonAtEnd(key: unknown, value: unknown, text: string): boolean {
  if (!isPlain(key) || !isPlain(value) || !isEmpty(value) || value.anchor || !key.range) return false;
  FREE_COLON.lastIndex = key.range[1];
  return !FREE_COLON.test(text);
}

const ESCAPED_LINE_END = /\\\r?\n[ \t]*\r?\n/;
const STATES_INDENTATION = /^[|>][-+]?[1-9]/;
const BLANK_LINES = /(?:[ \t]*\r?\n)*(?:[ \t]*$)?/y;

/** Refuses a text whose end parsers see in different places, which lines of blanks bring about. */
export function refuseUncertainEnd({ type, range }: Scalar, text: string): void {
  if (!range || type === undefined || type === 'PLAIN') return;
  const written = text.slice(range[0], range[1]);
  if (endsInBlanks(written, type, text, range[1])) throw new ReadError('has lines of blanks in a text, of which parsers keep more or less', 'remove the blanks', range[0]);
}

function endsInBlanks(written: string, type: Scalar.Type, text: string, end: number): boolean {
  if (type === 'QUOTE_DOUBLE') return ESCAPED_LINE_END.test(written);
  if (type === 'QUOTE_SINGLE') return false;
  if (STATES_INDENTATION.test(written)) return /\n[ \t]+(?:\r?\n|$)\s*$/.test(written + blanksAt(text, end));
  return end === text.length && /\n[ \t]+$/.test(written);
}

function blanksAt(text: string, offset: number): string {
  BLANK_LINES.lastIndex = offset;
  return BLANK_LINES.exec(text)?.[0] ?? '';
}

const isPlain = (node: unknown): node is Scalar => isScalar(node) && node.type === 'PLAIN';
const isEmpty = ({ range }: Scalar): boolean => !range || range[0] === range[1];

function ambiguous(what: string, fix: string, node: unknown): ReadError {
  return new ReadError(`has ${what} between brackets, which YAML 1.1 and 1.2 read differently`, fix, (node as Scalar).range?.[0]);
}
