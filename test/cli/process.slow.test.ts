import { execFileSync, spawn } from 'child_process';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { Bundle } from './bundle';
import { folder, PRIVILEGED, write } from './command';
import { wantsColor } from '../../src/cli/terminal';

// eslint-disable-next-line no-control-regex -- what colors are made of
const COLOUR = /\u001b\[/;

const bundle = new Bundle();
let at: string;
beforeEach(() => { at = folder(); });

test('without a command it checks the working directory', async () => {
  write(at, { 'pod.yaml': PRIVILEGED });
  const { code, out, err } = await bundle.run([], { cwd: at });
  expect([code, err]).toEqual([1, '']);
  expect(out).toMatch(/^pod\.yaml\n {2}Pod shop\/bad\n {4}error +11:9 +no-privileged /m);
});

test('prints its version', async () => {
  const { out } = await bundle.run(['--version']);
  expect(out).toBe(`${JSON.parse(execFileSync('npm', ['pkg', 'get', 'version'], { encoding: 'utf8' }))}\n`);
});

test('a reader that has seen enough ends nothing but the output', async () => {
  const pods = Array.from({ length: 300 }, (_, i) => PRIVILEGED.replace('name: bad', `name: bad-${i}`)).join('---\n');
  const { code, out, err } = await bundle.run(['check', '-', '--limit', '10000'], { stdin: pods, readOnly: 100 });
  expect([code, err]).toEqual([1, '']);
  expect(out).not.toMatch(/errors, /);
});

test('nothing is colored in a pipe, unless somebody asks', async () => {
  const run = async (env: NodeJS.ProcessEnv) => COLOUR.test((await bundle.run(['check', '-'], { stdin: PRIVILEGED, env })).out);
  expect([await run({}), await run({ FORCE_COLOR: '1' }), await run({ FORCE_COLOR: '1', NO_COLOR: '1' })]).toEqual([false, true, false]);
});

test.each([
  [true, {}, true], [false, {}, false], [true, { NO_COLOR: '1' }, false], [true, { NO_COLOR: '' }, true], [true, { TERM: 'dumb' }, false],
  [false, { FORCE_COLOR: '1' }, true], [true, { FORCE_COLOR: '0' }, false], [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
])('on a terminal: %p, with %j: colors %p', (isTerminal, env, colors) => {
  expect(wantsColor(isTerminal, env)).toBe(colors);
});

test('a pipe that can be read only once is read once', async () => {
  write(at, { 'pod.yaml': `${PRIVILEGED}---\napiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: {app: none}}\n` });
  execFileSync('mkfifo', [join(at, 'pipe')]);
  spawn('cp', ['pod.yaml', 'pipe'], { cwd: at });
  const { code, out } = await bundle.run(['check', 'pipe', '--format', 'json'], { cwd: at });
  expect(code).toBe(1);
  const found = JSON.parse(out).findings.find(({ control }: { control: string }) => control === 'service-selects-pods');
  expect(found).toMatchObject({ file: 'pipe', line: 16, column: 8 });
});

test.each([
  ['CommonJS', 'profile.js', 'exports.profile = {...profile}'], ['an ES module', 'profile.mjs', 'export default profile'],
])('a profile may be a module: %s', async (_, name, exporting) => {
  const profile = `Object.defineProperties({}, Object.fromEntries(Object.entries({
    kubernetesVersion: '1.36', kubernetesMinor: 36, podSecurityLevel: 'restricted', controlSet: '1', registries: ['other.example.com'], requireDigest: false,
    strictSeverities: false, severities: {}, customPodSpecs: {}, requiredLabels: {}, runAs: {}, resources: {},
  }).map(([key, value]) => [key, { value, enumerable: true }])))`;
  writeFileSync(join(at, name), `const profile = ${profile};\n${exporting};\n`);
  const { code, out, err } = await bundle.run(['check', '-', '--profile', name, '--format', 'json'], { cwd: at, stdin: PRIVILEGED });
  expect([code, err]).toEqual([1, '']);
  expect(JSON.parse(out).findings).toContainEqual(expect.objectContaining({ control: 'trusted-registry', severity: 'error' }));
});

test.each([
  ['exports nothing of use', 'profile.js', 'exports.x = 1', /module "profile\.js" exports no SecurityProfile; write/],
  ['throws', 'profile.js', 'throw new Error("no secret today")', /cannot load module "profile\.js": no secret today; check/],
  ['is no JavaScript', 'profile.mjs', 'export {', /cannot load module "profile\.mjs": /],
  ['requires what is not there', 'profile.js', 'require("./nowhere")', /cannot load module "profile\.js": Cannot find module '\.\/nowhere'; check/],
])('a module that %s is refused in one line', async (_, name, text, message) => {
  writeFileSync(join(at, name), text);
  const { code, err } = await bundle.run(['check', '-', '--profile', name], { cwd: at, stdin: PRIVILEGED });
  expect(code).toBe(2);
  expect(err).toMatch(message);
  expect(err.trim().split('\n')).toHaveLength(1);
});
