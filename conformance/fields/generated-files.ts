import { readFileSync } from 'fs';
import { join } from 'path';
import { ComponentRules } from './component-rules';
import { componentTypes } from './component-types';
import { CUSTOM_SOURCES, customTypes, DefinitionSource, NETWORK_PLUGIN_SOURCES, OLDER_SOURCES } from './custom-definitions';
import { Enforced, Rule, ruleKey } from './enforcement';
import { listDefaults } from './list-defaults';
import { isStored, MergedField, MergedTypes, mergeTypes } from './merged-types';
import { readOpenApi } from './open-api';
import { TableText } from './table-text';
import { KUBERNETES_VERSIONS } from '../releases';

/** A file that is made from the source of Kubernetes, or from the definitions of other kinds. */
export interface GeneratedFile { readonly path: string; readonly text: string }

const SRC = join(__dirname, '..', '..', 'src', 'objects', 'fields');
const KUBERNETES = `k8s.io/kubernetes ${KUBERNETES_VERSIONS.join(', ')}`;
const releasesOf = (sources: readonly DefinitionSource[]): string => [...new Set(sources.map(({ module, version }) => `${module} ${version}`))].join(', ');
const DEFINITIONS = releasesOf(CUSTOM_SOURCES);

export const ENFORCED_FILE = join(__dirname, 'enforced.json');
export const COMPONENT_RULES_FILE = join(__dirname, 'component-rules.json');

/** What the API server was found to enforce. */
export const knownRules = (): Enforced => JSON.parse(readFileSync(ENFORCED_FILE, 'utf8')) as Enforced;
/** What the components were found to want. */
export const knownComponentRules = (): ComponentRules => JSON.parse(readFileSync(COMPONENT_RULES_FILE, 'utf8')) as ComponentRules;

/** The types of the built-in kinds, of all versions. */
export const builtInTypes = (): MergedTypes => mergeTypes(KUBERNETES_VERSIONS.map(readOpenApi), isStored);

const file = (name: string, constant: string, table: TableText, sources = KUBERNETES): GeneratedFile => ({
  path: join(SRC, name),
  text: `// Made by conformance/fields/generate.ts from ${sources}. Do not edit; \`Tables\` says how to read it.\n`
    + `export const ${constant} = \`${table.text()}\`;\n`,
});

/** A value as this repository writes it. */
const literal = (json: string): string => (json.startsWith('"') ? `'${JSON.parse(json) as string}'` : json);

function listDefaultsFile(): GeneratedFile {
  const kinds = Object.entries(listDefaults()).map(([kind, defaults]) => (
    `  '${kind}': [\n${defaults.map(([path, value]) => `    ['${path}', ${literal(value)}],\n`).join('')}  ],\n`));
  return {
    path: join(SRC, 'list-defaults-table.ts'),
    text: `// Made by conformance/fields/generate.ts from ${releasesOf([...CUSTOM_SOURCES, ...OLDER_SOURCES, ...NETWORK_PLUGIN_SOURCES])}. Do not edit.\n`
      + '/** By kind, what the API server fills into the items of its lists: paths, whose `*` is each item, and values. */\n'
      + `export const LIST_DEFAULTS: Readonly<Record<string, readonly (readonly [string, unknown])[]>> = {\n${kinds.join('')}};\n`,
  };
}

/** What a definition says is enforced. */
function ofDefinition(rule: Rule, _: string, { required, values = [] }: MergedField): boolean {
  return rule === 'required' ? required : values.length > 0 && (rule === 'values' || rule === 'not empty');
}

/** The rules that a component has were found by breaking them. */
function ofComponent(rule: Rule, _: string, { required, values = [] }: MergedField): boolean {
  if (rule === 'required') return required;
  return values.length > 0 && (rule === 'values' || (rule === 'not empty' && !values.some(({ value }) => value === '')));
}

/** The tables, as the rules make them. */
export function generatedFiles(enforced: Enforced, rules: ComponentRules): readonly GeneratedFile[] {
  return [
    file('built-in-tables.ts', 'BUILT_IN_TABLES', new TableText(builtInTypes(), (rule, type, field) => enforced[ruleKey(rule, type, field.name)] ?? false)),
    file('custom-tables.ts', 'CUSTOM_TABLES', new TableText(customTypes(), ofDefinition), DEFINITIONS),
    listDefaultsFile(),
    file('component-tables.ts', 'COMPONENT_TABLES', new TableText(componentTypes(rules), ofComponent)),
  ];
}
