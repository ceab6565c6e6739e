import { dirname } from 'path';
import { MutantResult } from '@stryker-mutator/api/core';
import { DOCS_TEST } from './test-files';

const COLUMNS = ['folder', 'mutants', 'killed', 'of them by docs only', 'timeout', 'survived', 'score', 'score without docs'];

const percent = (part: number, whole: number): string => (100 * part / whole).toFixed(2);

function row(folder: string, mutants: readonly MutantResult[]): string[] {
  const count = (isCounted: (mutant: MutantResult) => boolean): number => mutants.filter(isCounted).length;
  const killed = count(({ status }) => status === 'Killed');
  const byDocs = count(({ killedBy }) => killedBy?.[0].startsWith(DOCS_TEST) === true);
  const timeout = count(({ status }) => status === 'Timeout');
  return [folder, mutants.length, killed, byDocs, timeout, mutants.length - killed - timeout].map(String)
    .concat(percent(killed + timeout, mutants.length), percent(killed + timeout - byDocs, mutants.length));
}

/** One row for each folder and one for all; what no test covers has survived. */
export function table(mutants: readonly MutantResult[]): { readonly text: string; readonly score: number } {
  const folders = [...new Set(mutants.map(({ fileName }) => dirname(fileName)))].sort();
  const total = row('total', mutants);
  const rows = [COLUMNS, ...folders.map((folder) => row(folder, mutants.filter(({ fileName }) => dirname(fileName) === folder))), total];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((cells) => cells[i].length)));
  const text = rows.map((cells) => `${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')}\n`).join('');
  return { text, score: Number(total[6]) };
}

/** The mutants that no test noticed, as places to look at. */
export const survivorLines = (mutants: readonly MutantResult[]): string => mutants
  .filter(({ status }) => status !== 'Killed' && status !== 'Timeout')
  .map(({ fileName, location: { start }, mutatorName, replacement, status }) => `${fileName}:${start.line}:${start.column} ${status} ${mutatorName} ${(replacement ?? '').replace(/\s+/g, ' ')}\n`)
  .join('');
