import { join } from 'path';
import { cached, goProgram, scan } from './installed';
import { GO_SCANNERS } from './pinned';
import { ObjectFolder, rootOf, Scanner, Verdict } from './scanner';

interface Misconfiguration { readonly ID: string; readonly Status: string; readonly Message: string }
interface Result { readonly Target: string; readonly Misconfigurations?: readonly Misconfiguration[] }

const { version } = GO_SCANNERS.trivy;

/** The checks that are built in: nothing is downloaded. An ignore file is looked for in the working directory, which is the folder of the objects. */
const ARGUMENTS = [
  'config', '--quiet', '--misconfig-scanners', 'kubernetes', '--k8s-version', '1.36.0', '--skip-check-update', '--skip-version-check', '--disable-telemetry', '--include-non-failures',
  '--cache-dir', cached('trivy-cache', version), '--format', 'json',
];

const CONTAINER = /^[Cc]ontainer "?'?([^'" ]+)'?"? of /;

/** Each file is judged by itself, so all folders are read at once. */
function judge(folders: readonly ObjectFolder[]): Verdict[] {
  const root = rootOf(folders);
  const { Results: results = [] } = JSON.parse(scan(goProgram('trivy'), [...ARGUMENTS, root], [0], root)) as { readonly Results?: readonly Result[] };
  return results.flatMap(({ Target: target, Misconfigurations: found = [] }) => found.map(({ ID: check, Status: status, Message: message }) => {
    const container = CONTAINER.exec(message)?.[1];
    return { check, file: join(root, target), ...(container ? { container } : {}), passes: status === 'PASS', message };
  }));
}

export const trivy: Scanner = {
  tool: 'trivy',
  version,
  install: () => goProgram('trivy'),
  judge,
};
