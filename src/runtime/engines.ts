import { falcoRules } from './falco/falco-rules';
import { tracingPolicy } from './tetragon/tracing-policies';
import { WatchedWorkload } from './watched-workload';

/** What a program that watches processes reads: one document that is a list of rules, or an object for each workload. */
export type EngineOutput = { readonly rules: readonly unknown[] } | { readonly objects: readonly Readonly<Record<string, unknown>>[] };

/** The programs that watch processes on the nodes, by name; each throws for a workload that it cannot watch. */
export const ENGINES: Readonly<Record<'falco' | 'tetragon', (workloads: readonly WatchedWorkload[]) => EngineOutput>> = {
  falco: (workloads) => ({ rules: falcoRules(workloads) }),
  tetragon: (workloads) => ({ objects: workloads.map((workload) => tracingPolicy(workload)) }),
};

/** The name of such a program. */
export type EngineName = keyof typeof ENGINES;
