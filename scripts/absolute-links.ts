/**
 * Makes the links of the README absolute in the assembly of jsii, from which the packages for other languages take it: PyPI and NuGet show it without the
 * files around it. Run by the task `compile`. The website of npm resolves links by the field `repository`, so README.md stays as it is.
 */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { linkedAbsolutely } from './package-page';

const ROOT = join(__dirname, '..');
const ASSEMBLY = join(ROOT, '.jsii');

const assembly = JSON.parse(readFileSync(ASSEMBLY, 'utf8')) as { readme: { markdown: string } };
assembly.readme.markdown = linkedAbsolutely(assembly.readme.markdown);
writeFileSync(ASSEMBLY, JSON.stringify(assembly, undefined, 2));
