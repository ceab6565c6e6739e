import { fieldReferenceProblems, FIELDS_OF_FILES, resourceReferenceProblems } from './field-references';
import { descendingProblem } from './paths';
import { Form, NONE, refusal, refusedEither, refusedForms } from './refusal';
import { entries } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { childPointer } from '../pointer';
import { Problem } from '../problem';

/** The permissions of a file. */
export const MODE: Form = [0, 0o777];
const FORMS = { path: descendingProblem, mode: MODE };

/** A volume of data needs the name of the object that has them. */
export function namedProblems(source: Readonly<Record<string, unknown>>, field: string, pointer: string): readonly Problem[] {
  return refusal(`${pointer}/${field}`, isMissing(source[field]) && `${field} is missing; set it to the object that has the data`);
}

/** What is wrong with the files that keys become. */
export function itemProblems(items: unknown, pointer: string): readonly Problem[] {
  if (items === undefined) return NONE;
  return entries(items, childPointer(pointer, 'items')).flatMap(({ value, pointer: at }) => refusedForms(value, at, FORMS));
}

/** What is wrong with the files that fields of the pod become. */
export function fileProblems(items: unknown, pointer: string): readonly Problem[] {
  return entries(items, childPointer(pointer, 'items')).flatMap(({ value, pointer: at }) => [
    ...refusedEither(value, at, 'the file', ['fieldRef', 'resourceFieldRef']),
    ...refusedForms(value, at, FORMS),
    ...fieldReferenceProblems(value.fieldRef, `${at}/fieldRef`, FIELDS_OF_FILES),
    ...resourceReferenceProblems(value.resourceFieldRef, `${at}/resourceFieldRef`, true),
  ]);
}
