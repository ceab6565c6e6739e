import { entries, Entry } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { Manifest } from '../manifest';
import { childPointer, elementsOf, Fields, isObject, lastKey, valueAt } from '../pointer';
import { Problem } from '../problem';

/** What the API server of Kubernetes 1.`minor` refuses about objects of one kind, beside the types of their fields. */
export type KindRule = (manifest: Manifest, minor: number) => readonly Problem[];

export const NONE: readonly Problem[] = [];

/** A problem where there is a message, and none otherwise. */
export function refusal(pointer: string, message: string | false | undefined): readonly Problem[] {
  return message ? [{ pointer, message }] : NONE;
}

/** A text that breaks the rule for its form, such as a name. */
export const refusedText = (value: unknown, pointer: string, what: string, problemOf: (text: string) => string | undefined): readonly Problem[] => (
  refusal(pointer, textMessage(value, what, problemOf)));

function textMessage(value: unknown, what: string, problemOf: (text: string) => string | undefined): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const problem = problemOf(value);
  return problem && `${what} "${value}" ${problem}`;
}

/** An element of a list that breaks the rule for its form. Unlike a field, which is not set where it is empty, an element is there. */
export function refusedElement(value: unknown, pointer: string, what: string, problemOf: (text: string) => string | undefined): readonly Problem[] {
  return value === '' ? refusal(pointer, `${what} is empty; write it, or remove it`) : refusedText(value, pointer, what, problemOf);
}

/** A number that is less than the API server allows, or more. */
export function refusedNumber(value: unknown, pointer: string, smallest: number, largest = Infinity): readonly Problem[] {
  return typeof value === 'number' ? refusal(pointer, numberMessage(value, lastKey(pointer), smallest, largest)) : NONE;
}

function numberMessage(value: unknown, field: string, smallest: number, largest: number): string | undefined {
  if (typeof value !== 'number' || (value >= smallest && value <= largest)) return undefined;
  return `${field} is ${value}, must be ${rangeText(smallest, largest)}`;
}

function rangeText(smallest: number, largest: number): string {
  if (largest === Infinity) return `${smallest} or more`;
  return smallest === -Infinity ? `${largest} or less` : `from ${smallest} to ${largest}`;
}

/** What a field may hold: numbers from and to, or texts of a form, by what is wrong with others. */
export type Form = readonly [number, number] | ((text: string) => string | undefined);
export type Forms = Readonly<Record<string, Form>>;

/** The form of a text that is one of a few. */
export const oneOf = (...values: readonly string[]): Form => (text) => (values.includes(text) ? undefined : `must be one of ${values.join(', ')}`);

/** The fields of a map that hold something else than their forms allow. Nothing is made for the others: this is asked about every pod and container. */
export function refusedForms(map: Fields, pointer: string, forms: Forms): readonly Problem[] {
  let problems = NONE;
  for (const field in forms) {
    const value = map[field];
    if (value === undefined || value === null) continue;
    const form = forms[field];
    const message = typeof form === 'function' ? textMessage(value, field, form) : numberMessage(value, field, form[0], form[1]);
    if (message) problems = [...problems, { pointer: childPointer(pointer, field), message }];
  }
  return problems;
}

/** A rule about some fields, which has nothing to say where all of them are missing. */
export interface FieldsRule<Subject> {
  readonly fields: readonly string[];
  readonly problems: (subject: Subject) => readonly Problem[];
}

/** What the rules say about a map. Most maps have few of the fields that they may have, so most rules are not even called. */
export function ruledProblems<Subject>(map: Fields, rules: readonly FieldsRule<Subject>[], subject: Subject): readonly Problem[] {
  let problems = NONE;
  for (let i = 0; i < rules.length; i++) {
    if (!hasAny(map, rules[i].fields)) continue;
    const found = rules[i].problems(subject);
    if (found.length > 0) problems = [...problems, ...found];
  }
  return problems;
}

function hasAny(map: Fields, fields: readonly string[]): boolean {
  for (let i = 0; i < fields.length; i++) if (map[fields[i]] !== undefined) return true;
  return false;
}

/** Fields that are there and hold the empty text. Most are taken for unset then; the API server tells these from unset ones. */
export function refusedEmpty(map: Fields, pointer: string, fields: readonly string[]): readonly Problem[] {
  return fields.flatMap((field) => refusal(childPointer(pointer, field), map[field] === '' && `${field} is empty; set it, or remove it`));
}

/** The maps of the list at a pointer of a manifest. */
export const entriesAt = (manifest: Manifest, pointer: string): Entry[] => entries(valueAt(manifest, pointer), pointer);

/** Which of these fields of a map are set. A field that is null is not. */
export function fieldsSet(map: Fields, fields: readonly string[]): string[] {
  return fields.filter((field) => map[field] !== undefined && map[field] !== null);
}

/** A map of which exactly one of these fields has to be set. */
export function refusedChoice(value: unknown, pointer: string, what: string, fields: readonly string[]): readonly Problem[] {
  if (!isObject(value)) return NONE;
  const set = fieldsSet(value, fields);
  if (set.length === 0) return refusal(pointer, `${what} has none of ${quoted(fields, 'and')}; set one of them`);
  return set.length === 1 ? NONE : refusal(childPointer(pointer, set[1]), `${what} has ${quoted(set, 'and')}, which exclude each other; keep one of them`);
}

/** A map of which one of two fields has to be set, where an empty list is none. */
export function refusedEither(map: Fields, pointer: string, what: string, fields: readonly [string, string]): readonly Problem[] {
  const [hasOne, hasOther] = fields.map((field) => !isMissing(map[field]) && !(Array.isArray(map[field]) && elementsOf(map[field]).length === 0));
  return refusal(pointer, hasOne === hasOther && `${what} needs ${quoted(fields, 'or')}, and not both; ${hasOne ? 'remove' : 'set'} one of them`);
}

/** The names of fields as a message lists them. */
export function quoted(fields: readonly string[], word: 'and' | 'or'): string {
  const texts = fields.map((field) => `\`${field}\``);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${word} ${texts.at(-1)}`;
}
