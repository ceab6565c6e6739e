import { KindRule, NONE, refusal, refusedForms } from './refusal';
import { labelSelectorProblems } from './selectors';
import { isMissing } from '../fields/field-test';
import { dnsSubdomainProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, childPointer, descend, elementsOf, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';
import { parseQuantity } from '../quantity';

const SOURCES = ['PersistentVolumeClaim', 'VolumeSnapshot'];
const ALONE = 'ReadWriteOncePod';
const CLASSES = { storageClassName: dnsSubdomainProblem, volumeAttributesClassName: dnsSubdomainProblem };

/** What is wrong with how often a volume may be mounted at the same time. */
export function accessModeProblems(accessModes: unknown, pointer: string, what: string): readonly Problem[] {
  const modes = elementsOf(accessModes);
  const isMixed = modes.includes(ALONE) && modes.some((mode) => mode !== ALONE);
  return refusal(pointer, modes.length === 0 ? `${what} has no access mode; set \`accessModes\`, such as \`[ReadWriteOnce]\``
    : isMixed && `${what} has the access mode ${ALONE} beside others; keep it alone, or remove it`);
}

/** An amount of storage that is none. */
export function sizeProblem(storage: unknown, what: string): string | undefined {
  const amount = typeof storage === 'string' || typeof storage === 'number' ? parseQuantity(plainText(storage)) : undefined;
  return amount && amount.nanos <= 0n ? `the size of ${what} is 0; say what its data needs` : undefined;
}

function sourceProblems(source: unknown, pointer: string, field: string): readonly Problem[] {
  if (!isObject(source) || !isMissing(source.namespace)) return NONE;
  const at = childPointer(pointer, field);
  const isOfCore = isMissing(source.apiGroup);
  return [
    ...refusal(at, isOfCore && !isMissing(source.kind) && source.kind !== 'PersistentVolumeClaim' && `${field} is a ${plainText(source.kind)} without \`apiGroup\`, must be a PersistentVolumeClaim; set the group of the kind`),
    ...(field === 'dataSource' ? NONE : refusedForms(source, at, { apiGroup: dnsSubdomainProblem })), // a dataSource of another group is dropped
  ];
}

function bothSourcesProblems({ dataSource, dataSourceRef }: Fields, pointer: string): readonly Problem[] {
  // one that the API server does not know as a source of data is dropped
  if (!isObject(dataSource) || !isObject(dataSourceRef) || !isMissing(dataSourceRef.namespace)) return NONE;
  if (!SOURCES.includes(plainText(dataSource.kind))) return NONE;
  const at = childPointer(pointer, 'dataSource');
  const isSame = ['kind', 'name', 'apiGroup'].every((field) => (dataSource[field] ?? undefined) === (dataSourceRef[field] ?? undefined));
  return refusal(at, !isSame && '`dataSource` is not what `dataSourceRef` is; remove it');
}

/** What is wrong with a claim of storage. */
export function claimProblems(spec: unknown, pointer: string): readonly Problem[] {
  if (!isObject(spec)) return NONE;
  const storage = valueAt(spec, '/resources/requests/storage');
  return [
    ...accessModeProblems(spec.accessModes, childPointer(pointer, 'accessModes'), 'the claim'),
    ...refusal(descend(pointer, ['resources', 'requests', 'storage']), isMissing(storage) ? 'the claim has no size; set `resources.requests.storage`' : sizeProblem(storage, 'the claim')),
    ...refusedForms(spec, pointer, CLASSES),
    ...labelSelectorProblems(spec.selector, childPointer(pointer, 'selector')),
    ...sourceProblems(spec.dataSource, pointer, 'dataSource'), ...sourceProblems(spec.dataSourceRef, pointer, 'dataSourceRef'),
    ...bothSourcesProblems(spec, pointer),
  ];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidatePersistentVolumeClaimSpec) */
export const claimRule: KindRule = ({ spec }) => claimProblems(spec, '/spec');
