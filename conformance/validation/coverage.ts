import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { SourceMessage } from './source-messages';
import { Missing } from '../suite';

interface Block { readonly from: number; readonly to: number; readonly isReached: boolean }

/** Lines and columns as one number that can be compared. */
const placeOf = (line: number, column: number): number => line * 10_000 + column;

/** Which errors of the source a program has reported that was built with coverage, and has left its counters in a folder. */
export function reached(messages: readonly SourceMessage[], folder: string): readonly boolean[] {
  const profile = join(folder, 'profile.txt');
  const { status, stderr } = spawnSync('go', ['tool', 'covdata', 'textfmt', `-i=${folder}`, `-o=${profile}`], { encoding: 'utf8' });
  if (status !== 0) throw new Missing(`"go tool covdata" cannot read what the API server has counted:\n${stderr}`);
  const blocks = new Map<string, Block[]>();
  for (const [, file, fromLine, fromColumn, toLine, toColumn, count] of readFileSync(profile, 'utf8').matchAll(/^(\S+):(\d+)\.(\d+),(\d+)\.(\d+) \d+ (\d+)$/gm)) {
    const block = { from: placeOf(Number(fromLine), Number(fromColumn)), to: placeOf(Number(toLine), Number(toColumn)), isReached: count !== '0' };
    const known = blocks.get(file);
    if (known) known.push(block);
    else blocks.set(file, [block]);
  }
  return messages.map(({ file, line, column }) => {
    const place = placeOf(line, column);
    return (blocks.get(file) ?? []).some(({ from, to, isReached }) => isReached && from <= place && place < to);
  });
}
