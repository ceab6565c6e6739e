import { folder, write as writeFiles } from './command';
import { run } from '../../src/cli/program';
import { Terminal } from '../../src/cli/terminal';
import { PLAIN } from '../../src/reports/paint';

/** A call on a terminal of this kind, with what was said and whether the line of progress was removed. */
async function called(argv: readonly string[], { write = () => {}, inputIsTyped = false }: Partial<Terminal>) {
  const said: string[] = [];
  const style = { paint: PLAIN, columns: 100 };
  const progress: (string | undefined)[] = [];
  const input = (async function* () { /* nothing is typed */ })();
  const terminal: Terminal = {
    ...style, messages: style, input, inputIsTyped, write, progress: (text) => { progress.push(text?.()); }, say: (text) => { said.push(text); },
  };
  return { code: await run(argv, { name: 'cdk8s-hardened', version: '1.2.3' }, terminal), said, progress };
}

/** A terminal that cannot be written to. */
const broken = (thrown: unknown): Partial<Terminal> => ({ write: () => { throw thrown; } });

test('fails with what to report where the command itself fails', async () => {
  const error = new Error('no space left');
  const { code, said, progress } = await called(['explain', 'no-privileged'], broken(error));
  expect(code).toBe(2);
  expect(said).toEqual([
    'error: cdk8s-hardened itself failed: no space left; please report it with the lines below at https://github.com/cdk8s-hardened/cdk8s-hardened/issues', error.stack,
  ]);
  expect(progress).toEqual([undefined]);
});

test('fails in the same way for what is no error', async () => {
  const { code, said } = await called(['explain'], broken('EPIPE'));
  expect([code, said[0]]).toEqual([2, expect.stringContaining('itself failed: EPIPE; please report it')]);
});

test.each([
  [['check'], ['checking  0 files, 0 objects', 'checking  1 file, 0 objects', 'checking  1 file, 1 object']],
  [['harden', '--diff'], ['reading  0 of 1 files', 'hardening  0 of 1 files']],
])('%j says how far it is, and removes that at the end', async (command, lines) => {
  const at = folder();
  writeFiles(at, { 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\n' });
  const { progress } = await called([...command, at], {});
  expect([...new Set(progress)]).toEqual([...lines, undefined]);
});

test('fails where nothing is named and the input would have to be typed', async () => {
  const { code, said } = await called(['harden'], { inputIsTyped: true });
  expect([code, said]).toEqual([2, ['error: there is nothing to harden; name files or folders, or pipe YAML into the command']]);
});
