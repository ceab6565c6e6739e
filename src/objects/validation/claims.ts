import { KindRule, NONE, refusal } from './refusal';
import { isMissing } from '../fields/field-test';
import { plainText } from '../plain-text';
import { elementsOf, isObject, valueAt } from '../pointer';
import { parseQuantity } from '../quantity';

const ALONE = 'ReadWriteOncePod';

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidatePersistentVolumeClaimSpec) */
export const claimRule: KindRule = ({ spec }) => {
  if (!isObject(spec)) return NONE;
  const modes = elementsOf(spec.accessModes);
  const storage = valueAt(spec, '/resources/requests/storage');
  const amount = typeof storage === 'string' || typeof storage === 'number' ? parseQuantity(plainText(storage)) : undefined;
  const isMixed = modes.includes(ALONE) && modes.some((mode) => mode !== ALONE);
  return [
    ...refusal('/spec/accessModes', modes.length === 0 && 'the claim has no access mode; set `accessModes`, such as `[ReadWriteOnce]`'),
    ...refusal('/spec/accessModes', isMixed && `the claim has the access mode ${ALONE} beside others; keep it alone, or remove it`),
    ...refusal('/spec/resources/requests/storage', isMissing(storage) ? 'the claim has no size; set `resources.requests.storage`'
      : amount?.nanos === 0n && 'the size of the claim is 0; request what its data needs'),
  ];
};
