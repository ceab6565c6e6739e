import { App } from 'cdk8s';
import { parse } from 'yaml';
import { call, folder, write } from './cli/command';
import { appAfter, BAD_POD as bad, DIFFS as diffs, OUTPUTS as outputs, SCAFFOLDED } from './tutorial-app';
import { HardenedTesting } from '../src';

/** The tutorial, step by step: each diff is applied to the app that `init` writes, and each output is what a command prints. */

const load: (name: string) => unknown = require;

/** The app after so many diffs. */
const after = (count: number): App => appAfter(count, load);

/** What a synth says where it stops, with the place as it is in the app of the tutorial. */
function stopped(app: App): string {
  try { app.synthYaml(); } catch (error) { return (error as Error).message; }
  throw new Error('the synth does not stop');
}

const withoutPlaces = (text: string): string => text.replace(/ {2}\S+:\d+$/gm, '');

test('the app that init writes synthesizes', () => {
  expect(diffs.length).toBe(4);
  expect(HardenedTesting.findings(after(0))).toEqual([]);
});

test('the mistake stops the synth with the message that is shown, at the line that is shown', () => {
  expect(withoutPlaces(stopped(after(1)))).toContain(withoutPlaces(outputs[0]));
  const line = SCAFFOLDED.split('\n').findIndex((text) => text.includes('new SecureDeployment')) + 1;
  expect(outputs[0]).toMatch(new RegExp(`app\\.ts:${line}$`));
});

test('its correction is accepted', () => {
  expect(HardenedTesting.findings(after(2))).toEqual([]);
});

test('the second workload needs a larger quota', () => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  after(3).synthYaml();
  expect(said.mock.calls.join('')).toContain(outputs[1]);
  said.mockRestore();
  expect(HardenedTesting.findings(after(4))).toEqual([]);
});

test('the bad pod is refused in the words that are shown', async () => {
  expect(parse(bad).metadata.namespace).toBe('web');
  const at = folder();
  write(at, { 'bad.yaml': bad });
  const { code, out } = await call(at, ['check', '--pod-security', 'restricted:v1.36', 'bad.yaml', '--format', 'json']);
  expect(code).toBe(1);
  const messages = JSON.parse(out).findings.map(({ message }: { message: string }) => message);
  for (const line of outputs[2].split('\n')) expect(messages).toContainEqual(expect.stringContaining(line));
});
