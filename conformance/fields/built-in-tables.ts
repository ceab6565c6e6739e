import { readFileSync } from 'fs';
import { join } from 'path';
import { Enforced } from './enforcement';
import { isStored, MergedTypes, mergeTypes } from './merged-types';
import { readOpenApi } from './open-api';
import { TableText } from './table-text';
import { KUBERNETES_VERSIONS } from '../releases';

export const ENFORCED_FILE = join(__dirname, 'enforced.json');
export const TABLES_FILE = join(__dirname, '..', '..', 'src', 'objects', 'fields', 'built-in-tables.ts');

/** The types of all versions. */
export const mergedTypes = (): MergedTypes => mergeTypes(KUBERNETES_VERSIONS.map(readOpenApi), isStored);

/** What the API server was found to enforce. */
export const knownRules = (): Enforced => JSON.parse(readFileSync(ENFORCED_FILE, 'utf8')) as Enforced;

/** The source of `src/objects/fields/built-in-tables.ts`. */
export function builtInTables(merged: MergedTypes, enforced: Enforced): string {
  return `// Made by conformance/fields/generate.ts from k8s.io/kubernetes ${KUBERNETES_VERSIONS.join(', ')}. Do not edit; \`Tables\` says how to read it.\n`
    + `export const BUILT_IN_TABLES = \`${new TableText(merged, enforced).text()}\`;\n`;
}
