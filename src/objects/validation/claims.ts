import { KindRule, NONE, refusal, refusedForms } from './refusal';
import { labelSelectorProblems } from './selectors';
import { isMissing } from '../fields/field-test';
import { dnsSubdomainProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, childPointer, descend, elementsOf, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';
import { parseQuantity } from '../quantity';

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

function sourceProblems(source: Fields, at: string, field: string): readonly Problem[] {
  const isOfCore = isMissing(source.apiGroup);
  return [
    ...refusal(at, isOfCore && !isMissing(source.kind) && source.kind !== 'PersistentVolumeClaim' && `${field} is a ${plainText(source.kind)} without \`apiGroup\`, must be a PersistentVolumeClaim; set the group of the kind`),
    ...refusedForms(source, at, { apiGroup: dnsSubdomainProblem }),
  ];
}

/** Alone in a claim, a `dataSource` of any other kind is dropped unread. */
const isKept = ({ kind, apiGroup }: Fields): boolean => (isMissing(apiGroup) ? kind === 'PersistentVolumeClaim' : kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io');

/** What is wrong with where the data come from. A `dataSourceRef` of another namespace is dropped, as its feature gate is off. */
function dataProblems({ dataSource, dataSourceRef }: Fields, pointer: string, isTemplate: boolean): readonly Problem[] {
  const reference = isObject(dataSourceRef) && isMissing(dataSourceRef.namespace) ? dataSourceRef : undefined;
  const source = isObject(dataSource) && (isTemplate || reference || isKept(dataSource)) ? dataSource : undefined;
  const at = childPointer(pointer, 'dataSource');
  const isSame = !source || !reference || ['kind', 'name', 'apiGroup'].every((field) => (source[field] ?? undefined) === (reference[field] ?? undefined));
  const ofSource = source ? sourceProblems(source, at, 'dataSource') : NONE;
  return [
    ...ofSource, ...(reference ? sourceProblems(reference, childPointer(pointer, 'dataSourceRef'), 'dataSourceRef') : NONE),
    ...refusal(at, ofSource.length === 0 && !isSame && '`dataSource` is not what `dataSourceRef` is; remove it'),
  ];
}

/** What is wrong with a claim of storage, or with the template that claims are made from. */
export function claimProblems(spec: unknown, pointer: string, { isTemplate = false } = {}): readonly Problem[] {
  if (!isObject(spec)) return NONE;
  const storage = valueAt(spec, '/resources/requests/storage');
  return [
    ...accessModeProblems(spec.accessModes, childPointer(pointer, 'accessModes'), 'the claim'),
    ...refusal(descend(pointer, ['resources', 'requests', 'storage']), isMissing(storage) ? 'the claim has no size; set `resources.requests.storage`' : sizeProblem(storage, 'the claim')),
    ...refusedForms(spec, pointer, CLASSES),
    ...labelSelectorProblems(spec.selector, childPointer(pointer, 'selector')),
    ...dataProblems(spec, pointer, isTemplate),
  ];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidatePersistentVolumeClaimSpec) */
export const claimRule: KindRule = ({ spec }) => claimProblems(spec ?? {}, '/spec');
