import { definitionSchemaProblems } from './definition-schemas';
import { KindRule, NONE, Form, Forms, oneOf, refusal, refusedElement, refusedForms } from './refusal';
import { schemaAt } from './schema-paths';
import { clientConfigProblems, reviewVersionProblems } from './webhooks';
import { entries, Entry } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { keyOf, Manifest } from '../manifest';
import { dnsSubdomainProblem, versionProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, descend, elementsOf, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';

const MIXED: Form = (name) => versionProblem(name.toLowerCase());
const GROUP: Forms = { group: (group) => dnsSubdomainProblem(group) ?? (group.includes('.') ? undefined : 'must have a dot, such as "example.com"') };
const SCOPES: Forms = { scope: oneOf('Cluster', 'Namespaced') };
const NAMES: Forms = { plural: versionProblem, singular: versionProblem, kind: MIXED, listKind: MIXED };
const COLUMNS: Forms = {
  type: oneOf('integer', 'number', 'string', 'boolean', 'date'), jsonPath: simplePathProblem,
  format: oneOf('int32', 'int64', 'float', 'double', 'byte', 'date', 'date-time', 'password'),
};
const SCALE: Forms = { specReplicasPath: pathBelow('.spec.'), statusReplicasPath: pathBelow('.status.'), labelSelectorPath: pathBelow('.spec.', '.status.') };
const SCALE_NEEDS = ['specReplicasPath', 'statusReplicasPath'];
const STRATEGIES: Forms = { strategy: oneOf('None', 'Webhook') };
const REVIEWS = ['v1', 'v1beta1'];
const MOST_SELECTABLE = 8;
const LONGEST_WARNING = 256;

/** The API server takes paths as JSONPath has them, in the notation with dots alone. */
function simplePathProblem(path: string): string | undefined {
  return path.startsWith('.') ? undefined : 'must be a path that starts with a dot, such as ".spec.replicas"';
}

function pathBelow(...starts: readonly string[]): Form {
  return (path) => simplePathProblem(path) ?? (starts.some((start) => path.startsWith(start)) ? undefined : `must start with ${starts.join(' or ')}`);
}

function nameProblems(names: unknown): readonly Problem[] {
  if (!isObject(names)) return NONE;
  const at = '/spec/names';
  const kind = plainText(names.kind);
  const listKind = isMissing(names.listKind) ? `${kind}List` : names.listKind;
  return [
    ...refusedForms(names, at, NAMES), ...refusal(`${at}/listKind`, kind !== '' && listKind === kind && 'kind and listKind are the same; name the list otherwise'),
    ...['shortNames', 'categories'].flatMap((field) => elementsOf(names[field]).flatMap((name, i) => refusedElement(name, `${at}/${field}/${i}`, 'the name', versionProblem))),
  ];
}

function conversionProblems(conversion: unknown): readonly Problem[] {
  if (!isObject(conversion)) return NONE;
  const at = '/spec/conversion';
  const { strategy, webhook } = conversion;
  if (strategy !== 'Webhook') {
    return [...refusedForms(conversion, at, STRATEGIES), ...refusal(`${at}/webhook`, isObject(webhook) && 'webhook needs `strategy: Webhook`; set that, or remove it')];
  }
  if (!isObject(webhook)) return refusal(`${at}/webhook`, 'strategy Webhook needs `webhook`; set it');
  return [
    ...refusal(`${at}/webhook/clientConfig`, !isObject(webhook.clientConfig) && 'clientConfig is missing; say where the webhook is'),
    ...clientConfigProblems(webhook.clientConfig, `${at}/webhook/clientConfig`),
    ...reviewVersionProblems(webhook.conversionReviewVersions, `${at}/webhook/conversionReviewVersions`, REVIEWS),
  ];
}

function scaleProblems(scale: unknown, pointer: string): readonly Problem[] {
  if (!isObject(scale)) return NONE;
  return [
    ...SCALE_NEEDS.flatMap((field) => refusal(`${pointer}/${field}`, isMissing(scale[field]) && `${field} is missing; set it to a path such as ".spec.replicas"`)),
    ...refusedForms(scale, pointer, SCALE),
  ];
}

const SELECTABLE = ['string', 'boolean', 'integer'];

/** A field that objects are to be selected by has to be one of the schema, and a single value. */
function pathProblem(path: string, schema: unknown): string | undefined {
  if (path.startsWith('.metadata')) return 'metadata can be selected by always; remove it';
  const field = isObject(schema) ? schemaAt(schema, path, { withBrackets: false }) : {};
  if (!field) return `the path "${path}" leads to no field of the schema; write the names with dots before them, such as ".spec.size"`;
  return isObject(schema) && !SELECTABLE.includes(plainText(field.type)) ? `the path "${path}" must lead to a field of type ${SELECTABLE.join(', ')}` : undefined;
}

function selectableProblems(fields: unknown, pointer: string, schema: unknown): readonly Problem[] {
  const paths = elementsOf(fields).map((field) => (isObject(field) ? field.jsonPath : undefined));
  return [
    ...refusal(pointer, new Set(paths).size > MOST_SELECTABLE && `there are more than ${MOST_SELECTABLE} selectable fields; remove some`),
    ...paths.flatMap((path, i) => refusal(`${pointer}/${i}/jsonPath`, typeof path === 'string' && path !== '' && selectableProblem(path, paths.indexOf(path) < i, schema))),
  ];
}

function selectableProblem(path: string, isRepeated: boolean, schema: unknown): string | undefined {
  if (!path.startsWith('.')) return `the path "${path}" must start with a dot`;
  return isRepeated ? `the path "${path}" is there twice; remove one` : pathProblem(path, schema);
}

function warningProblem({ deprecated, deprecationWarning: warning }: Fields): string | undefined {
  if (typeof warning !== 'string') return undefined;
  if (deprecated !== true) return 'deprecationWarning needs `deprecated: true`; set that, or remove it';
  return warning === '' || warning.length > LONGEST_WARNING ? `deprecationWarning must have from 1 to ${LONGEST_WARNING} characters` : undefined;
}

function versionProblems({ value, pointer }: Entry, preservesUnknown: boolean): readonly Problem[] {
  const schema = valueAt(value, '/schema/openAPIV3Schema');
  return [
    ...refusedForms(value, pointer, { name: versionProblem }),
    ...refusal(`${pointer}/deprecationWarning`, warningProblem(value)),
    ...refusal(`${pointer}/schema/openAPIV3Schema`, !isObject(schema) && 'the version has no schema; set `schema.openAPIV3Schema`'),
    ...entries(value.additionalPrinterColumns, `${pointer}/additionalPrinterColumns`).flatMap((column) => refusedForms(column.value, column.pointer, COLUMNS)),
    ...scaleProblems(valueAt(value, '/subresources/scale'), `${pointer}/subresources/scale`), ...selectableProblems(value.selectableFields, `${pointer}/selectableFields`, schema),
    ...(isObject(schema) ? definitionSchemaProblems(schema, `${pointer}/schema/openAPIV3Schema`, { preservesUnknown, hasStatus: isObject(valueAt(value, '/subresources/status')) }) : NONE),
  ];
}

function storageProblems(spec: Fields): readonly Problem[] {
  const versions = entries(spec.versions, '/spec/versions');
  const names = versions.map(({ value }) => value.name);
  const stored = versions.filter(({ value }) => value.storage === true).length;
  return refusal('/spec/versions', new Set(names).size < names.length ? 'two versions have one name; rename one'
    : stored !== 1 && `${stored} versions have \`storage: true\`, must be exactly one`);
}

const APPROVAL = 'api-approved.kubernetes.io';
const PROTECTED_GROUP = /(?:^|\.)(?:k8s|kubernetes)\.io$/;

/** Groups of the Kubernetes project are for kinds that it has reviewed. https://github.com/kubernetes/enhancements/pull/1111 */
function approvalProblems(manifest: Manifest, group: unknown): readonly Problem[] {
  if (typeof group !== 'string' || !PROTECTED_GROUP.test(group)) return NONE;
  const approval = valueAt(manifest, descend('', ['metadata', 'annotations', APPROVAL]));
  const isApproved = typeof approval === 'string' && (approval.startsWith('unapproved') || /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(approval));
  return refusal(descend('', ['metadata', 'annotations', APPROVAL]), !isApproved && `the group "${group}" is of the Kubernetes project; use a group of your own, `
    + 'or set the annotation to the address of the review, or to a text that begins with "unapproved"');
}

/** https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.2/pkg/apis/apiextensions/validation/validation.go (ValidateCustomResourceDefinition) */
export const definitionRule: KindRule = (manifest) => {
  const { spec } = manifest;
  if (!isObject(spec) || manifest.apiVersion !== 'apiextensions.k8s.io/v1') return NONE;
  const { group, names } = spec;
  const wanted = `${plainText(valueAt(names, '/plural'))}.${plainText(group)}`;
  const isComplete = !isMissing(group) && !isMissing(valueAt(names, '/plural'));
  return [
    ...refusal('/metadata/name', isComplete && keyOf(manifest).name !== wanted && `the name must be the plural and the group, "${wanted}"`),
    ...refusal('/metadata/generateName', isComplete && !isMissing(valueAt(manifest, '/metadata/generateName')) && valueAt(manifest, '/metadata/generateName') !== wanted
      && `generateName makes another name than "${wanted}", which the definition must have; remove it`),
    ...refusal('/spec/conversion/strategy', spec.preserveUnknownFields === true && valueAt(spec, '/conversion/strategy') === 'Webhook' && 'the strategy Webhook is not for kinds with `preserveUnknownFields: true`; remove that'),
    ...refusal('/spec/preserveUnknownFields', spec.preserveUnknownFields === true && 'preserveUnknownFields is not for v1; set `x-kubernetes-preserve-unknown-fields` in the schema'),
    ...approvalProblems(manifest, group),
    ...refusedForms(spec, '/spec', GROUP), ...refusedForms(spec, '/spec', SCOPES), ...nameProblems(names), ...conversionProblems(spec.conversion), ...storageProblems(spec),
    ...entries(spec.versions, '/spec/versions').flatMap((version) => versionProblems(version, spec.preserveUnknownFields === true)),
  ];
};
