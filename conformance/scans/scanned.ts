import { mkdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import { outputOf } from './programs';
import { databasesIn, PushedImage } from './registry';

/** A tool that scans images. */
export type ImageTool = 'syft' | 'grype' | 'trivy';

/** The formats of each tool that we read, and the one in which it tells itself what it found. */
const FORMATS: Readonly<Record<ImageTool, readonly string[]>> = {
  syft: ['cyclonedx-json', 'spdx-json', 'syft-json'],
  grype: ['json', 'sarif'],
  trivy: ['json', 'sarif', 'cyclonedx', 'spdx-json'],
};

const EXTENSIONS: Readonly<Record<string, string>> = {
  'cyclonedx-json': 'cdx.json', 'cyclonedx': 'cdx.json', 'spdx-json': 'spdx.json', 'syft-json': 'own.json', 'json': 'json', 'sarif': 'sarif',
};

/** How an image is named when it is scanned. */
export type NamedBy = 'tag' | 'digest' | 'tag and digest' | 'digest of an index';

export const NAMED_BY: readonly NamedBy[] = ['tag', 'digest', 'tag and digest', 'digest of an index'];

export function referenceOf({ name, digest, indexDigest }: PushedImage, by: NamedBy): string {
  const repository = name.replace(/:[^:/]+$/, '');
  return { 'tag': name, 'digest': `${repository}@${digest}`, 'tag and digest': `${name}@${digest}`, 'digest of an index': `${repository}@${indexDigest}` }[by];
}

/** A file that a tool wrote about an image. */
export interface ScanFile {
  readonly tool: ImageTool;
  readonly format: string;
  readonly file: string;
  readonly text: string;
}

/** One format and its file. */
interface Output { readonly format: string; readonly file: string }

/** How each tool is run: on an image of a registry, without asking anybody else, with the databases of a folder. */
type Runner = (reference: string, outputs: readonly Output[], databases: string) => void;

const listed = (outputs: readonly Output[]): string[] => outputs.flatMap(({ format, file }) => ['--output', `${format}=${file}`]);

const runSyft: Runner = (reference, outputs) => {
  outputOf('syft', ['scan', `registry:${reference}`, '--quiet', ...listed(outputs)], { environment: { SYFT_CHECK_FOR_APP_UPDATE: 'false' } });
};

/** Grype writes its settings into the report: with relative paths that is the same on every machine. */
const runGrype: Runner = (reference, outputs, folder) => {
  const environment = {
    GRYPE_CHECK_FOR_APP_UPDATE: 'false', GRYPE_DB_AUTO_UPDATE: 'false', GRYPE_DB_VALIDATE_AGE: 'false', GRYPE_DB_CACHE_DIR: relative(folder, databasesIn(folder).grype),
  };
  const files = outputs.map(({ format, file }) => ({ format, file: relative(folder, file) }));
  outputOf('grype', [`registry:${reference}`, '--quiet', ...listed(files)], { environment, folder });
};

const OFFLINE = ['--skip-db-update', '--skip-java-db-update', '--skip-version-check', '--disable-telemetry', '--offline-scan'];

const runTrivy: Runner = (reference, outputs, databases) => {
  for (const { format, file } of outputs) {
    outputOf('trivy', [
      'image', '--quiet', '--image-src', 'remote', '--cache-dir', databasesIn(databases).trivy, ...OFFLINE, '--scanners', 'vuln', '--format', format, '--output', file, reference,
    ]);
  }
};

const RUNNERS: Readonly<Record<ImageTool, Runner>> = { syft: runSyft, grype: runGrype, trivy: runTrivy };

/** Has tools scan an image, in each of their formats. The files go into a folder. */
export function scanned(reference: string, tools: readonly ImageTool[], databases: string, folder: string): ScanFile[] {
  mkdirSync(folder, { recursive: true });
  return tools.flatMap((tool) => {
    const outputs = FORMATS[tool].map((format) => ({ format, file: join(folder, `${tool}.${EXTENSIONS[format]}`) }));
    RUNNERS[tool](reference, outputs, databases);
    return outputs.map(({ format, file }) => ({ tool, format, file, text: readFileSync(file, 'utf8') }));
  });
}
