import { existsSync } from 'fs';
import { join } from 'path';
import { BenchFolder } from './check-bundle';
import { INPUTS } from './check-input';
import { Contender } from './interleaved';
import { DEFINITIONS, MONOKLE } from './peers/monokle';
import { GO_PEERS } from './peers/pinned';
import { chart, kustomization } from './peers/renderers';
import { cached } from '../conformance/scanners/installed';
import { GO_SCANNERS, KUBERNETES, PYTHON_SCANNERS } from '../conformance/scanners/pinned';
import { schemaLocation } from '../conformance/scanners/schemas';

/** A program that `check` is compared with, as a user would run it on one file. */
export interface Peer {
  readonly name: string;
  /** How many objects it is given: the slow ones get fewer, and ours gets the same. */
  readonly objects: number;
  /** It does other work than `check`, so that there is nothing to win. */
  readonly context?: true;
  /** The inputs that it judges: most take a list for one object. @default documents, with and without findings */
  readonly inputs?: readonly (keyof typeof INPUTS)[];
  /** What it does, where that is less than its name promises. */
  readonly does?: string;
  /** What is there where it is installed. */
  readonly installed: string;
  /** The command that installs it. */
  readonly install: string;
  readonly contender: (file: string, folder: BenchFolder) => Omit<Contender, 'name'>;
}

const ALL = Object.keys(INPUTS) as (keyof typeof INPUTS)[];
const WITH_FINDINGS = ['three findings per object'] as const;

const BY_CONFORMANCE = 'npm run conformance -- scanners';
const BY_BENCH = 'npx tsx bench/peers/install.ts';

const CHECKOV = cached('checkov', PYTHON_SCANNERS.checkov);

type Invocation = Omit<Peer, 'name' | 'installed' | 'install' | 'contender'> & Pick<Contender, 'exits'> & { readonly args: (file: string) => readonly string[] };

function goProgram(name: string, version: string, install: string, { args, exits, ...peer }: Invocation): Peer {
  const command = cached(name, version);
  return { name, ...peer, installed: command, install, contender: (file) => ({ command, args: args(file), exits }) };
}

/** A program in Go that the conformance suite installs; it ends with 1 where it has found something. */
const scanner = (name: keyof typeof GO_SCANNERS, invocation: Invocation): Peer =>
  goProgram(name, GO_SCANNERS[name].version, BY_CONFORMANCE, { exits: [0, 1], ...invocation });

/** A program in Go that only the benchmarks need. */
const other = (name: keyof typeof GO_PEERS, invocation: Invocation): Peer => goProgram(name, GO_PEERS[name].version, BY_BENCH, invocation);

/** Nothing is downloaded, no ignore file or annotation is honored, what passes is not printed where that can be chosen. */
export const PEERS: readonly Peer[] = [
  scanner('kube-score', {
    objects: 10_000,
    inputs: ALL,
    args: (file) => [
      'score', '--all-default-optional', '--disable-ignore-checks-annotations', '--disable-optional-checks-annotations', '--kubernetes-version', 'v1.36', '-o', 'ci', file,
    ],
  }),
  scanner('kubesec', { objects: 1000, args: (file) => ['scan', '--schema-location', schemaLocation(), '--exit-code', '0', file] }),
  scanner('trivy', {
    objects: 1000,
    args: (file) => [
      'config', '--quiet', '--misconfig-scanners', 'kubernetes', '--skip-check-update', '--skip-version-check', '--disable-telemetry',
      '--cache-dir', cached('trivy-cache', GO_SCANNERS.trivy.version), '--format', 'table', file,
    ],
  }),
  {
    name: 'checkov', objects: 1000, inputs: ALL, installed: join(CHECKOV, 'installed'), install: BY_CONFORMANCE,
    contender: (file) => ({
      command: join(CHECKOV, 'bin/checkov'), args: ['-f', file, '--framework', 'kubernetes', '--skip-download', '--compact', '--quiet', '-o', 'cli'], exits: [0, 1],
    }),
  },
  {
    name: '@monokle/validation', objects: 1000, installed: MONOKLE, install: BY_BENCH,
    contender: (file, folder) => {
      const validation = folder.bundle(join(__dirname, 'programs/monokle.ts'), 'monokle.js');
      return { command: process.execPath, args: [validation, MONOKLE, DEFINITIONS, KUBERNETES.slice(1), file] };
    },
  },
  // it ends with 0 where it has found no policy to apply, so that only findings show that it did its work
  other('kyverno', {
    objects: 10_000, inputs: WITH_FINDINGS, does: 'Pod Security alone', exits: [1],
    args: (file) => ['apply', join(__dirname, 'peers/restricted.yaml'), '--resource', file, '--remove-color'],
  }),
  scanner('kubeconform', { objects: 10_000, inputs: WITH_FINDINGS, context: true, does: 'schemas alone', exits: [0], args: (file) => ['-strict', '-summary', '-schema-location', schemaLocation(), file] }),
  other('helm', { objects: 10_000, inputs: WITH_FINDINGS, context: true, does: '`template` alone', args: (file) => ['template', chart(file)] }),
  other('kustomize', { objects: 1000, inputs: WITH_FINDINGS, context: true, does: '`build` alone', args: (file) => ['build', kustomization(file)] }),
];

/** The peers that are installed, and those that are not. */
export function peers(): { readonly found: readonly Peer[]; readonly missing: readonly Peer[] } {
  const found = PEERS.filter(({ installed }) => existsSync(installed));
  return { found, missing: PEERS.filter((peer) => !found.includes(peer)) };
}
