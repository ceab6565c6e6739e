import { Known } from './known';
import { Disagreement, Row } from './suite';
import { SuiteRun } from './suite-process';

const HEADINGS = ['suite', 'part', 'cases', 'agreements', 'disagreements', 'known', 'time', 'peak memory'];

/** A part of a suite, held against what is known. */
export interface Verdict extends Row {
  readonly known: number;
  readonly unexplained: readonly Disagreement[];
}

/** For how many cases these stand. */
export const casesOf = (disagreements: readonly Disagreement[]): number => disagreements.reduce((sum, { count = 1 }) => sum + count, 0);

/** Parts the disagreements of a row into those that are known and the others. */
export function verdictOn(row: Row, known: Known): Verdict {
  const unexplained = row.disagreements.filter((disagreement) => !known.explains(disagreement));
  return { ...row, unexplained, known: casesOf(row.disagreements) - casesOf(unexplained) };
}

const number = (value: number): string => value.toLocaleString('en-US');

/** The lines of the table that a suite fills. */
export function linesOf({ name, result, exitCode, seconds, peakMemory }: SuiteRun, verdicts: readonly Verdict[]): string[][] {
  const costs = [`${seconds.toFixed(1)} s`, peakMemory === undefined ? 'unknown' : `${number(peakMemory)} MiB`];
  if (!result) return [[name, exitCode === 2 ? 'did not run: something is missing' : 'failed', '', '', '', '', ...costs]];
  return verdicts.map(({ part, cases, known, unexplained }, i) => {
    const wrong = casesOf(unexplained);
    return [i === 0 ? name : '', part, ...[cases, cases - wrong - known, wrong, known].map(number), ...(i === 0 ? costs : ['', ''])];
  });
}

/** The table as text: words to the left, numbers to the right. */
export function tableText(lines: readonly (readonly string[])[]): string {
  const widths = HEADINGS.map((heading, i) => Math.max(heading.length, ...lines.map((line) => line[i].length)));
  const aligned = (cell: string, i: number): string => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]));
  const text = (line: readonly string[]): string => line.map(aligned).join('  ').trimEnd();
  return [text(HEADINGS), text(widths.map((width) => '-'.repeat(width))), ...lines.map(text)].join('\n');
}
