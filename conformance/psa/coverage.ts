import { Answered } from './evaluators';
import { groupKind } from '../../src/objects/manifest';

/** Counts things by name. */
class Counter {
  private readonly counts = new Map<string, number>();

  public add(name: string): void { this.counts.set(name, this.of(name) + 1); }
  public of(name: string): number { return this.counts.get(name) ?? 0; }
  public least(names: readonly string[]): number { return Math.min(...names.map((name) => this.of(name))); }
}

/** What the pods that were judged had to cover. */
export interface Demanded {
  readonly checks: readonly string[];
  readonly versions: readonly string[];
  readonly kinds: readonly string[];
  /** How many pods each check must forbid alone. */
  readonly alone: number;
  /** How often each version and each kind must occur. */
  readonly each: number;
  /** Which share of the random pods must pass the restricted level. */
  readonly passing: number;
}

/** Whether the pods that were judged are such that agreement about them means something. */
export class Coverage {
  private readonly alone = new Counter();
  private readonly versions = new Counter();
  private readonly kinds = new Counter();
  private random = 0;
  private passing = 0;

  public addRandom(answered: Answered): void {
    const { request: { level, version, object }, answer } = answered;
    this.random += 1;
    if (level === 'restricted' && answer.allowed) this.passing += 1;
    this.versions.add(version);
    this.kinds.add(groupKind(object));
    this.addAny(answered);
  }

  public addAny({ answer: { checks, error } }: Answered): void {
    if (checks.length === 1 && error === undefined) this.alone.add(checks[0]);
  }

  public notes({ checks, versions, kinds }: Demanded): string[] {
    const share = (100 * this.passing / Math.max(1, this.random)).toFixed(1);
    return [
      `pods that exactly one check forbids: ${checks.map((check) => `${check} ${this.alone.of(check)}`).join(', ')}`,
      `of ${this.random} random pods ${share} % pass the restricted level; each of ${versions.length} versions occurs at least ${this.versions.least(versions)} times, `
      + `each of ${kinds.length} kinds at least ${this.kinds.least(kinds)} times`,
    ];
  }

  public shortfalls({ checks, versions, kinds, alone, each, passing }: Demanded): string[] {
    const few = (what: string, names: readonly string[], counter: Counter, least: number): string[] => names
      .filter((name) => counter.of(name) < least)
      .map((name) => `${what} ${name} occurs ${counter.of(name)} times, fewer than ${least}`);
    return [
      ...few('a pod forbidden by nothing but', checks, this.alone, alone),
      ...few('the version', versions, this.versions, each),
      ...few('the kind', kinds, this.kinds, each),
      ...(this.passing < passing * this.random ? [`only ${this.passing} of ${this.random} random pods pass the restricted level`] : []),
    ];
  }
}
