import { ScalarType } from './field-type';
import { parseQuantity } from '../quantity';
import { isPlaceholder } from '../secret-text';

/** What the API server decodes for each type, and how a message says it. */
interface ScalarRule {
  readonly accepts: (value: unknown) => boolean;
  readonly wanted: string;
  /** What is usually wrong with the quotes: a text that should be none, or a value that should be one. */
  readonly quotes?: 'without' | 'with';
}

const isWithin = (limit: number) => (value: unknown): boolean => Number.isInteger(value) && (value as number) >= -limit && (value as number) < limit;
const isInteger = isWithin(2 ** 31);

// https://pkg.go.dev/time#Parse: a fraction is optional, unless the layout names its digits
const TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T\d{1,2}:[0-5]\d:[0-5]\d([.,]\d+)?(Z|[+-]\d\d:\d\d)$/;
const PRECISE_TIME = /[.,]\d{6}(Z|[+-]\d\d:\d\d)$/;
// https://pkg.go.dev/time#ParseDuration
const DURATION = /^[+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)$/;
const BASE64 = /^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*$/;
/** Without a digit it is zero to the API server. */
const NO_DIGITS = /^[+-]?\.?([numkMGTPE]|[KMGTPE]i)?$/;

const isBase64 = (text: string): boolean => BASE64.test(text) && text.replace(/[\r\n]/g, '').length % 4 === 0;

/** The decoder of Go takes them as well. */
const isListOfBytes = (value: unknown): boolean => Array.isArray(value) && value.every((one) => Number.isInteger(one) && one >= 0 && one < 256);

function isQuantity(value: unknown, mayBeNegative: boolean): boolean {
  if (typeof value === 'number') return mayBeNegative || value >= 0;
  if (typeof value !== 'string') return false;
  const amount = parseQuantity(value) ?? parseQuantity(value.trim());
  return amount ? mayBeNegative || amount.nanos >= 0n : NO_DIGITS.test(value.trim());
}

export const SCALARS: Readonly<Record<ScalarType, ScalarRule>> = {
  'boolean': { accepts: (value) => typeof value === 'boolean', wanted: 'must be true or false', quotes: 'without' },
  'string': { accepts: (value) => typeof value === 'string', wanted: 'must be a text', quotes: 'with' },
  'bytes': {
    accepts: (value) => (typeof value === 'string' ? isBase64(value) || isPlaceholder(value) : isListOfBytes(value)),
    wanted: 'must be base64, such as the output of `base64 -w0`',
  },
  'time': { accepts: (value) => typeof value === 'string' && TIME.test(value), wanted: 'must be a time such as "2027-03-31T12:00:00Z"' },
  'precise time': {
    accepts: (value) => typeof value === 'string' && TIME.test(value) && PRECISE_TIME.test(value), wanted: 'must be a time such as "2027-03-31T12:00:00.000000Z"',
  },
  'duration': { accepts: (value) => typeof value === 'string' && DURATION.test(value), wanted: 'must be a duration such as "30s" or "1h30m"' },
  'integer': { accepts: isInteger, wanted: 'must be a whole number', quotes: 'without' },
  'long integer': { accepts: isWithin(2 ** 63), wanted: 'must be a whole number', quotes: 'without' },
  'number': { accepts: (value) => typeof value === 'number', wanted: 'must be a number', quotes: 'without' },
  'quantity': { accepts: (value) => isQuantity(value, false), wanted: 'must be an amount such as "250m" or "64Mi"' },
  'signed quantity': { accepts: (value) => isQuantity(value, true), wanted: 'must be an amount such as "250m" or "64Mi"' },
  'integer or string': { accepts: (value) => typeof value === 'string' || isInteger(value), wanted: 'must be a whole number or a text' },
  'anything': { accepts: () => true, wanted: 'may be anything' },
};

/** What a value of a type must be, with what to do about its quotes where they are what is wrong. */
export function wantedInstead(value: unknown, type: ScalarType): string {
  const { wanted, quotes } = SCALARS[type];
  if (quotes === 'without' && typeof value === 'string') return `${wanted}, without quotes`;
  return quotes === 'with' && typeof value !== 'object' ? `${wanted}; put it in quotes` : wanted;
}
