/**
 * Runs scanners of others on the manifests of every example, and writes RESULTS.md: `npm run conformance -- scanners`; without one of them, which
 * RESULTS.md then says: `npx tsx --tsconfig conformance/tsconfig.json conformance/scanners.ts --without trivy`.
 * Compares some of them with us on the manifests of a folder: `npx tsx conformance/scanners.ts --agreement FOLDER`.
 */
import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Known, readKnown } from './known';
import { objectName } from './object-name';
import { reportAgreement } from './scanners/agreement-report';
import { checkov } from './scanners/checkov';
import { digestOf, examples } from './scanners/examples';
import { kubeScore } from './scanners/kube-score';
import { kubeconform } from './scanners/kubeconform';
import { kubesec } from './scanners/kubesec';
import { ObjectSet, withFolders } from './scanners/object-folders';
import { agreementIn, RESULTS, resultsText } from './scanners/results';
import { ObjectFolder, Scanner } from './scanners/scanner';
import { trivy } from './scanners/trivy';
import { main, Missing, Row, Suite, SuiteResult } from './suite';

const SCANNERS: readonly Scanner[] = [kubeScore, checkov, trivy, kubesec, kubeconform];

/** Those whose checks have equivalents among our controls. */
const COMPARED: readonly Scanner[] = [kubeScore, checkov, trivy, kubesec];

function rowOf({ tool, version, judge }: Scanner, sets: readonly ObjectSet[], folders: readonly ObjectFolder[]): Row {
  const names = new Map(folders.flatMap(({ files }, i) => files.map((file, n) => [file, `${sets[i].name}: ${objectName(sets[i].objects[n])}`])));
  process.stderr.write(`asking ${tool}\n`);
  const verdicts = judge(folders);
  const disagreements = verdicts.filter(({ passes }) => !passes).map(({ check, file, container, message }) => ({
    tool, version, check, object: names.get(file)!, detail: container === undefined ? message : `${container}: ${message}`,
  }));
  return { part: tool, cases: verdicts.length, disagreements };
}

/** A scanner that says nothing was not asked, or not understood. */
const silent = ({ part, cases }: Row): string[] => (cases === 0 ? [`${part} has no verdict`] : []);

async function run(without?: string): Promise<SuiteResult> {
  const scanners = SCANNERS.filter(({ tool }) => tool !== without);
  scanners.forEach(({ install }) => install());
  const sets = await examples();
  const rows = withFolders(sets, (folders) => scanners.map((scanner) => rowOf(scanner, sets, folders)));
  const tools = scanners.map(({ tool, version }) => ({ tool, version }));
  const result = { tools, rows, notes: [`scanners judged ${digestOf(sets)}; see conformance/RESULTS.md`], shortfalls: rows.flatMap(silent) };
  const agreement = existsSync(RESULTS) ? agreementIn(readFileSync(RESULTS, 'utf8')) : '';
  writeFileSync(RESULTS, `${resultsText(result, sets, without)}${agreement}`);
  return result;
}

export const suite: Suite = { name: 'scanners', run: () => run() };

async function agree(folder: string): Promise<void> {
  try {
    const known = new Known(readKnown(readFileSync(join(__dirname, 'KNOWN.md'), 'utf8')));
    process.exitCode = await reportAgreement(folder, COMPARED, known) ? 0 : 1;
  } catch (error) {
    process.exitCode = error instanceof Missing ? 2 : 1;
    process.stderr.write(`${(error as Error).message}\n`);
  }
}

if (require.main === module) {
  const [flag, value] = process.argv.slice(2);
  if (flag === '--agreement' && value) void agree(value);
  else if (flag === '--without' && value) void run(value).then(({ rows }) => process.stdout.write(`${rows.map(({ part, cases }) => `${part}: ${cases}`).join('\n')}\n`));
  else void main(suite);
}
