/**
 * Scans images with Syft, Grype and Trivy, and holds what we read in their files against what is in the images: `npm run conformance -- scans`.
 * Writes the files that the tests read: `npx tsx conformance/scans.ts --write`; both without a tool that is not built: `--without trivy`.
 */
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { writeFixtures } from './scans/fixtures';
import { buildPrograms, output, outputOf, ownProgram, ProgramName, TOOLS } from './scans/programs';
import { names, packages, paths, programs, refused, ScannedRoot, vulnerabilities } from './scans/readings';
import { databasesIn, PushedImage, withRegistry } from './scans/registry';
import { makeRoots, Root } from './scans/roots';
import { ImageTool, NAMED_BY, NamedBy, referenceOf, scanned, ScanFile } from './scans/scanned';
import { writeForGrype, writeForTrivy } from './scans/vulnerabilities';
import { main, Row, Suite, SuiteResult } from './suite';

const ALL: readonly ImageTool[] = ['syft', 'grype', 'trivy'];

/** Databases of vulnerabilities, made as the tools' makers make them. */
function makeDatabases(folder: string, roots: readonly Root[], tools: readonly ImageTool[]): void {
  const { grype, trivy } = databasesIn(folder);
  const known = roots.flatMap((root) => root.packages);
  if (tools.includes('grype')) {
    writeForGrype(known, join(folder, 'vunnel'));
    output(ownProgram(), ['database', join(folder, 'vunnel'), join(grype, '6')]);
  }
  if (tools.includes('trivy')) {
    const [lists, database] = [join(folder, 'vuln-list'), join(trivy, 'db')];
    writeForTrivy(known, lists);
    outputOf('trivy-db', ['build', '--cache-dir', lists, '--output-dir', database, '--only-update', 'debian', '--only-update', 'nvd']);
  }
}

interface Scans { readonly roots: readonly ScannedRoot[]; readonly named: ReadonlyMap<NamedBy, readonly ScanFile[]>; readonly image: PushedImage }

/** Every image by its tag, and one by all its names. */
async function scanAll(folder: string, address: string, tools: readonly ImageTool[]): Promise<Scans> {
  const roots = makeRoots(folder);
  makeDatabases(folder, roots, tools);
  return withRegistry(address, roots, (images) => {
    const scan = (image: PushedImage, by: NamedBy, name: string): ScanFile[] => scanned(referenceOf(image, by), tools, folder, join(folder, 'scans', name));
    const each = roots.map((root, i) => ({ root, image: images[i], files: scan(images[i], 'tag', root.name) }));
    const at = roots.findIndex(({ name }) => name === 'distroless');
    const named = new Map(NAMED_BY.map((by) => [by, by === 'tag' ? each[at].files : scan(images[at], by, `by ${by}`)]));
    return { roots: each, named, image: images[at] };
  });
}

async function withScans<T>(address: string, tools: readonly ImageTool[], use: (scans: Scans) => T): Promise<T> {
  buildPrograms(tools.flatMap((tool): ProgramName[] => (tool === 'trivy' ? [tool, 'trivy-db'] : [tool])));
  const folder = mkdtempSync(join(tmpdir(), 'scans-'));
  try {
    return use(await scanAll(folder, address, tools));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const shortfallsOf = (rows: readonly Row[]): string[] => rows.filter(({ cases }) => cases === 0).map(({ part }) => `${part}: nothing was compared`);

const run = (tools: readonly ImageTool[]): Promise<SuiteResult> => withScans('127.0.0.1:0', tools, ({ roots, named, image }) => {
  const rows = [
    vulnerabilities(roots), refused(roots), packages(roots), paths(roots), programs(roots),
    ...[...named].map(([by, files]) => names(image, by, files)),
  ];
  const notes = roots.map(({ root }) => `scans: ${root.name} holds ${root.packages.length} packages of Debian`);
  return { tools: tools.map((tool) => TOOLS[tool]), rows, notes, shortfalls: shortfallsOf(rows) };
});

export const suite: Suite = { name: 'scans', run: () => run(ALL) };

if (require.main === module) {
  const flags = process.argv.slice(2);
  const without = flags.indexOf('--without');
  const tools = ALL.filter((tool) => without < 0 || tool !== flags[without + 1]);
  if (flags.includes('--write')) void withScans('127.0.0.1:5000', tools, ({ roots }) => writeFixtures(roots));
  else if (without >= 0) void run(tools).then((result) => process.stdout.write(`${JSON.stringify(result, null, 2)}\n`));
  else void main(suite);
}
