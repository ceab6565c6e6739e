import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Manifest } from '../../src/objects/manifest';
import { AdmissionRequest } from '../../test/admission/requests';
import { build } from '../go-module';
import { Tool } from '../suite';

/** The code of the API server that runs policies. */
export const API_SERVER: Tool = { tool: 'kube-apiserver policies', version: 'v0.37.2' };

/** Policies, and the requests that they are to judge. */
export interface Job {
  readonly policies: readonly object[];
  readonly bindings?: readonly object[];
  readonly mutating?: readonly object[];
  /** Whether to validate, compile and type-check the policies too. */
  readonly review?: boolean;
  /** Whether to read them as the API server reads its own files. */
  readonly fromFiles?: boolean;
  readonly cases: readonly AdmissionRequest[];
}

export interface Refusal { readonly policy: string; readonly message: string; readonly failed: boolean }

export interface Judged {
  /** Why the object is none that the API server knows. */
  readonly error?: string;
  readonly refusals: readonly Refusal[];
  /** In the units of CEL; a policy may cost 10,000,000. */
  readonly cost: number;
  /** Of the dearest policy. */
  readonly dearest: number;
  readonly policies: number;
}

/** An object before and after the mutating policies. */
export interface Mutated { readonly error?: string; readonly before: Manifest; readonly after: Manifest }

/** What the API server says to one job. */
export interface Answer {
  /** Why it would not store the policies. */
  readonly problems: readonly string[];
  /** What it would write into their status. */
  readonly warnings: readonly string[];
  readonly verdicts: readonly Judged[];
  readonly mutated: readonly Mutated[];
}

/** What the API server says to each job. */
export function judge(jobs: readonly Job[]): Answer[] {
  const folder = mkdtempSync(join(tmpdir(), 'admission-'));
  try {
    const program = join(folder, 'judge');
    build(__dirname, { program });
    const { stdout, stderr, status } = spawnSync(program, { input: jobs.map((job) => JSON.stringify(job)).join('\n'), encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (status !== 0) throw new Error(stderr);
    return stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Answer);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
