import { execFileSync } from 'child_process';
import { call, folder, PRIVILEGED, write } from './command';

/** How long a check waits for somebody to write to a pipe. */

test('a pipe that nobody writes to does not make a check wait', async () => {
  const at = folder();
  write(at, { 'pod.yaml': PRIVILEGED });
  execFileSync('mkfifo', ['pipe'], { cwd: at });
  const { code, out } = await call(at, ['check', '--format', 'json', 'pipe', 'pod.yaml']);
  const findings = JSON.parse(out).findings as Readonly<Record<'control' | 'outcome' | 'file' | 'message', string>>[];
  expect(findings.filter(({ outcome }) => outcome === 'inconclusive')).toMatchObject([{ file: 'pipe', message: 'cannot be read: nothing writes to this pipe' }]);
  expect(findings.map(({ control }) => control)).toContain('no-privileged');
  expect(code).toBe(2);
});

test('nor does one of definitions', async () => {
  const at = folder();
  write(at, { 'pod.yaml': PRIVILEGED });
  execFileSync('mkfifo', ['pipe'], { cwd: at });
  const { code, err } = await call(at, ['check', 'pod.yaml', '--crds', 'pipe']);
  expect([code, err]).toEqual([2, expect.stringMatching(/"pipe".*nothing writes to this pipe/)]);
});
