import { canonical, kindOf, Reading, refusalsIn, theirKindOf } from './readings';
import { Disagreement } from '../suite';

export type Difference = Pick<Disagreement, 'check' | 'object' | 'detail'>;

/** A document that is neither map nor list is no object, however it is read. */
const mayBeObject = (reading: Reading): boolean => 'refusal' in reading || (typeof reading.value === 'object' && reading.value !== null);

const REFUSED = 'refused';
const textsOf = (readings: readonly Reading[]): string[] => readings.map((reading) => ('value' in reading ? canonical(reading.value) : REFUSED));

/** What differs, if anything: its kinds, and, for what is never right, the text. */
export function differences(text: string, theirs: readonly Reading[], own: readonly Reading[]): Difference[] {
  const [seen, seenThere] = [own.filter(mayBeObject), theirs.filter(mayBeObject)];
  const [refusals, refusalsThere] = [refusalsIn(seen), refusalsIn(seenThere)];
  const [texts, textsThere] = [textsOf(seen), textsOf(seenThere)];
  const shown = JSON.stringify(text);
  const detail = `${shown}: ours ${[...texts, ...refusals].join()}; theirs ${[...textsThere, ...refusalsThere].join()}`;
  const asked = { theirs: textsThere.filter((one) => one !== REFUSED), own: texts, isCutOff: refusalsThere.length > 0 };
  if (!isAligned({ ...asked, maySkip: false })) {
    const hasMore = isAligned({ ...asked, maySkip: true });
    return [hasMore ? { check: 'more documents', object: 'any text', detail } : { check: 'read differently', object: shown, detail }];
  }
  if ((refusals.length > 0) === (refusalsThere.length > 0)) return [];
  const kinds = new Set([...refusals.map((one) => `refused: ${kindOf(one)}`), ...refusalsThere.map((one) => `accepted: ${theirKindOf(one)}`)]);
  return [...kinds].map((check) => ({ check, object: 'any text', detail }));
}

interface Alignment {
  /** What they read, up to where they stopped. */
  readonly theirs: readonly string[];
  readonly own: readonly string[];
  /** Whether they stopped before the end. */
  readonly isCutOff: boolean;
  /** Whether we may read documents that they pass over. */
  readonly maySkip: boolean;
}

/** Whether we read each of their documents, in their order, as they do or refuse it. A refusal may stand for several documents. */
function isAligned({ theirs, own, isCutOff, maySkip }: Alignment): boolean {
  const from = (i: number, j: number): boolean => {
    if (j === own.length) return i === theirs.length;
    const isRefused = own[j] === REFUSED;
    if (i === theirs.length) return isCutOff || ((isRefused || maySkip) && from(i, j + 1));
    if (isRefused) return from(i, j + 1) || from(i + 1, j);
    return (own[j] === theirs[i] && from(i + 1, j + 1)) || (maySkip && from(i, j + 1));
  };
  return from(0, 0);
}
