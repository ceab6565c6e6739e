import { existsSync } from 'fs';
import { Contender } from './interleaved';
import { cached } from '../conformance/scanners/installed';
import { GO_SCANNERS, PYTHON_SCANNERS } from '../conformance/scanners/pinned';
import { schemaLocation } from '../conformance/scanners/schemas';

/** A scanner with its checks on, as a user would run it on one file. */
export interface Peer {
  readonly name: string;
  /** How many objects it is given: the slow ones get fewer, and ours gets the same. */
  readonly objects: number;
  readonly program: string;
  readonly contender: (file: string) => Contender;
}

const GO = (name: keyof typeof GO_SCANNERS): string => cached(name, GO_SCANNERS[name].version);

const PEERS: readonly Omit<Peer, 'contender'>[] = [
  { name: 'kube-score', objects: 10_000, program: GO('kube-score') },
  { name: 'kubesec', objects: 1000, program: GO('kubesec') },
  { name: 'trivy', objects: 1000, program: GO('trivy') },
  { name: 'checkov', objects: 1000, program: `${cached('checkov', PYTHON_SCANNERS.checkov)}/bin/checkov` },
];

/** Nothing is downloaded, no ignore file or annotation is heeded, what passes is not printed where that can be chosen. */
const ARGUMENTS: Readonly<Record<string, (file: string) => readonly string[]>> = {
  'kube-score': (file) => [
    'score', '--all-default-optional', '--disable-ignore-checks-annotations', '--disable-optional-checks-annotations', '--kubernetes-version', 'v1.36', '-o', 'ci', file,
  ],
  'kubesec': (file) => ['scan', '--schema-location', schemaLocation(), '--exit-code', '0', file],
  'trivy': (file) => [
    'config', '--quiet', '--misconfig-scanners', 'kubernetes', '--skip-check-update', '--skip-version-check', '--disable-telemetry',
    '--cache-dir', cached('trivy-cache', GO_SCANNERS.trivy.version), '--format', 'table', file,
  ],
  'checkov': (file) => ['-f', file, '--framework', 'kubernetes', '--skip-download', '--compact', '--quiet', '-o', 'cli'],
};

/** The scanners that `npm run conformance -- scanners` has installed, and the names of those that it has not. */
export function peers(): { readonly found: readonly Peer[]; readonly missing: readonly string[] } {
  const found = PEERS.filter(({ program }) => existsSync(program)).map((peer): Peer => ({
    ...peer,
    contender: (file) => ({ name: `${peer.name} ${file}`, command: peer.program, args: ARGUMENTS[peer.name](file), exits: [0, 1] }),
  }));
  return { found, missing: PEERS.filter(({ program }) => !existsSync(program)).map(({ name }) => name) };
}
