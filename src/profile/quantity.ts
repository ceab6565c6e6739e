import { compareQuantities, parseQuantity } from '../objects/quantity';

const NANOS_PER_UNIT = 1_000_000_000n;

/**
 * An amount of CPU, memory or storage, zero or more.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export class Quantity {
  /**
   * An amount in the notation of Kubernetes.
   *
   * @param text as `500m`, `2` or `512Mi`
   * @throws for any other text, and for a negative amount
   */
  public static of(text: string): Quantity {
    const nanos = parseQuantity(text)?.nanos;
    if (nanos === undefined) throw new Error(`cannot use "${text}" as a quantity: it is not a number with a unit of Kubernetes; write it as "500m", "2" or "512Mi"`);
    if (nanos < 0n) throw new Error(`cannot use "${text}" as a quantity: it is negative; pass zero or more`);
    return new Quantity(text);
  }

  /**
   * Whole CPU cores.
   *
   * @param count a whole number
   */
  public static cores(count: number): Quantity {
    return Quantity.whole(count, '', 'cores');
  }

  /**
   * Thousandths of a CPU core.
   *
   * @param count a whole number
   */
  public static millicores(count: number): Quantity {
    return Quantity.whole(count, 'm', 'millicores');
  }

  /**
   * Mebibytes of memory or storage: 1,048,576 bytes each.
   *
   * @param count a whole number
   */
  public static mebibytes(count: number): Quantity {
    return Quantity.whole(count, 'Mi', 'mebibytes');
  }

  /**
   * Gibibytes of memory or storage: 1,073,741,824 bytes each.
   *
   * @param count a whole number
   */
  public static gibibytes(count: number): Quantity {
    return Quantity.whole(count, 'Gi', 'gibibytes');
  }

  private static whole(count: number, unit: string, name: string): Quantity {
    if (Number.isSafeInteger(count) && count >= 0) return new Quantity(`${count}${unit}`);
    throw new Error(`cannot use ${count} ${name}: it is not a whole number from 0 up; pass one, or a smaller unit`);
  }

  private constructor(private readonly text: string) {}

  /** The amount in the notation of Kubernetes, as it was given. */
  public toString(): string {
    return this.text;
  }

  /** @internal */
  public _isBelow(other: Quantity): boolean {
    return compareQuantities(parseQuantity(this.text)!, parseQuantity(other.text)!) < 0;
  }

  /** @internal */
  public _isZero(): boolean {
    return parseQuantity(this.text)!.nanos === 0n;
  }

  /**
   * Whether it is a whole number of bytes; `256m` is a quarter of one.
   * @internal
   */
  public _isWholeUnits(): boolean {
    return parseQuantity(this.text)!.nanos % NANOS_PER_UNIT === 0n;
  }
}
