import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { parseAllDocuments } from 'yaml';
import { runAction, runComponent, runPreCommit } from './ci-scripts';
import { packInto, run } from './packed';

/** What users get: the packed tarball, installed into an empty project. Needs the npm registry for the peers. */

jest.setTimeout(240_000);

const ROOT = join(__dirname, '..');
const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const BUNDLES = ['lib/cdk8s-hardened.js', 'lib/examples.js', 'lib/index.js', 'lib/on-demand.js', 'lib/start.js', 'lib/yaml.js']; // the command line, the library, and what they load on demand
const APP = `
const { Chart, Size } = require('cdk8s');
const { HardenedApp, HardenedNamespace, Quantity, Quota, SecureDeployment, SecurityProfile } = require('cdk8s-hardened');

const app = new HardenedApp({ profile: SecurityProfile.restricted({ registries: ['registry.example.com'] }) });
const shop = new HardenedNamespace(new Chart(app, 'shop'), 'shop', { quota: Quota.of({ pods: 4, requestsCpu: Quantity.cores(1) }) });
const web = new SecureDeployment(shop, 'web', { containers: [{ image: 'registry.example.com/shop/web:1.0.0', portNumber: 8080 }] });
web.writable('/tmp', Size.mebibytes(64));
app.synth();
`;

let project: string;
let packed: string[];
let megabytes: number;
let tarballFile: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'package-'));
  const tarball = packInto(project);
  tarballFile = join(project, tarball.filename);
  packed = tarball.files;
  megabytes = tarball.bytes / 1e6;
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', private: true }));
  const peers = ['cdk8s', 'cdk8s-plus-27', 'constructs'].map((name) => `${name}@${MANIFEST.devDependencies[name]}`);
  run('npm', [
    'install', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', `./${tarball.filename}`, ...peers,
  ], project);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test('the package holds what users need, and nothing else', () => {
  const roots = [...new Set(packed.map((file) => file.split('/')[0]))].sort();
  expect(roots).toEqual(['.jsii', 'LICENSE', 'NOTICE', 'README.ja.md', 'README.md', 'bin', 'lib', 'package.json', 'scaffold']);
  expect(packed).toEqual(expect.arrayContaining(['lib/index.js', 'lib/index.d.ts']));
  expect(packed.filter((file) => file.startsWith('lib/') && !/\.(js|d\.ts)$/.test(file))).toEqual(['lib/bundled-licenses.txt']);
});

test('every example of the API documentation can be shown in the other languages', () => {
  const rosetta = join(dirname(require.resolve('jsii-rosetta/package.json')), 'bin', 'jsii-rosetta'); // its exports leave the program out
  expect(() => run(process.execPath, [rosetta, 'extract', '--strict', '--output', join(project, 'examples.tabl.json'), ROOT], project)).not.toThrow();
});

test('the package is as large as the README says', () => {
  const [, stated] = /^\| TypeScript.*\| ([\d.]+) MB \|/m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
  expect(Math.abs(megabytes - Number(stated))).toBeLessThanOrEqual(0.1);
});

