/** Holds the tables of what the API server serves against the source of Kubernetes: `npm run conformance -- discovery`. */
import { existsSync, readFileSync } from 'fs';
import { basename } from 'path';
import { GeneratedFile, tables } from './discovery/tables';
import { releases, KUBERNETES_VERSIONS } from './releases';
import { Disagreement, main, Row, Suite, SuiteResult, Tool } from './suite';

const SOURCE: Tool = { tool: 'k8s.io/kubernetes', version: KUBERNETES_VERSIONS[KUBERNETES_VERSIONS.length - 1] };

/** One case per line; what only one side has is a disagreement. */
function compared({ path, text }: GeneratedFile): Row {
  const written = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const wanted = text.split('\n');
  const missing = wanted.filter((line) => !written.includes(line)).map((line) => ({ check: 'missing line', line }));
  const surplus = written.filter((line) => !wanted.includes(line)).map((line) => ({ check: 'surplus line', line }));
  const moved = missing.length + surplus.length === 0 && written.join('\n') !== text ? [{ check: 'order of lines', line: '' }] : [];
  const disagreements = [...missing, ...surplus, ...moved]
    .map(({ check, line }): Disagreement => ({ ...SOURCE, check, object: basename(path), detail: `${line.trim()}; run npx tsx conformance/discovery/write.ts` }));
  return { part: basename(path), cases: wanted.length, disagreements };
}

const run = (): SuiteResult => ({ tools: [SOURCE], rows: tables(releases()).map(compared), notes: [], shortfalls: [] });

export const suite: Suite = { name: 'discovery', run };

if (require.main === module) void main(suite);
