import { spawnSync } from 'child_process';
import { join } from 'path';
import { Known } from '../../conformance/known';
import { readOptions } from '../../conformance/suite';
import { treeSize } from '../../conformance/suite-process';
import { linesOf, tableText, verdictOn } from '../../conformance/table';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..');

const run = (args: readonly string[], env: NodeJS.ProcessEnv = process.env) => spawnSync(
  process.execPath, ['--import', 'tsx', join('conformance', 'run.ts'), ...args], { cwd: ROOT, env, encoding: 'utf8' });

const tool = { tool: 'kube-linter', version: '0.8.1' };
const disagreements = [{ ...tool, check: 'a', object: 'x', detail: '', count: 3 }, { ...tool, check: 'b', object: 'x', detail: '' }];

test('a table has one line for each part, with what is known apart from what is not', () => {
  const known = new Known([{ ...tool, check: 'a', object: 'x', why: 'so', line: 1 }]);
  const row = { part: 'examples', cases: 12345, disagreements };
  const result = { tools: [tool], rows: [row], notes: [], shortfalls: [] };
  expect(tableText(linesOf({ name: 'scanners', result, exitCode: 0, seconds: 61.24, peakMemory: 2048 }, [verdictOn(row, known)]))).toBe([
    'suite     part       cases  agreements  disagreements  known    time  peak memory',
    '--------  --------  ------  ----------  -------------  -----  ------  -----------',
    'scanners  examples  12,345      12,341              1      3  61.2 s    2,048 MiB',
  ].join('\n'));
});

test('the memory of a suite is that of its process and of all that it started', () => {
  const size = (id: number, parent: number) => ({ id, parent, kibibytes: id });
  expect(treeSize(1, [size(1, 0), size(20, 1), size(300, 20), size(4000, 0)])).toBe(321);
});

test('options stand anywhere between the names of suites', () => {
  expect(readOptions(['psa', '--pods', '10', 'yaml', '--seed=7'])).toEqual({
    options: { applies: 20, changes: 50_000, mutants: 20_000, pods: 10, seed: 7, texts: 100_000, worlds: 100_000 }, words: ['psa', 'yaml'],
  });
});

describe('fails', () => {
  test('with exit code 2 where a toolchain is missing, and says how to get it', () => {
    const { status, stdout, stderr } = run(['psa', 'yaml'], { ...process.env, PATH: '' });
    expect(stderr).toContain('the command "go" is missing; install Go 1.26 from https://go.dev/dl/ and put its bin folder in PATH');
    expect(stdout).toMatch(/^psa +did not run: something is missing/m);
    expect(stdout).toMatch(/^yaml +did not run: something is missing/m);
    expect(status).toBe(2);
  });

  test.each([
    [['pas'], 'there is no suite "pas"; name any of discovery, fields'],
    [['psa', '--pods', 'many'], '--pods "many" is not a whole number below a billion'],
    [['psa', '--seed', '-1'], '--seed'],
    [['psa', '--pod', '1'], 'Unknown option \'--pod\''],
  ])('with exit code 2 at %j', (args, message) => {
    const { status, stderr } = run(args);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});
