/**
 * Writes docs/api from the assembly of jsii: one page for each folder of the sources that has public types, and the index; removes the pages of folders that
 * are gone. Run by the task `docgen`. jsii-docgen alone makes pages for submodules of jsii, of which this package has none, since each of them would be a
 * namespace of its own in every language.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join, posix } from 'path';
import { defaultLinkFormatter, Documentation, JsiiEntity, Language, MarkdownRenderer, Schema } from 'jsii-docgen';

const ROOT = join(__dirname, '..');
const FOLDER = join(ROOT, 'docs', 'api');
const KINDS = ['constructs', 'structs', 'classes', 'interfaces', 'enums'] as const;

/** What we read of the assembly. */
interface Assembly { readonly types: Readonly<Record<string, { readonly locationInModule: { readonly filename: string } }>> }

/** What the index shows of a type. */
interface Summary { readonly id: string; readonly displayName: string; readonly docs: { readonly summary?: string } }

const pageOf = (folder: string): string => `${folder.replace(/^src\/(constructs\/)?/, '').replaceAll('/', '-')}.md`;

/** The folders of each page. */
const folders = new Map<string, Set<string>>();
/** The page of each type, by its id. */
const pages = new Map<string, string>();

const { types } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as Assembly;
for (const [id, { locationInModule }] of Object.entries(types)) {
  const folder = posix.dirname(locationInModule.filename);
  const page = pageOf(folder);
  folders.set(page, (folders.get(page) ?? new Set()).add(folder));
  pages.set(id, page);
}

/** A link to a type or one of its members, on whichever page it is. */
function link(entity: JsiiEntity, metadata: Schema['metadata']): string {
  const page = pages.get(entity.id.split('.').slice(0, 2).join('.'));
  const local = defaultLinkFormatter(entity, metadata);
  return page === undefined ? local : local.replace('href="#', `href="${page}#`);
}

/** The part of the reference that one page shows. */
function partOf({ apiReference, ...schema }: Schema, page: string): Schema {
  const on = <T extends { readonly id: string }>(all: readonly T[]): T[] => all.filter(({ id }) => pages.get(id) === page);
  const { constructs, structs, classes, interfaces, enums } = apiReference!;
  return {
    ...schema,
    apiReference: { constructs: on(constructs), structs: on(structs), classes: on(classes), interfaces: on(interfaces), enums: on(enums) },
  };
}

/** jsii-docgen makes a link of whatever stands after `@see`; that of cdk8s-plus names methods. */
const withoutNamesAsLinks = (text: string): string => text.replace(/\[([\w.]+\(\))\]\(\1\)/g, '`$1`');

const titleOf = (page: string): string => page.replace(/\.md$/, '');

function pageText(schema: Schema, page: string): string {
  const header = { title: titleOf(page), id: titleOf(page) };
  const reference = MarkdownRenderer.fromSchema(partOf(schema, page), { header, linkFormatter: link }).render();
  const sources = [...folders.get(page)!].map((folder) => `[${folder}](../../${folder})`).join(', ');
  const [title, ...rest] = withoutNamesAsLinks(reference).trim().split('\n');
  return [title, '', `Sources: ${sources}. All pages: [index](README.md).`, ...rest, ''].join('\n');
}

function indexText(schema: Schema, names: readonly string[]): string {
  const tables = names.map((page) => {
    const { apiReference } = partOf(schema, page);
    const all = KINDS.flatMap((kind): readonly Summary[] => apiReference![kind]).sort((one, other) => (one.id < other.id ? -1 : 1));
    const rows = all.map(({ id, displayName, docs: { summary = '' } }) => `| [${displayName}](${page}#${id}) | ${summary.replace(/\s+/g, ' ').replaceAll('|', '\\|')} |`);
    return [`## [${titleOf(page)}](${page})`, '', '| type | |', '|---|---|', ...rows, ''].join('\n');
  });
  const introduction = 'The public types, by the folder of the sources that they are in, under the names of TypeScript; [languages.md](../languages.md) has those that differ elsewhere.';
  return ['# API', '', introduction, '', ...tables].join('\n');
}

async function main(): Promise<void> {
  const documentation = await Documentation.forProject(ROOT);
  const { content } = await documentation.toJson({ language: Language.TYPESCRIPT });
  await documentation.cleanup();
  const names = [...folders.keys()].sort();
  const texts = new Map([...names.map((page) => [page, pageText(content, page)] as const), ['README.md', indexText(content, names)] as const]);
  mkdirSync(FOLDER, { recursive: true });
  for (const file of readdirSync(FOLDER)) if (!texts.has(file)) rmSync(join(FOLDER, file), { recursive: true });
  for (const [file, text] of texts) writeFileSync(join(FOLDER, file), text);
}

void main();
