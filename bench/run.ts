import { check } from './check';
import { engine } from './engine';
import { harden } from './harden';
import { Benchmark, reached, Row, Target } from './row';
import { start } from './start';
import { SYNTH } from './synth';

const BENCHMARKS: readonly Benchmark[] = [
  ...SYNTH,
  check,
  engine,
  start,
  harden,
];

const asked = process.argv.slice(2);
const chosen = BENCHMARKS.filter(({ name }) => asked.length === 0 || asked.some((one) => name.startsWith(one)));

async function main(): Promise<void> {
  if (chosen.length === 0) throw new Error(`no row is called ${asked.join(' or ')}; there are ${BENCHMARKS.map(({ name }) => name).join(', ')}`);
  const lines: string[][] = [['row', 'compared with', 'median', 'target', 'reached', 'context'], Array(6).fill('---')];
  for (const { name, rows } of chosen) {
    process.stderr.write(`${name} …\n`);
    lines.push(...(await rows()).map(cells));
  }
  process.stdout.write(`${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`);
}

function cells(row: Row): string[] {
  return [row.row, row.measured, figure(row), targetText(row.target), reachedText(reached(row)), row.context];
}

function reachedText(answer: boolean | undefined): string {
  if (answer === undefined) return '';
  return answer ? 'yes' : '**no**';
}

function figure({ ratio, unit }: Row): string {
  if (ratio === undefined) return 'none';
  return unit ? `${Math.round(ratio).toLocaleString('en')} ${unit}` : ratio.toFixed(2);
}

function targetText(target: Target | undefined): string {
  if (!target) return '';
  return [target.atMost !== undefined && `<= ${target.atMost}`, target.atLeast !== undefined && `>= ${target.atLeast}`].filter(Boolean).join(', ');
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
