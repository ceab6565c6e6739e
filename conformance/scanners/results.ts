import { join } from 'path';
import { digestOf } from './examples';
import { ObjectSet } from './object-folders';
import { ABSENT } from './pinned';
import { grouped } from '../../src/objects/grouped';
import { SuiteResult } from '../suite';

export const RESULTS = join(__dirname, '..', 'RESULTS.md');

const DIGEST = /^Judged manifests: `(sha256:[0-9a-f]{64})`$/m;

/** The digest of the manifests that the results are about; undefined where there is none. */
export const digestIn = (results: string): string | undefined => DIGEST.exec(results)?.[1];

/** A cell ends at a pipe, and a row at a line break. */
const cell = (text: string): string => text.replace(/\s+/g, ' ').replace(/\|/g, '\\|');

const table = (...rows: readonly (readonly string[])[]): string => rows.map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

function scannersTable({ tools, rows }: SuiteResult): string {
  return table(
    ['scanner', 'version', 'verdicts', 'passed', 'findings'],
    ['---', '---', '---:', '---:', '---:'],
    ...rows.map(({ part, cases, disagreements: { length: findings } }) => {
      const version = tools.find(({ tool }) => tool === part)?.version ?? '';
      return [part, version, ...[cases, cases - findings, findings].map(String)];
    }),
  );
}

/** One line for each check, with what it says first; in an order of our own, since kube-score answers in any. */
function findingsTable({ rows }: SuiteResult): string {
  const byCheck = grouped(rows.flatMap(({ disagreements }) => disagreements), ({ tool, check }) => `${tool}:${check}`);
  return table(
    ['scanner', 'check', 'times', 'it says'],
    ['---', '---', '---:', '---'],
    ...[...byCheck.keys()].sort().map((key) => byCheck.get(key)!)
      .map((findings) => [findings[0].tool, `\`${findings[0].check}\``, String(findings.length), findings.map(({ detail }) => detail).sort()[0]]),
  );
}

const AGREEMENT = '\n## Agreement on public manifests\n';

/** RESULTS.md with these lines as its last part. */
export function withAgreement(results: string, lines: readonly Readonly<Record<string, string | number>>[]): string {
  const columns = Object.keys(lines[0]);
  const rows = lines.map((line) => columns.map((column) => String(line[column])));
  return `${results.split(AGREEMENT)[0]}${AGREEMENT}
Where a check of a scanner and a control judge the same, they are compared verdict by verdict; the last run of
\`npx tsx conformance/scanners.ts --agreement FOLDER\` found:

${table(columns, columns.map((_, i) => (i === 0 ? '---' : '---:')), ...rows)}
`;
}

/** The part that another run wrote. */
export const agreementIn = (results: string): string => {
  const at = results.indexOf(AGREEMENT);
  return at < 0 ? '' : results.slice(at);
};

/** RESULTS.md: what the scanners say about these manifests. */
export function resultsText(result: SuiteResult, sets: readonly ObjectSet[], without?: string): string {
  const absent = { ...ABSENT, ...(without && { [without]: 'left out of this run; its last results are in the history of this file' }) };
  return `# What scanners say about the examples

Written by \`npm run conformance -- scanners\`; do not edit. All checks that a scanner brings are on, and no ignore file or annotation is used. Each finding is
explained in [KNOWN.md](KNOWN.md). \`npm test\` fails when the examples give other manifests than these.

Judged: ${sets.flatMap(({ objects }) => objects).length} objects of ${sets.map(({ name }) => name).join(', ')}.
Judged manifests: \`${digestOf(sets)}\`

${scannersTable(result)}

## Findings

${findingsTable(result)}

## Scanners that do not take part

${table(['scanner', 'why'], ['---', '---'], ...Object.entries(absent))}
`;
}
