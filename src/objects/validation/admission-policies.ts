import { conditionsProblems, expressionProblems, matchProblems, parametersProblems, REQUEST_VARIABLES } from './admission-rules';
import { Form, Forms, KindRule, NONE, oneOf, refusal, refusedEmpty, refusedForms } from './refusal';
import { entries, Entry, repeated } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { keyOf, Manifest } from '../manifest';
import { dnsSubdomainProblem, labelKeyProblem, versionProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';
import { filledText } from '../value-types';

const IDENTIFIER = /^[_a-zA-Z][_a-zA-Z0-9]*$/;
const RESERVED = new Set([
  'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while',
]);
const MOST_ANNOTATIONS = 20;
const LONGEST_ANNOTATION = 5 * 1024;
const OF_PARAMETERS: Forms = { apiVersion: apiVersionProblem, kind: (kind) => versionProblem(kind.toLowerCase()) };
const REASONS: Forms = { reason: oneOf('Forbidden', 'Invalid', 'RequestEntityTooLarge') };
const OF_BINDINGS: Forms = { policyName: dnsSubdomainProblem };
const NAME: Form = (name) => (IDENTIFIER.test(name) && !RESERVED.has(name) ? undefined : 'must be an identifier of CEL, such as "containers"');

function apiVersionProblem(apiVersion: string): string | undefined {
  const [version, group, ...more] = apiVersion.split('/').reverse();
  if (more.length > 0) return 'must be such as "v1" or "example.com/v1"';
  return versionProblem(version) ?? (group === undefined || group === '' ? undefined : dnsSubdomainProblem(group));
}

const variablesOf = (spec: Fields): readonly string[] => [...REQUEST_VARIABLES, 'namespaceObject', 'variables', ...(isObject(spec.paramKind) ? ['params'] : [])];

function parameterKindProblems(kind: unknown): readonly Problem[] {
  if (!isObject(kind)) return NONE;
  const missing = ['apiVersion', 'kind'].filter((field) => isMissing(kind[field]));
  return [...missing.flatMap((field) => refusal(`/spec/paramKind/${field}`, `${field} of the parameters is missing; set it`)), ...refusedForms(kind, '/spec/paramKind', OF_PARAMETERS)];
}

/** What both kinds of policies have. */
function policyProblems(spec: Fields): readonly Problem[] {
  const variables = variablesOf(spec);
  return [
    ...parameterKindProblems(spec.paramKind),
    ...refusal('/spec/matchConstraints', !isObject(spec.matchConstraints) && 'matchConstraints is missing; say with `resourceRules` which requests the policy is about'),
    ...refusal('/spec/matchConstraints/resourceRules', isObject(spec.matchConstraints) && elementsOf(spec.matchConstraints.resourceRules).length === 0 && 'the policy has no resource rules, so it is about nothing; add one'),
    ...matchProblems(spec.matchConstraints, '/spec/matchConstraints'),
    ...conditionsProblems(spec.matchConditions, '/spec/matchConditions', [...REQUEST_VARIABLES, ...(isObject(spec.paramKind) ? ['params'] : [])]),
    ...entries(spec.variables, '/spec/variables').flatMap(({ value, pointer }) => [...refusedForms(value, pointer, { name: NAME }), ...expressionProblems(value.expression, `${pointer}/expression`, variables)]),
  ];
}

function validationProblems({ value, pointer }: Entry, variables: readonly string[]): readonly Problem[] {
  const { expression, message, messageExpression, reason } = value;
  const wrongMessage = typeof message === 'string' && message !== '' && (message.trim() === '' ? 'is blank; say what is wrong, or remove it' : /[\r\n]/.test(message.trim()) && 'has line breaks; write one line');
  return [
    ...expressionProblems(expression, `${pointer}/expression`, variables, 'true or false'), ...expressionProblems(messageExpression, `${pointer}/messageExpression`, variables, 'a text'),
    ...refusedForms({ reason }, pointer, REASONS), ...refusedEmpty({ reason }, pointer, ['reason']),
    ...refusal(`${pointer}/message`, wrongMessage && `message ${wrongMessage}`),
  ];
}

function annotationProblems(manifest: Manifest, spec: Fields): readonly Problem[] {
  const list = entries(spec.auditAnnotations, '/spec/auditAnnotations');
  const { name } = keyOf(manifest);
  return [
    ...refusal('/spec/auditAnnotations', list.length > MOST_ANNOTATIONS && `there are ${list.length} audit annotations, must be ${MOST_ANNOTATIONS} or fewer`),
    ...repeated(list, ({ value }) => filledText(value.key)).flatMap(({ value, pointer }) => refusal(`${pointer}/key`, `two audit annotations have the key "${plainText(value.key)}"; rename one`)),
    ...list.flatMap(({ value, pointer }) => [
      ...refusedForms(value, pointer, { key: (key) => labelKeyProblem(`${name}/${key}`) }),
      ...refusal(`${pointer}/valueExpression`, typeof value.valueExpression === 'string' && value.valueExpression.trim().length > LONGEST_ANNOTATION && `the expression is longer than ${LONGEST_ANNOTATION} characters`),
      ...expressionProblems(value.valueExpression, `${pointer}/valueExpression`, variablesOf(spec), 'a text'),
    ]),
  ];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/admissionregistration/validation/validation.go (ValidateValidatingAdmissionPolicy) */
export const validatingPolicyRule: KindRule = (manifest) => {
  const spec = isObject(manifest.spec) ? manifest.spec : {};
  const isEmpty = elementsOf(spec.validations).length === 0 && elementsOf(spec.auditAnnotations).length === 0;
  return [
    ...policyProblems(spec), ...annotationProblems(manifest, spec),
    ...refusal('/spec/validations', isEmpty && 'the policy has neither `validations` nor `auditAnnotations`; add one'),
    ...entries(spec.validations, '/spec/validations').flatMap((one) => validationProblems(one, variablesOf(spec))),
  ];
};

const PATCHES: Readonly<Record<string, string>> = { ApplyConfiguration: 'applyConfiguration', JSONPatch: 'jsonPatch' };
const RESULTS = { applyConfiguration: 'an object', jsonPatch: 'a list of patches' } as const;
/** The types and the functions that mutations are written with. https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/ */
const TYPES = ['Object', 'JSONPatch', 'jsonpatch'];

function patchProblems(mutation: Fields, pointer: string, variables: readonly string[]): readonly Problem[] {
  return Object.entries(RESULTS).flatMap(([field, result]) => {
    const patch = mutation[field];
    if (!isObject(patch)) return NONE;
    const at = `${pointer}/${field}/expression`;
    return isMissing(patch.expression) ? refusal(at, 'the expression is missing; write one in CEL') : expressionProblems(patch.expression, at, [...variables, ...TYPES], result);
  });
}

function mutationProblems({ value, pointer }: Entry, variables: readonly string[]): readonly Problem[] {
  const type = plainText(value.patchType);
  if (!Object.hasOwn(PATCHES, type)) return NONE;
  return [...patchProblems(value, pointer, variables), ...Object.values(PATCHES).flatMap((field) => {
    const isWanted = field === PATCHES[type];
    return refusal(`${pointer}/${field}`, isWanted !== isObject(value[field]) && `a mutation of type ${type} ${isWanted ? `needs \`${field}\`; set it` : `has no \`${field}\`; remove it`}`);
  })];
}

/** Nothing can be changed in what is deleted. */
function deletionProblems(match: unknown, pointer: string): readonly Problem[] {
  return entries(isObject(match) ? match.resourceRules : undefined, `${pointer}/resourceRules`).flatMap((rule) => (
    refusal(`${rule.pointer}/operations`, elementsOf(rule.value.operations).includes('DELETE') && 'a mutating policy has no operation DELETE; remove it')));
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/admissionregistration/validation/validation.go (ValidateMutatingAdmissionPolicy) */
export const mutatingPolicyRule: KindRule = (manifest) => {
  const spec = isObject(manifest.spec) ? manifest.spec : {};
  return [
    ...policyProblems(spec), ...deletionProblems(spec.matchConstraints, '/spec/matchConstraints'),
    ...refusal('/spec/mutations', elementsOf(spec.mutations).length === 0 && 'the policy has no mutations; add one'),
    ...refusal('/spec/reinvocationPolicy', isMissing(spec.reinvocationPolicy) && 'reinvocationPolicy is missing; set "Never" or "IfNeeded"'),
    ...entries(spec.mutations, '/spec/mutations').flatMap((one) => mutationProblems(one, variablesOf(spec))),
  ];
};

function actionsProblem(actions: readonly unknown[]): string | undefined {
  if (new Set(actions).size < actions.length) return 'validationActions has an action twice; remove one';
  return actions.includes('Deny') && actions.includes('Warn') ? 'validationActions has Deny and Warn, which say the same twice; remove Warn' : undefined;
}

const bindingRule = (isMutating: boolean): KindRule => (manifest) => {
  const spec = manifest.spec ?? {};
  if (!isObject(spec)) return NONE;
  const actions = elementsOf(spec.validationActions);
  return [
    ...refusal('/spec/policyName', isMissing(spec.policyName) && 'policyName is missing; name the policy'), ...refusedForms(spec, '/spec', OF_BINDINGS), ...parametersProblems(spec.paramRef, '/spec/paramRef'), ...matchProblems(spec.matchResources, '/spec/matchResources'),
    ...(isMutating ? deletionProblems(spec.matchResources, '/spec/matchResources') : NONE),
    ...refusal('/spec/validationActions', actions.length === 0 ? !isMutating && 'validationActions is missing; name what happens, such as `Deny`' : actionsProblem(actions)),
  ];
};

export const validatingBindingRule = bindingRule(false);
export const mutatingBindingRule = bindingRule(true);
