import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { callEmbedded } from '../../../src/cli/embedded';
import { Manifest } from '../../../src/objects/manifest';

const TOOL = { name: 'cdk8s-hardened', version: '0.0.0' };

export const objectsOf = (text: string): Manifest[] => parseAllDocuments(text).map((document) => document.toJS() as Manifest);

async function inFile<T>(text: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'published-'));
  try {
    const file = join(folder, 'app.yaml');
    writeFileSync(file, text);
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What `harden` makes of a manifest. */
export interface HardenedManifest {
  readonly text: string;
  /** The kinds of what it says "may need care". */
  readonly foretold: readonly string[];
}

/** A manifest after `harden --in-place` with these options. */
export async function hardenedManifest(text: string, options: readonly string[]): Promise<HardenedManifest> {
  return inFile(text, async (file) => {
    const { out } = await callEmbedded(['harden', '--in-place', '--format', 'json', ...options, file], TOOL);
    const { mayNeedCare } = JSON.parse(out) as { readonly mayNeedCare: readonly { readonly id: string }[] };
    return { text: readFileSync(file, 'utf8'), foretold: [...new Set(mayNeedCare.map(({ id }) => id))] };
  });
}

/** What `check` says that the image of a manifest still needs. */
export async function unmetNeeds(text: string): Promise<readonly string[]> {
  return inFile(text, async (file) => {
    const { out } = await callEmbedded(['check', '--format', 'json', file], TOOL);
    return (JSON.parse(out) as { readonly findings: readonly { readonly control: string; readonly message: string }[] }).findings
      .filter(({ control }) => control === 'image-needs-met').map(({ message }) => message);
  });
}
