import { readFileSync, writeFileSync } from 'fs';
import { Agreement, agreementWith } from './agreement';
import { manifestsBelow } from './manifests';
import { withFolders } from './object-folders';
import { RESULTS, withAgreement } from './results';
import { Scanner } from './scanner';
import { Known } from '../known';
import { Disagreement } from '../suite';

/** Compares scanners with us on the manifests below a folder, prints a table, and writes it into RESULTS.md. True where every difference is known. */
export async function reportAgreement(folder: string, scanners: readonly Scanner[], known: Known): Promise<boolean> {
  const { sets, unread } = manifestsBelow(folder);
  scanners.forEach(({ install }) => install());
  const agreements = withFolders(sets, (folders) => scanners.map((scanner) => agreementWith(scanner, sets, folders)));
  const unexplained = agreements.flatMap(({ disagreements }) => disagreements.filter((one) => !known.explains(one)));
  const lines = agreements.map((agreement) => lineOf(agreement, unexplained));
  console.table(lines);
  process.stdout.write(`${sets.flatMap(({ objects }) => objects).length} objects of ${sets.length} files; ${unread} documents are no objects\n`);
  unexplained.forEach(({ tool, check, object, detail }) => process.stdout.write(`${tool}, ${check}, ${object}: ${detail}\n`));
  const unused = known.unused(scanners.map(({ tool, version }) => ({ tool: `${tool} agreement`, version })));
  unused.forEach(({ tool, check, line }) => process.stdout.write(`KNOWN.md:${line}: ${tool}, ${check} explains no difference any more; remove it\n`));
  writeFileSync(RESULTS, withAgreement(readFileSync(RESULTS, 'utf8'), lines));
  return unexplained.length === 0 && unused.length === 0;
}

function lineOf({ part, checks, cases, disagreements }: Agreement, unexplained: readonly Disagreement[]): Readonly<Record<string, string | number>> {
  const open = disagreements.filter((one) => unexplained.includes(one)).length;
  return {
    'scanner': part,
    'checks with an equivalent': checks.mapped,
    'of these compared': checks.compared,
    'verdicts': cases,
    'agreements': cases - disagreements.length,
    'differences explained': disagreements.length - open,
    'unexplained': open,
  };
}
