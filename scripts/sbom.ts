/**
 * Writes what the package contains, as CycloneDX, to `dist/sbom.cdx.json`: of what npm knows of the installed modules, those that are bundled, which
 * lib/bundled-licenses.txt names. Run by `npm run sbom`, after a build. The same build gives the same bytes.
 */
import { execFileSync } from 'child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

interface Component { readonly 'bom-ref': string; 'name': string; readonly 'version': string; 'scope'?: string }
interface Dependency { readonly ref: string; readonly dependsOn?: readonly string[] }
interface Bom {
  serialNumber?: string;
  metadata: { timestamp?: string; component: Component };
  components: readonly Component[];
  dependencies: readonly Dependency[];
}

/** The bundled modules, as `name@version`. */
function bundled(): Set<string> {
  const titles = readFileSync(join(ROOT, 'lib', 'bundled-licenses.txt'), 'utf8').matchAll(/^(\S+) (\d+\.\d+\.\d+\S*) \(.*\)$/gm);
  return new Set([...titles].map(([, name, version]) => `${name}@${version}`));
}

const bom = JSON.parse(execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 })) as Bom;
const wanted = bundled();
bom.components = bom.components.filter(({ name, version }) => wanted.has(`${name}@${version}`));
if (bom.components.length !== wanted.size) {
  throw new Error(`${[...wanted].join(', ')} are bundled, and npm knows of ${bom.components.map(({ name, version }) => `${name}@${version}`).join(', ')}; run \`npm ci\`, build again`);
}
for (const component of bom.components) component.scope = 'required'; // npm calls them optional, as dependencies of the development
delete bom.serialNumber;
delete bom.metadata.timestamp;
bom.metadata.component.name = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { name: string }).name; // npm names the folder
const own = bom.metadata.component['bom-ref'];
bom.dependencies = [{ ref: own, dependsOn: bom.components.map((component) => component['bom-ref']) }];
mkdirSync(join(ROOT, 'dist'), { recursive: true });
writeFileSync(join(ROOT, 'dist', 'sbom.cdx.json'), `${JSON.stringify(bom, undefined, 2)}\n`);
console.log(`dist/sbom.cdx.json: ${[...wanted].join(', ')}`);
