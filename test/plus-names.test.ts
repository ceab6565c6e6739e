import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { MINORS, minorNamed, OWN_MINOR, RELEASES } from '../scripts/plus/minors';
import { renamed, renamedManifest } from '../scripts/plus/renamed';

const ROOT = join(__dirname, '..');
const MANIFEST = readFileSync(join(ROOT, 'package.json'), 'utf8');

describe('the copy of the sources for another minor of cdk8s-plus', () => {
  test.each([
    ["import * as kplus from 'cdk8s-plus-27';", "import * as kplus from 'cdk8s-plus-33';"],
    ['import cdk8s_plus_27 as kplus', 'import cdk8s_plus_33 as kplus'],
    ['import org.cdk8s.plus27.Probe;', 'import org.cdk8s.plus33.Probe;'],
    ["import { HardenedApp } from 'cdk8s-hardened';", "import { HardenedApp } from 'cdk8s-hardened-33';"],
    ["require('cdk8s-hardened')", "require('cdk8s-hardened-33')"],
    ['    { package: ./node_modules/cdk8s-hardened, version: 1 }', '    { package: ./node_modules/cdk8s-hardened-33, version: 1 }'],
    ['from cdk8s_hardened.testing import assert_satisfies', 'from cdk8s_hardened_33.testing import assert_satisfies'],
    ['python -m cdk8s_hardened check dist', 'python -m cdk8s_hardened_33 check dist'],
    ['cdk8s-hardened>={{version}}', 'cdk8s-hardened-33>={{version}}'],
    ["import 'cdk8s-hardened/jest';", "import 'cdk8s-hardened-33/jest';"],
    ['"cdk8s-hardened": "^{{version}}"', '"cdk8s-hardened-33": "^{{version}}"'],
    ['"^cdk8s-hardened/jest$": "<rootDir>/src/jest/index.ts"', '"^cdk8s-hardened-33/jest$": "<rootDir>/src/jest/index.ts"'],
    ['"^cdk8s-hardened$": "<rootDir>/src/index.ts"', '"^cdk8s-hardened-33$": "<rootDir>/src/index.ts"'],
  ])('%s becomes %s', (text, other) => expect(renamed(text, 33)).toBe(other));

  test.each([
    "program.name('cdk8s-hardened')", '"cdk8s-hardened": "bin/cdk8s-hardened"', 'npx cdk8s-hardened check deploy/', 'Capability.ALL came with cdk8s-plus-28', "require('../cdk8s-hardened.js')", 'cdk8s-plus-270',
  ])('%s stays', (text) => expect(renamed(text, 33)).toBe(text));

  test('is the repository itself for the minor that the sources name', () => {
    expect([renamed(MANIFEST, OWN_MINOR), renamedManifest(MANIFEST, OWN_MINOR)]).toEqual([MANIFEST, MANIFEST]);
  });
});

test.each(['scaffold', 'languages'])('no file of %s names the package or cdk8s-plus of the first minor, nor a version of them, in the copy for another', (folder) => {
  const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'));
  const texts = files.map(({ parentPath, name }) => [name, renamed(readFileSync(join(parentPath, name), 'utf8'), 33)] as const);
  expect(texts.filter(([, text]) => /plus.?27|\b2\.9\.5\b|(import|from|-m) ['"]?cdk8s[-_]hardened\b(?![-_]33)|"?cdk8s-hardened"?(: "\^|[>=]=)/.test(text)).map(([name]) => name)).toEqual([]);
});

test('the package for another minor has its name and its peer, and nothing of the first minor, in all languages', () => {
  const text = renamedManifest(MANIFEST, 33);
  const manifest = JSON.parse(text);
  expect(manifest.name).toBe('cdk8s-hardened-33');
  expect(manifest.bin).toEqual(JSON.parse(MANIFEST).bin);
  expect(manifest.peerDependencies['cdk8s-plus-33']).toBe(`^${RELEASES[33].version}`);
  expect(text).not.toMatch(/plus.?27/);
  const names = ({ targets }: { targets: Record<string, object> }): string[] =>
    Object.values(targets).flatMap((target) => Object.values(target)).map((name) => JSON.stringify(name));
  const shared = names(manifest.jsii).filter((name) => names(JSON.parse(MANIFEST).jsii).includes(name));
  expect(shared).toEqual(['"github.com/cdk8s-hardened/cdk8s-hardened-go"']); // one repository holds all Go packages, each in a folder of its name
});

test('fails for a minor that there is no package for', () => {
  expect(MINORS).toEqual([27, 28, 29, 30, 31, 32, 33, 34]);
  expect(() => minorNamed('26')).toThrow('there is no package for cdk8s-plus-26; pass one of 27, 28, 29, 30, 31, 32, 33, 34');
});

test('the table of docs/cdk8s-plus.md has a row for each minor, with the release that is used', () => {
  const own = JSON.parse(MANIFEST).devDependencies[`cdk8s-plus-${OWN_MINOR}`];
  const rows = readFileSync(join(ROOT, 'docs', 'cdk8s-plus.md'), 'utf8').match(/^\| `cdk8s-hardened.*/gm)!.map((row) => /cdk8s-plus-\d+ [\d.]+/.exec(row)![0]);
  expect(rows).toEqual(MINORS.map((minor) => `cdk8s-plus-${minor} ${RELEASES[minor]?.version ?? own}`));
});
