import { CATALOGUE } from '../../src/controls';
import { CheckRevision, Demand, PodSecurityCheck } from '../../src/controls/pod-security-check';
import { allOf, Expression, FieldTest, Junction, Quantifier } from '../../src/controls/require';

/** One way to break our evaluator: a clause of a check that no longer counts. */
export interface DroppedClause {
  readonly check: string;
  readonly clause: string;
  /** Breaks the evaluator; the result restores it. */
  readonly drop: () => () => void;
}

interface Variant { readonly without: string; readonly expression: Expression }

const LONGEST = 90;

/** A clause in words, short enough for a table. */
function wordsOf(expression: Expression): string {
  const text = inFull(expression);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const isJunction = (expression: Expression): expression is Junction => expression.kind === 'all' || expression.kind === 'any';
const isQuantifier = (expression: Expression): expression is Quantifier => expression.kind === 'every' || expression.kind === 'some';

function inFull(expression: Expression): string {
  if (isJunction(expression)) return `${expression.kind} of ${expression.of.map(inFull).join(', ')}`;
  const at = [expression.path.root, ...expression.path.keys].join('.');
  if (isQuantifier(expression)) return `${at} ${expression.kind} ${expression.over}: ${inFull(expression.item)}`;
  const says = expression.kind === 'test' ? [expression.comparison, ...expression.values.map((value) => JSON.stringify(value))].join(' ') : expression.kind;
  return `${at} ${expression.negated ? 'not ' : ''}${says}`;
}

/** The expression with one clause inside it dropped, for each of them. */
function variantsOf(expression: Expression): Variant[] {
  switch (expression.kind) {
    case 'all':
    case 'any': return expression.of.flatMap((part, i): Variant[] => [
      { without: wordsOf(part), expression: { ...expression, of: expression.of.filter((_, j) => j !== i) } },
      ...variantsOf(part).map(({ without, expression: inner }) => (
        { without, expression: { ...expression, of: expression.of.map((other, j) => (j === i ? inner : other)) } })),
    ]);
    case 'every':
    case 'some': return variantsOf(expression.item).map(({ without, expression: item }) => ({ without, expression: { ...expression, item } }));
    case 'test': return variantsOfTest(expression);
    default: return [];
  }
}

/** A comparison without one of its values, and without letting the missing field pass. */
function variantsOfTest(test: FieldTest): Variant[] {
  const { values, absent, negated } = test;
  return [
    ...(values.length > 1 ? values : []).map((value) => ({
      without: `${wordsOf({ ...test, values: [value] })} of several`, expression: { ...test, values: values.filter((other) => other !== value) },
    })),
    ...(absent === negated ? [] : [{ without: `${wordsOf({ ...test, values: values.slice(0, 1) })} or missing`, expression: { ...test, absent: !absent } }]),
  ];
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

/** Changes a part of the catalogue in place, since the evaluator reads it at each call. */
function changing<T extends object>(target: T, change: Partial<T>): () => () => void {
  return () => {
    const before = { ...target };
    Object.assign(target as Mutable<T>, change);
    return () => { Object.assign(target as Mutable<T>, before); };
  };
}

const PARTS = ['pod', 'container', 'annotations'] as const;

function ofDemand(check: string, since: string, demand: Demand): DroppedClause[] {
  return PARTS.flatMap((part) => {
    const expression = demand[part];
    if (expression === undefined) return [];
    return [{ without: wordsOf(expression), expression: allOf() }, ...variantsOf(expression)]
      .map(({ without, expression: spoilt }) => ({ check, clause: `${since}, ${part}: ${without}`, drop: changing<Demand>(demand, { [part]: spoilt }) }));
  });
}

function ofRevisions(check: string, revisions: readonly CheckRevision[]): DroppedClause[] {
  return revisions.flatMap((revision, i) => {
    const { since, unless } = revision;
    const before: Partial<CheckRevision> = { demands: revisions[i - 1]?.demands ?? [], unless: revisions[i - 1]?.unless };
    return [
      ...(unless ? [{ check, clause: `${since}, unless: ${wordsOf(unless)}`, drop: changing<CheckRevision>(revision, { unless: undefined }) }] : []),
      { check, clause: `${since}: the whole revision`, drop: changing(revision, before) },
    ];
  });
}

function ofCheck({ id, revisions }: PodSecurityCheck): DroppedClause[] {
  const demands = new Map(revisions.flatMap(({ since, demands: list }) => list.map((demand) => [demand, since] as const)).reverse());
  return [...[...demands].flatMap(([demand, since]) => ofDemand(id, since, demand)), ...ofRevisions(id, revisions)];
}

/** All clauses of all checks, one at a time. */
export const droppedClauses = (): DroppedClause[] => CATALOGUE.flatMap(({ podSecurity }) => (podSecurity ?? []).flatMap(ofCheck));
