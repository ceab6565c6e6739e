import { spawnSync } from 'child_process';

/** A program to measure, as a user would start it. */
export interface Contender {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** Exit codes that are no failure: a checker that finds something exits 1. @default [0] */
  readonly exits?: readonly number[];
}

/** What one run of a program took. */
export interface Run {
  /** The whole process, from its start to its end. */
  readonly wall: number;
  /** What it says of itself: the last line of its output, where that is JSON with numbers (`{"ms": 12, "rss": 34}`). */
  readonly said: Readonly<Record<string, number>>;
}

/**
 * Runs every contender once per round, one after the other, so that a noisy minute of the machine meets all of them.
 *
 * @throws for a contender that fails: its time would be that of work not done
 */
export function interleaved(contenders: readonly Contender[], rounds = 5): ReadonlyMap<string, readonly Run[]> {
  const runs = new Map<string, Run[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) runs.get(contender.name)!.push(once(contender));
  }
  return runs;
}

function once({ name, command, args, cwd, env, input, exits = [0] }: Contender): Run {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, input, encoding: 'utf8', maxBuffer: 1e9 });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (error) throw new Error(`cannot run ${name} (${command}): ${error.message}`);
  if (status === null || !exits.includes(status)) throw new Error(`${name} ended with ${status}: ${command} ${args.join(' ')}\n${stderr.slice(-2000)}`);
  return { wall, said: saidBy(stdout) };
}

function saidBy(stdout: string): Record<string, number> {
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  try {
    const said = JSON.parse(last) as unknown;
    return typeof said === 'object' && said !== null && !Array.isArray(said) ? said as Record<string, number> : {};
  } catch {
    return {};
  }
}

/** The middle of an odd number of figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}
