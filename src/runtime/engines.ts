import { FalcoRules } from './falco/falco-rules';
import { tracingPolicy } from './tetragon/tracing-policies';
import { WatchedWorkload } from './watched-workload';

/** What a program that watches processes reads: one document that is a list of rules, or an object for each workload. */
export type EngineOutput = { readonly rules: readonly unknown[] } | { readonly objects: readonly Readonly<Record<string, unknown>>[] };

/** Collects what such a program reads. */
export interface EngineWriter {
  /** @throws for a workload that the program cannot watch, which leaves the output as it was */
  add(workload: WatchedWorkload): void;
  output(): EngineOutput;
}

function falco(): EngineWriter {
  const file = new FalcoRules();
  return { add: (workload) => file.add(workload), output: () => ({ rules: file.entries() }) };
}

function tetragon(): EngineWriter {
  const objects: Readonly<Record<string, unknown>>[] = [];
  return { add: (workload) => { objects.push(tracingPolicy(workload)); }, output: () => ({ objects }) };
}

/** The programs that watch processes on the nodes, by name. */
export const ENGINES: Readonly<Record<'falco' | 'tetragon', () => EngineWriter>> = { falco, tetragon };

/** The name of such a program. */
export type EngineName = keyof typeof ENGINES;
