import { fieldReferenceProblems, FIELDS_OF_VARIABLES, resourceReferenceProblems } from './field-references';
import { stepProblem } from './paths';
import { fieldsSet, Forms, NONE, refusal, refusedChoice, refusedForms, refusedText } from './refusal';
import { entries, ReadableContainer } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { completedName, dataKeyProblem, dnsLabelProblem, dnsSubdomainProblem, environmentNameProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, childPointer, isObject } from '../pointer';
import { Problem } from '../problem';

const OF_KEYS: Forms = { name: dnsSubdomainProblem, key: dataKeyProblem };
const OF_FILES: Forms = { key: environmentNameProblem, volumeName: dnsLabelProblem, path: stepProblem };
const REFERENCES = ['configMapKeyRef', 'secretKeyRef'];
const KINDS = ['ConfigMap', 'Secret'];
const ENV_SOURCES = ['configMapRef', 'secretRef'];
/** A name may end in a hyphen here, as if something came behind it. */
const NAMED: Forms = { name: (name) => dnsSubdomainProblem(completedName(name)) };
const VALUE_SOURCES = ['configMapKeyRef', 'secretKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'];

/** What is wrong with where the value of a variable comes from. */
function valueProblems(source: Fields, pointer: string, variable: string): readonly Problem[] {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = source;
  const keyProblems = (reference: unknown, field: string): readonly Problem[] => (isObject(reference) ? refusedForms(reference, `${pointer}/${field}`, OF_KEYS) : NONE);
  return [
    ...fieldReferenceProblems(fieldRef, `${pointer}/fieldRef`, FIELDS_OF_VARIABLES),
    ...resourceReferenceProblems(resourceFieldRef, `${pointer}/resourceFieldRef`, false),
    ...keyProblems(configMapKeyRef, 'configMapKeyRef'), ...keyProblems(secretKeyRef, 'secretKeyRef'),
    ...[configMapKeyRef, secretKeyRef].flatMap((reference, i) => (
      refusal(`${pointer}/${REFERENCES[i]}/name`, isObject(reference) && isMissing(reference.name) && `${variable} names no ${KINDS[i]}; set \`name\``))),
    ...(isObject(fileKeyRef) ? refusedForms(fileKeyRef, `${pointer}/fileKeyRef`, OF_FILES) : NONE),
  ];
}

function sourceProblems(source: Fields, pointer: string, called: string): readonly Problem[] {
  return isMissing(source.name) ? refusal(`${pointer}/name`, `an entry of envFrom of ${called} names no object; set \`name\``) : refusedForms(source, pointer, NAMED);
}

/** What is wrong with the variables of a container. */
export function environmentProblems({ value, pointer }: ReadableContainer, called: string, minor: number): Problem[] {
  return [
    ...entries(value.env, childPointer(pointer, 'env')).flatMap(({ value: { name, value: text, valueFrom }, pointer: at }) => {
      if (!isObject(valueFrom)) return NONE;
      const variable = `the variable "${plainText(name)}" of ${called}`;
      const hasBoth = typeof text === 'string' && text !== '' && fieldsSet(valueFrom, VALUE_SOURCES).length > 0;
      return hasBoth ? refusal(`${at}/valueFrom`, `${variable} has \`value\` and \`valueFrom\`; keep one of them`)
        : [...refusedChoice(valueFrom, `${at}/valueFrom`, `valueFrom of ${variable}`, VALUE_SOURCES), ...valueProblems(valueFrom, `${at}/valueFrom`, variable)];
    }),
    ...entries(value.envFrom, childPointer(pointer, 'envFrom')).flatMap(({ value: source, pointer: at }) => [
      ...refusedChoice(source, at, `an entry of envFrom of ${called}`, ENV_SOURCES),
      ...ENV_SOURCES.flatMap((field) => (isObject(source[field]) ? sourceProblems(source[field], `${at}/${field}`, called) : NONE)),
      ...refusedText(source.prefix, `${at}/prefix`, 'the prefix', (prefix) => environmentNameProblem(prefix, minor)),
    ]),
  ];
}
