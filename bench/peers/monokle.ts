import { spawnSync } from 'child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { cached, makeOnce } from '../../conformance/scanners/installed';
import { KUBERNETES } from '../../conformance/scanners/pinned';
import { strictDefinitions } from '../../conformance/scanners/schemas';

const PINNED = join(__dirname, 'monokle');
const { dependencies: versions } = JSON.parse(readFileSync(join(PINNED, 'package.json'), 'utf8')) as { readonly dependencies: Readonly<Record<string, string>> };

/** Where the library is installed, in the versions of the lockfile. */
export const MONOKLE = cached('monokle', versions['@monokle/validation']);

/** What the library would fetch from its maker's server: the schemas of all kinds. */
export const DEFINITIONS = `${cached('definitions', KUBERNETES)}.json`;

export function installMonokle(): void {
  makeOnce(DEFINITIONS, (draft) => writeFileSync(draft, JSON.stringify({ definitions: strictDefinitions() })));
  makeOnce(MONOKLE, (draft) => {
    mkdirSync(draft);
    for (const name of ['package.json', 'package-lock.json']) cpSync(join(PINNED, name), join(draft, name));
    const { error, status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: draft, encoding: 'utf8' });
    if (error || status !== 0) throw new Error(`@monokle/validation cannot be installed from the npm registry: ${error?.message ?? stderr}`);
  });
}
