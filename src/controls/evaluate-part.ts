import { compile, elements, explain, locate, Verdict, within } from './evaluate';
import { Expression, Path, Quantifier } from './require';
import { Site } from './site';
import { SubjectFrame } from './subjects/subject';

// A part of a pod is completed by an operator. So a field that is missing is not known, and a statement is violated only if no completion satisfies it.

/** Whether a missing field stays missing: what a list holds is written whole, and so is a container of which nothing is said. */
const isWhole = ({ root }: Path, { isImplied }: SubjectFrame): boolean =>
  root === 'item' || root === 'value' || root === 'outer' || (root === 'subject' && isImplied === true);

const isUnknown = (path: Path, frame: SubjectFrame): boolean => locate(path, frame) === undefined && !isWhole(path, frame);

/** The verdict of whatever completes the subject; inconclusive where that depends on what is missing. */
function verdictOfPart(expression: Expression, frame: SubjectFrame): Verdict {
  switch (expression.kind) {
    case 'all':
    case 'any': return combined(expression.of.map((part) => verdictOfPart(part, frame)), expression.kind === 'all');
    case 'every':
    case 'some': {
      if (isUnknown(expression.path, frame)) return 'inconclusive';
      const inner = framesOfElements(expression, frame);
      return inner ? combined(inner.map((one) => verdictOfPart(expression.item, one)), expression.kind === 'every') : 'inconclusive';
    }
    case 'same': return isUnknown(expression.path, frame) || isUnknown(expression.other, frame) ? 'inconclusive' : compile(expression)(frame);
    default: return isUnknown(expression.path, frame) ? 'inconclusive' : compile(expression)(frame);
  }
}

function framesOfElements(expression: Quantifier, frame: SubjectFrame): SubjectFrame[] | undefined {
  const pointer = explain({ kind: 'present', path: expression.path, negated: false }, frame)[0].pointer;
  const { isImplied } = frame;
  return elements(expression, frame, pointer)?.map((inner) => ({ ...within(frame, inner), subject: frame.subject, isImplied }));
}

function combined(verdicts: readonly Verdict[], isConjunction: boolean): Verdict {
  const decisive = isConjunction ? 'violation' : 'pass';
  if (verdicts.includes(decisive)) return decisive;
  if (verdicts.includes('inconclusive')) return 'inconclusive';
  return isConjunction ? 'pass' : 'violation';
}

function sitesOf(expression: Expression, frame: SubjectFrame): readonly Site[] {
  const isViolated = (part: Expression): boolean => verdictOfPart(part, frame) === 'violation';
  switch (expression.kind) {
    case 'all': return expression.of.filter(isViolated).flatMap((part) => sitesOf(part, frame));
    case 'any': return expression.of.map((part) => sitesOf(part, frame)).find((sites) => sites.length > 0) ?? [];
    case 'every': return (framesOfElements(expression, frame) ?? []).filter((one) => verdictOfPart(expression.item, one) === 'violation')
      .flatMap((one) => sitesOf(expression.item, one));
    default: return explain(expression, frame).filter(({ actual }) => actual !== undefined);
  }
}

/** The values in a part of a pod that violate a statement, whatever completes it. */
export function faultsOfPart(expression: Expression, frame: SubjectFrame): readonly Site[] {
  return verdictOfPart(expression, frame) === 'violation' ? sitesOf(expression, frame) : [];
}
