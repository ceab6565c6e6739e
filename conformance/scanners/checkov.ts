import { resolve } from 'path';
import { pythonProgram, scan } from './installed';
import { PYTHON_SCANNERS } from './pinned';
import { ObjectFolder, rootOf, Scanner, Verdict } from './scanner';

interface Checked {
  readonly check_id: string;
  readonly check_name: string;
  readonly check_result: { readonly result: string };
  readonly file_abs_path: string;
}

interface Results {
  readonly passed_checks: readonly Checked[];
  readonly failed_checks: readonly Checked[];
  readonly parsing_errors: readonly string[];
}

const ARGUMENTS = ['--framework', 'kubernetes', '--skip-download', '--compact', '--output', 'json'];

/** Its start takes seconds, so all folders are read at once. */
function judge(folders: readonly ObjectFolder[]): Verdict[] {
  const root = rootOf(folders);
  const { results } = JSON.parse(scan(pythonProgram('checkov'), ['--directory', root, ...ARGUMENTS], [0, 1], root)) as { readonly results: Results };
  const { passed_checks: passed, failed_checks: failed, parsing_errors: unread } = results;
  if (unread.length > 0) throw new Error(`checkov cannot read ${unread.join(', ')}`);
  return [...passed, ...failed].map(({ check_id: check, file_abs_path: file, check_name: name, check_result: { result } }) => ({
    check, file: resolve(file), passes: result === 'PASSED', message: name,
  }));
}

export const checkov: Scanner = {
  tool: 'checkov',
  version: PYTHON_SCANNERS.checkov,
  install: () => pythonProgram('checkov'),
  together: true,
  judge,
};
