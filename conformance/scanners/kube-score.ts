import { goProgram, scan } from './installed';
import { GO_SCANNERS } from './pinned';
import { ObjectFolder, Scanner, Verdict } from './scanner';

interface Comment { readonly path: string; readonly summary: string }

interface Check {
  readonly check: { readonly id: string };
  readonly grade: number;
  readonly skipped: boolean;
  readonly comments: readonly Comment[] | null;
}

interface Scored { readonly file_name: string; readonly checks: readonly Check[] }

const BEST_GRADE = 10;
const EVERY_CHECK = [
  '--all-default-optional', '--disable-ignore-checks-annotations', '--disable-optional-checks-annotations', '--kubernetes-version', 'v1.36',
];

/** A comment names a container by its name alone. */
function verdictsOn({ file_name: file, checks }: Scored): Verdict[] {
  return checks.filter(({ skipped }) => !skipped).flatMap(({ check: { id: check }, grade, comments }): Verdict[] => {
    if (grade >= BEST_GRADE) return [{ check, file, passes: true, message: '' }];
    return (comments ?? []).map(({ path, summary }) => ({ check, file, ...(path ? { container: path } : {}), passes: false, message: summary }));
  });
}

function judge({ files }: ObjectFolder): Verdict[] {
  const scored = scan(goProgram('kube-score'), ['score', ...EVERY_CHECK, '--output-format', 'json', ...files], [0, 1]);
  return (JSON.parse(scored) as Scored[] | null ?? []).flatMap(verdictsOn);
}

export const kubeScore: Scanner = {
  tool: 'kube-score',
  version: GO_SCANNERS['kube-score'].version,
  install: () => goProgram('kube-score'),
  judge: (folders) => folders.flatMap(judge),
};
