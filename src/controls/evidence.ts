/**
 * A kind of fact that is in no manifest: a scan report, an SBOM, a release calendar, the flags of a component. Each is one constant, stated where it is
 * read.
 */
export class EvidenceKind<T> {
  declare readonly fact?: T;

  /**
   * @param title what it is, as in `a scan report`
   * @param fix how to supply it, as in `pass --scan-report FILE`
   * @param isOptional whether most users have none, so that its absence is nothing to mention
   */
  constructor(public readonly title: string, public readonly fix: string, public readonly isOptional = false) {}
}

/** Facts beside the objects of a check, by their kind. Immutable. */
export class Evidence {
  /** No facts at all. */
  public static readonly NONE = new Evidence(new Map());

  private constructor(private readonly facts: ReadonlyMap<EvidenceKind<unknown>, unknown>) {}

  /** The same evidence and one fact more; the fact must not change afterwards. */
  public with<T>(kind: EvidenceKind<T>, fact: T): Evidence {
    return new Evidence(new Map([...this.facts, [kind, fact]]));
  }

  /** The facts of some kinds alone. */
  public only(kinds: readonly EvidenceKind<unknown>[]): Evidence {
    return kinds.length === 0 ? Evidence.NONE : new Evidence(new Map([...this.facts].filter(([kind]) => kinds.includes(kind))));
  }

  public has(kind: EvidenceKind<unknown>): boolean {
    return this.facts.has(kind);
  }

  /**
   * The fact of a kind.
   *
   * @throws where there is none; a control gets only what it states in `needs`
   */
  public get<T>(kind: EvidenceKind<T>): T {
    if (!this.facts.has(kind)) throw new Error(`there is no evidence "${kind.title}" here; state it in \`needs\` of the control, or ask \`has\` first`);
    return this.facts.get(kind) as T;
  }
}

/** The day to judge by, as `2027-03-31`. Synth reads no clock, so that nothing expires there. */
export const TODAY = new EvidenceKind<string>('the day of the check', 'pass `--now 2027-03-31`');

/** The instant to judge by, in milliseconds since 1970, where a day is too coarse. */
export const NOW = new EvidenceKind<number>('the instant of the check', 'pass `--now 2027-03-31T08:00:00Z`');

/** What a control cannot decide without. */
export interface EvidenceNeed {
  readonly evidence: EvidenceKind<unknown>;
  /**
   * What it means where it was not supplied. `not-applicable`: the control is left out. `inconclusive`: nothing that it is about passes. `less-known`: it
   * decides by what the manifests say alone.
   */
  readonly absent: 'not-applicable' | 'inconclusive' | 'less-known';
}

/** What a control needs and a check does not have. */
export function missingEvidence({ needs = [] }: { readonly needs?: readonly EvidenceNeed[] }, evidence: Evidence): readonly EvidenceNeed[] {
  return needs.filter((need) => need.absent !== 'less-known' && !evidence.has(need.evidence));
}
