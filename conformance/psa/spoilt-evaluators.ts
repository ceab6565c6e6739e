import { activeChecks } from '../../src/engine/pod-security-policy';
import { PodSecurityLevel } from '../../src/profile/pod-security-level';
import { Row } from '../suite';
import { DroppedClause, droppedClauses } from './clauses';
import { agrees, Answered, ours, UPSTREAM } from './evaluators';

const OF_EACH_CHECK = 400;
const OF_EACH_ROW = 6000;

/** Requests to try spoilt evaluators on: some of those that each check forbids, and some of all. */
export class Samples {
  private readonly forbidden = new Map<string, Answered[]>();
  private readonly any: Answered[] = [];

  /** Takes the answers of a row, in which it is the so-manieth. */
  public add(answered: Answered, index: number): void {
    if (index < OF_EACH_ROW) this.any.push(answered);
    for (const check of answered.answer.checks) {
      const some = this.forbidden.get(check) ?? [];
      if (some.length < OF_EACH_CHECK) this.forbidden.set(check, [...some, answered]);
    }
  }

  public of(check: string): Answered[] {
    const makesIt = ({ request: { level, version } }: Answered): boolean => (
      activeChecks({ level: level as PodSecurityLevel, version }).some((active) => active.check.id === check));
    return [...this.forbidden.get(check) ?? [], ...this.any.filter(makesIt)];
  }
}

function isCaught({ drop }: DroppedClause, samples: readonly Answered[]): boolean {
  const mend = drop();
  try {
    return samples.some(({ request, answer }) => !agrees(answer, ours(request)));
  } finally {
    mend();
  }
}

/** Drops each clause of each check in turn. A case agrees where the samples show that something is wrong then. */
export function spoiltEvaluators(samples: Samples): Row {
  const clauses = droppedClauses();
  const tried = new Map([...new Set(clauses.map(({ check }) => check))].map((check) => [check, samples.of(check)]));
  const uncaught = clauses.filter((clause) => !isCaught(clause, tried.get(clause.check)!));
  return {
    part: 'evaluators with a clause dropped, caught',
    cases: clauses.length,
    disagreements: uncaught.map(({ check, clause }) => ({ ...UPSTREAM, check, object: `without ${clause}`, detail: 'no pod shows that this clause is missing' })),
  };
}
