import { MutantResult } from '@stryker-mutator/api/core';
import { byStage } from './stages';
import { DOCS_TEST } from './test-files';

const COLUMNS = ['folder', 'mutants', 'tried', 'killed', 'of them by docs only', 'timeout', 'survived', 'score', 'score without docs'];

/** What became of the mutants of a folder that were tried. */
interface Outcome {
  readonly mutants: number;
  readonly tried: number;
  readonly killed: number;
  readonly byDocs: number;
  readonly timeout: number;
}

function outcomeOf(mutants: number, tried: readonly MutantResult[]): Outcome {
  const count = (isCounted: (mutant: MutantResult) => boolean): number => tried.filter(isCounted).length;
  return {
    mutants, tried: tried.length,
    killed: count(({ status }) => status === 'Killed'),
    byDocs: count(({ killedBy }) => killedBy?.[0].startsWith(DOCS_TEST) === true),
    timeout: count(({ status }) => status === 'Timeout'),
  };
}

const score = ({ killed, timeout, tried }: Outcome): number => (killed + timeout) / tried;
const scoreWithoutDocs = ({ killed, byDocs, timeout, tried }: Outcome): number => (killed + timeout - byDocs) / tried;

/** The share of all mutants, where each folder counts by its mutants however many of them were tried. */
const weighted = (outcomes: readonly Outcome[], share: (outcome: Outcome) => number): number =>
  sum(outcomes.map((outcome) => outcome.mutants * share(outcome))) / sum(outcomes.map(({ mutants }) => mutants));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const row = (folder: string, outcomes: readonly Outcome[]): string[] => {
  const total = (key: keyof Outcome): number => sum(outcomes.map((outcome) => outcome[key]));
  return [folder, total('mutants'), total('tried'), total('killed'), total('byDocs'), total('timeout'), total('tried') - total('killed') - total('timeout')]
    .map(String).concat([score, scoreWithoutDocs].map((share) => (100 * weighted(outcomes, share)).toFixed(2)));
};

/** One row for each folder and one for all; what no test covers has survived. */
export function table(all: readonly MutantResult[], tried: readonly MutantResult[]): { readonly text: string; readonly score: number } {
  const ofStage = byStage(tried);
  const outcomes = [...byStage(all)].map(([stage, mutants]) => [stage, outcomeOf(mutants.length, ofStage.get(stage)!)] as const);
  const ofAll = outcomes.map(([, outcome]) => outcome);
  const rows = [COLUMNS, ...outcomes.map(([stage, outcome]) => row(stage, [outcome])), row('total', ofAll)];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((cells) => cells[i].length)));
  const text = rows.map((cells) => `${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')}\n`).join('');
  return { text, score: 100 * weighted(ofAll, score) };
}

/** The mutants that no test noticed, as places to look at. */
export const survivorLines = (mutants: readonly MutantResult[]): string => mutants
  .filter(({ status }) => status !== 'Killed' && status !== 'Timeout')
  .map(({ fileName, location: { start }, mutatorName, replacement, status }) => `${fileName}:${start.line}:${start.column} ${status} ${mutatorName} ${(replacement ?? '').replace(/\s+/g, ' ')}\n`)
  .join('');
