import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';

/** `rewrite <folder>`: parses every file with its comments and writes it again, and does nothing else. */
for (const name of readdirSync(process.argv[2])) {
  const file = join(process.argv[2], name);
  const documents = parseAllDocuments(readFileSync(file, 'utf8'));
  writeFileSync(file, documents.map(String).join(''));
}
