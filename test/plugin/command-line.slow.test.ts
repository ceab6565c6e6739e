import { execFileSync } from 'child_process';
import { AppFolder } from './app-folder';

/** The command line as a program of a user calls it, in the packed layout. */

jest.setTimeout(60_000);

const POD = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, annotations: { waive.cdk8s-hardened.dev/acme.own: 'moves in May' } }
spec: { containers: [{ name: main, image: nginx }, { name: other, image: team/other }] }
`;

const PROGRAM = `
const { CommandLine, ControlSubject, CustomControl, Severity } = require('cdk8s-hardened');
const texts = { title: 'Images are ours', why: 'others answer for the rest', fix: 'copy the image to team/', severity: Severity.ERROR };
const rules = {
  ours: (container) => (String(container.image).startsWith('team/') ? [] : [{ pointer: '/image', message: 'the image is not ours' }]),
  fails: () => { throw new Error('no list of teams'); },
  endless: (container) => { const self = {}; self.self = self; return [self]; },
};
const own = (rule, id = 'acme.own') => CustomControl.of(id, { ...texts, subject: ControlSubject.CONTAINER, rule: { violations: rules[rule] }, accepted: { 'an image of ours': { image: 'team/a' } } });
`;

let folder: AppFolder;
beforeAll(() => { folder = new AppFolder(); });
afterAll(() => folder.remove());

/** What a program prints that ends with this expression. */
function printed<T>(expression: string): T {
  folder.write('program.js', `${PROGRAM}\nconst input = ${JSON.stringify(POD)};\nconst shown = ${expression};\nprocess.stdout.write(JSON.stringify(shown));`);
  return JSON.parse(execFileSync(process.execPath, ['program.js'], { cwd: folder.at, encoding: 'utf8', timeout: 50_000 })) as T;
}

interface Result { readonly exitCode: number; readonly output: string; readonly messages: string }
interface Found { readonly control: string; readonly outcome: string; readonly message: string; readonly pointer: string; readonly fix: string }

const run = (args: readonly string[], controls = "[own('ours')]"): Result => printed(`CommandLine.run(${JSON.stringify(args)}, { input, customControls: ${controls} })`);

const findings = ({ output }: Result): readonly Found[] => (JSON.parse(output) as { findings: readonly Found[] }).findings.filter(({ control }) => control.startsWith('acme.'));

test('a control of the program judges any YAML, with its texts', () => {
  const found = findings(run(['check', '-', '--no-inline-waivers', '--format', 'json']));
  expect(found).toEqual([expect.objectContaining({ control: 'acme.own', outcome: 'violation', message: 'the image is not ours', pointer: '/spec/containers/0/image', fix: 'copy the image to team/' })]);
});

test('its findings are waived as others are', () => {
  expect(findings(run(['check', '-', '--format', 'json']))).toEqual([expect.objectContaining({ outcome: 'waived' })]);
});

test('it is in other formats, and explained', () => {
  const { runs: [{ tool, results }] } = JSON.parse(run(['check', '-', '--no-inline-waivers', '--format', 'sarif']).output);
  expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('acme.own');
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toContain('acme.own');
  expect(run(['explain', 'acme.own'])).toMatchObject({ exitCode: 0, output: expect.stringContaining('Others answer for the rest') });
});

test('a severity of the settings holds for it', () => {
  folder.write('profile.yaml', 'severities: { acme.own: warning }\n');
  expect(run(['check', '-', '--no-inline-waivers', '--profile', 'profile.yaml', '--format', 'json']).output).toMatch(/"acme\.own",\s*"severity": "warning"/);
});

test.each([['fails', 'its rule failed: no list of teams'], ['endless', 'its rule failed: Converting circular']])('fails to decide where its rule %s', (rule, message) => {
  const found = findings(run(['check', '-', '--format', 'json'], `[own('${rule}')]`));
  expect(found.map(({ outcome }) => outcome)).toEqual(['inconclusive', 'inconclusive']);
  expect(found[0].message).toContain(message);
});

test('it works without controls, and tells a wrong call by its exit code', () => {
  expect(printed<Result>("CommandLine.run(['chek'])")).toMatchObject({ exitCode: 2, output: '', messages: expect.stringContaining("unknown command 'chek'") });
});

test('fails with two controls of one id', () => {
  expect(run(['check', '-'], "[own('ours'), own('ours')]")).toMatchObject({ exitCode: 2, messages: expect.stringContaining('cannot judge by two controls "acme.own"') });
});

test('fails, and does not wait for ever, where the thread of the command line dies', () => {
  folder.write('node_modules/cdk8s-hardened/lib/dying.js', "module.exports = { superviseThread: () => require('./cdk8s-hardened.js').superviseThread('throw new Error()') };");
  folder.write('node_modules/cdk8s-hardened/lib/plugin/bundled-command-line.js', "exports.commandLineFile = () => require.resolve('../dying.js');");
  expect(printed<string>("(() => { try { return CommandLine.run(['--version']).output; } catch (error) { return error.message; } })()")).toContain('the command line ended early');
});