test('the code is in three bundles, and every type has a source, so none is left over from an older build', () => {
  expect(packed.filter((file) => file.startsWith('lib/') && file.endsWith('.js'))).toEqual([...BUNDLES, 'lib/jest.js'].sort());
  const sources = packed.filter((file) => file.endsWith('.d.ts')).map((file) => file.replace(/^lib/, 'src').replace(/\.d\.ts$/, '.ts'));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

test('what is bundled comes with its license', () => {
  const text = readFileSync(join(project, 'node_modules', 'cdk8s-hardened', 'lib', 'bundled-licenses.txt'), 'utf8');
  for (const name of ['commander', 'picocolors', 'yaml']) expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|ISC)\\)$`, 'm'));
  expect(text).toContain('Permission');
});

test('CommonJS and ES modules import every class of the API, with the name that jsii gave it', () => {
  const { types } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as { types: Record<string, { kind: string; name: string }> };
  const classes = Object.values(types).filter(({ kind }) => kind !== 'interface').map(({ name }) => name).sort();
  const print = 'console.log(JSON.stringify(Object.keys(api).sort()))';
  writeFileSync(join(project, 'names.cjs'), `const api = require('cdk8s-hardened'); ${print}`);
  writeFileSync(join(project, 'names.mjs'), `import { SecureDeployment } from 'cdk8s-hardened'; import * as all from 'cdk8s-hardened';
    if (typeof SecureDeployment !== 'function') throw new Error('no class');
    const { default: _, 'module.exports': __, __esModule: ___, ...api } = all; ${print}`);
  writeFileSync(join(project, 'rtti.cjs'), "const { SecureDeployment } = require('cdk8s-hardened'); console.log(SecureDeployment[Symbol.for('jsii.rtti')].fqn)");
  for (const program of ['names.cjs', 'names.mjs']) expect(JSON.parse(run(process.execPath, [program], project))).toEqual(classes);
  expect(run(process.execPath, ['rtti.cjs'], project).trim()).toBe('cdk8s-hardened.SecureDeployment');
});

test('nothing that it brings runs a script when it is installed', () => {
  expect(MANIFEST.dependencies ?? {}).toEqual({});
  const installed = JSON.parse(readFileSync(join(project, 'node_modules', '.package-lock.json'), 'utf8')).packages as Record<string, { hasInstallScript?: true }>;
  expect(Object.keys(installed)).toContain('node_modules/cdk8s-hardened');
  expect(Object.entries(installed).filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
});

test('an app in an empty project synthesizes with it', () => {
  writeFileSync(join(project, 'main.js'), APP);
  run(process.execPath, ['main.js'], project);
  const objects = parseAllDocuments(readFileSync(join(project, 'dist', 'shop.k8s.yaml'), 'utf8')).map((document) => document.toJS());
  expect(objects.map(({ kind }) => kind).sort()).toEqual([
    'Deployment', 'LimitRange', 'Namespace', 'NetworkPolicy', 'NetworkPolicy', 'PodDisruptionBudget', 'ResourceQuota', 'ServiceAccount',
  ]);
  const [container] = objects.find(({ kind }) => kind === 'Deployment').spec.template.spec.containers;
  expect(container.securityContext.capabilities).toEqual({ drop: ['ALL'] });
  expect(existsSync(join(project, '.hardened', 'index.json'))).toBe(true);
});

test('what an ordinary app does not run is loaded when somebody asks for it', () => {
  const print = "console.log(Object.keys(require.cache).some((file) => file.endsWith('on-demand.js')))";
  writeFileSync(join(project, 'apart.js'), `${APP} ${print}; require('cdk8s-hardened').ControlPlane; ${print};`);
  expect(run(process.execPath, ['apart.js'], project).trim().split('\n')).toEqual(['false', 'true']);
});

test('its validation judges for cdk8s-cli, from where npm installed it', () => {
  writeFileSync(join(project, 'main.js'), APP);
  writeFileSync(join(project, 'cdk8s.yaml'), `
app: node main.js
validations: [{ package: ./node_modules/cdk8s-hardened, version: ${MANIFEST.version}, class: HardenedValidation }]
`);
  const out = run(process.execPath, [join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s'), 'synth', '--check-upgrade=false'], project);
  expect(out).toContain('Construct Path: shop/shop/web');
  expect(out).toContain('Validations ended succesfully'); // so cdk8s-cli spells it
});

describe('in CI', () => {
  const BAD = 'the findings of a pod that runs as root';
  beforeAll(() => {
    mkdirSync(join(project, 'deploy'));
    writeFileSync(join(project, 'deploy', 'pod.yaml'), JSON.stringify({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'web', image: 'web:1', securityContext: { runAsUser: 0 } }] },
    }));
  });

  test(`the GitHub Action shows ${BAD} in the log, for code scanning and in the summary, and fails`, () => {
    const { status, output } = runAction(project, { paths: 'deploy' });
    expect([status, output]).toEqual([1, expect.stringContaining('run-as-non-root')]);
    const { version, runs: [{ results }] } = JSON.parse(readFileSync(join(project, 'cdk8s-hardened.sarif'), 'utf8'));
    expect([version, results.map(({ ruleId }: { ruleId: string }) => ruleId)]).toEqual(['2.1.0', expect.arrayContaining(['run-as-non-root'])]);
    expect(readFileSync(join(project, 'summary.md'), 'utf8')).toContain('| errors | warnings |');
  });

  test('fails without running what stands in an input of the action', () => {
    const { status, output } = runAction(project, { paths: 'deploy; touch stranger\n$(touch stranger)' });
    expect([status, output]).toEqual([2, expect.stringContaining('cannot be read')]);
    expect(existsSync(join(project, 'stranger'))).toBe(false);
  });

  test(`the GitLab component shows ${BAD} in the log and as a failed test, and fails`, () => {
    const { status, output } = runComponent(project, { paths: 'deploy', version: `file:${tarballFile}` });
    expect([status, output]).toEqual([1, expect.stringContaining('run-as-non-root')]);
    expect(readFileSync(join(project, 'cdk8s-hardened.xml'), 'utf8')).toContain('<failure');
  });

  test(`the hook of pre-commit shows ${BAD}, and stops the commit`, () => {
    const { status, output } = runPreCommit(project, ['deploy']);
    expect([status, output]).toEqual([1, expect.stringContaining('run-as-non-root')]);
  });
});
