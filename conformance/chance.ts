/** Chances that repeat: the same seed gives the same choices. https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
export class Chance {
  private state: number;

  constructor(seed: number) { this.state = (Math.abs(Math.trunc(seed)) % 2147483646) + 1; }

  /** From 0 up to, not including, 1. */
  public next(): number {
    this.state = (this.state * 48271) % 2147483647;
    return this.state / 2147483647;
  }

  public below(limit: number): number { return Math.floor(this.next() * limit); }

  public one<T>(of: readonly T[]): T { return of[this.below(of.length)]; }

  public often(share: number): boolean { return this.next() < share; }

  /** Up to so many of these, each made afresh. */
  public some<T>(most: number, make: () => T): T[] { return Array.from({ length: this.below(most + 1) }, make); }
}
