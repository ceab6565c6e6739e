/**
 * Kubernetes amounts such as "250m", "1.5Gi" or "12e6", exact: no floating point, as in the API server.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */

import { remembered } from './remembered';

/** How an amount was written, which is how it is printed again. */
export type QuantityFormat = 'decimal' | 'binary' | 'exponent';

/** An exact amount. */
export interface ParsedQuantity {
  /** The amount in billionths, the finest step that the API server keeps. */
  readonly nanos: bigint;
  readonly format: QuantityFormat;
}

interface Unit { readonly format: QuantityFormat; readonly tens: number; readonly twos: number }

const NANOS_PER_ONE = 1_000_000_000n;
const DECIMAL_SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** The API server caps binary amounts at the largest 64-bit integer. */
const LARGEST_BINARY = (2n ** 63n - 1n) * NANOS_PER_ONE;

// Bounds on the work that a hostile text can cause. No cluster holds 10^99 of anything, so such a text is as good as unreadable.
const LONGEST_TEXT = 100;
const LARGEST_EXPONENT = 99;
const SMALLEST_EXPONENT = -2 * LONGEST_TEXT;

const SIGN_DIGITS_SUFFIX = /^([+-]?)(\d*)(?:\.(\d*))?(.*)$/;
const EXPONENT = /^[eE]([+-]?\d+)$/;

/**
 * Reads an amount; undefined if the text is none.
 *
 * Stricter than the API server in one point: a text without any digit ("+", ".", "Mi"), which it reads as zero, is no amount here.
 */
export const parseQuantity = remembered((text): ParsedQuantity | undefined => {
  const parts = text.length <= LONGEST_TEXT ? SIGN_DIGITS_SUFFIX.exec(text) : null;
  if (!parts) return undefined;
  const [, sign, whole, fraction = '', suffix] = parts;
  const unit = unitOf(suffix);
  if (!unit || whole + fraction === '') return undefined;

  const magnitude = inNanos(BigInt(whole + fraction) * 2n ** BigInt(unit.twos), unit.tens - fraction.length);
  const capped = unit.format === 'binary' && magnitude > LARGEST_BINARY ? LARGEST_BINARY : magnitude;
  return { nanos: sign === '-' ? -capped : capped, format: unit.format };
});

/** The quantity in a field, which may be a number; undefined for what is none. */
export const amountOf = (value: unknown): ParsedQuantity | undefined =>
  (typeof value === 'string' || typeof value === 'number' ? parseQuantity(String(value)) : undefined);

function unitOf(suffix: string): Unit | undefined {
  const decimal = DECIMAL_SUFFIXES.indexOf(suffix);
  if (decimal >= 0) return { format: 'decimal', tens: 3 * decimal - 9, twos: 0 };
  const binary = BINARY_SUFFIXES.indexOf(suffix);
  if (binary > 0) return { format: 'binary', tens: 0, twos: 10 * binary };
  const exponent = EXPONENT.exec(suffix);
  if (!exponent || Number(exponent[1]) > LARGEST_EXPONENT) return undefined;
  return { format: 'exponent', tens: Math.max(Number(exponent[1]), SMALLEST_EXPONENT), twos: 0 };
}

/** What is finer than a billionth is rounded away from zero: a request for something is never one for nothing. */
function inNanos(digits: bigint, tens: number): bigint {
  const shift = tens + 9;
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return (digits + divisor - 1n) / divisor;
}

/** Negative, zero or positive as `a` is smaller than, equal to or larger than `b`. */
export function compareQuantities(a: ParsedQuantity, b: ParsedQuantity): number {
  if (a.nanos === b.nanos) return 0;
  return a.nanos < b.nanos ? -1 : 1;
}

/** The sum, printed in the format of the first amount that is not zero. */
export function addQuantities(a: ParsedQuantity, b: ParsedQuantity): ParsedQuantity {
  return a.nanos === 0n ? b : { nanos: a.nanos + b.nanos, format: a.format };
}

/** The amount `times` over, such as for so many replicas; `times` is an integer. */
export function multiplyQuantity(quantity: ParsedQuantity, times: number): ParsedQuantity {
  return times === 1 ? quantity : { nanos: quantity.nanos * BigInt(times), format: quantity.format };
}

/** The canonical text: no fraction, and the largest suffix that loses nothing; "1.5Gi" becomes "1536Mi". */
export function formatQuantity(quantity: ParsedQuantity): string {
  const { nanos, format } = quantity;
  if (nanos === 0n) return '0';
  const isWhole = nanos % NANOS_PER_ONE === 0n;
  const isSmall = nanos > -1024n * NANOS_PER_ONE && nanos < 1024n * NANOS_PER_ONE;
  if (format === 'binary' && isWhole && !isSmall) return shortest(nanos / NANOS_PER_ONE, 1024n, BINARY_SUFFIXES);
  if (format === 'exponent') return withExponent(nanos);
  return shortest(nanos, 1000n, DECIMAL_SUFFIXES);
}

function shortest(amount: bigint, step: bigint, suffixes: readonly string[]): string {
  let index = 0;
  while (amount % step === 0n && index < suffixes.length - 1) {
    amount /= step;
    index += 1;
  }
  return `${amount}${suffixes[index]}`;
}

function withExponent(nanos: bigint): string {
  let exponent = -9;
  while (nanos % 1000n === 0n) {
    nanos /= 1000n;
    exponent += 3;
  }
  return exponent === 0 ? `${nanos}` : `${nanos}e${exponent}`;
}
