import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Metafile } from 'esbuild';

const ROOT = join(__dirname, '..');

/** The folder of the package that a bundled file is from; undefined for a file of ours. */
const packageOf = (file: string): string | undefined => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];

/** The texts of the licenses of what is in a bundle, which they ask to be passed on. Throws for a package without one. */
export function bundledLicenses({ inputs }: Metafile): string {
  const folders = [...new Set(Object.keys(inputs).flatMap((file) => packageOf(file) ?? []))].sort();
  return folders.map((folder) => {
    const at = join(ROOT, folder);
    const { name, version, license } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as Readonly<Record<string, string>>;
    const file = existsSync(at) ? readdirSync(at).find((one) => /^licen[cs]e/i.test(one)) : undefined;
    if (file === undefined) throw new Error(`${name} brings no text of its license, and is in the bundle; leave it out of the bundle, or add the text`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(at, file), 'utf8').trim()}\n`;
  }).join(`\n${'-'.repeat(80)}\n\n`);
}
