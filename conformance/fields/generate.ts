/** Writes the tables of the built-in kinds, and before that what the API server enforces: `npm run generate:fields`. */
import { writeFileSync } from 'fs';
import { join } from 'path';
import { builtInTables, ENFORCED_FILE, mergedTypes, TABLES_FILE } from './built-in-tables';
import { tryRules } from './enforcement';
import { withJudge } from './judge';
import { build } from '../go-module';

async function main(): Promise<void> {
  const merged = mergedTypes();
  const enforced = await withJudge(build(join(__dirname, '..', 'apiserver')), ({ client, objects }) => tryRules(client, objects, merged));
  writeFileSync(ENFORCED_FILE, `${JSON.stringify(enforced, null, 1)}\n`);
  writeFileSync(TABLES_FILE, builtInTables(merged, enforced));
}

void main();
