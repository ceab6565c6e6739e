import { compareQuantities, parseQuantity, Quantity } from '../../objects/quantity';

/** A quantity that has been read, with the text that the user gave. */
export class CheckedQuantity {
  constructor(public readonly text: string, private readonly quantity: Quantity) {}

  public isBelow(other: CheckedQuantity): boolean {
    return compareQuantities(this.quantity, other.quantity) < 0;
  }
}

/** Reads a quantity that a user gave; `what` names the prop. */
export function checkedQuantity(what: string, text: string): CheckedQuantity {
  const quantity = parseQuantity(text);
  if (!quantity) throw new Error(`cannot use "${text}" as ${what}: it is no quantity; write it as "500m", "2" or "512Mi"`);
  if (quantity.nanos < 0n) throw new Error(`cannot use "${text}" as ${what}: it is negative; pass zero or more`);
  return new CheckedQuantity(text, quantity);
}
