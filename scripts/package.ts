/**
 * Builds the packages into `dist`: `npm run package`, `npm run package -- python go`, and with `--plus 33` those of the same sources for another minor of
 * cdk8s-plus, named `cdk8s-hardened-33`, into `dist/plus-33`.
 */
import { spawnSync } from 'child_process';
import { cpSync, rmSync } from 'fs';
import { join } from 'path';
import { parseArgs } from 'util';
import { minorNamed } from './plus/minors';
import { plusTree } from './plus/tree';

const ROOT = join(__dirname, '..');
const LANGUAGES = ['js', 'python', 'java', 'go', 'dotnet'];

function run(task: string, cwd: string): void {
  const { status } = spawnSync(process.execPath, [require.resolve('projen/bin/projen'), task], { cwd, stdio: 'inherit' });
  if (status !== 0) throw new Error(`the task ${task} failed in ${cwd}`);
}

const { values: { plus }, positionals } = parseArgs({ options: { plus: { type: 'string' } }, allowPositionals: true });
const unknown = positionals.filter((language) => !LANGUAGES.includes(language));
if (unknown.length > 0) throw new Error(`there is no package for ${unknown.join(', ')}; pass some of ${LANGUAGES.join(', ')}, or none for all`);
const languages = positionals.length > 0 ? positionals : LANGUAGES;
const tree = plus === undefined ? ROOT : plusTree(minorNamed(plus));
if (plus !== undefined) run('compile', tree);
for (const language of languages) run(`package:${language}`, tree);
if (plus !== undefined) {
  const target = join(ROOT, 'dist', `plus-${plus}`);
  rmSync(target, { recursive: true, force: true });
  cpSync(join(tree, 'dist'), target, { recursive: true });
}
