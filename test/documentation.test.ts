import { call, folder } from './cli/command';
import { blocksOf, DOCUMENTS, documentText } from './code-blocks';

/** Each command of ours that a document shows exists, with its options. What else documents show is run in test/documents. */

beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterEach(() => jest.restoreAllMocks());

describe('how to', () => {
  test('has an entry for each row of the coverage table, in its order', () => {
    const rows = [...documentText('docs/coverage.md').matchAll(/^\| ([S+]\d+) \|/gm)].map(([, row]) => row);
    expect([...documentText('docs/how-to.md').matchAll(/^## ([S+]\d+) /gm)].map(([, row]) => row)).toEqual(rows);
  });
});

/** The calls of our command line in the shell blocks of a document. */
function callsIn(file: string): string[][] {
  return blocksOf(file, 'sh')
    .flatMap(({ text }) => text.replace(/\\\n/g, ' ').split('\n'))
    .flatMap((line) => line.replace(/ #.*$/, '').split(/[|;]|&&/))
    .filter((command) => !/\b(install|publish|get) /.test(command)) // these name the package
    .flatMap((command) => {
      const [, args] = /(?:^|\s|\/)cdk8s-hardened ([a-z].*)$/.exec(command.trim()) ?? [];
      return args === undefined ? [] : [args.trim().split(/\s+/)];
    });
}

test.each(DOCUMENTS.filter((file) => callsIn(file).length > 0))('the commands of %s exist, with their options', async (file) => {
  for (const [command, ...args] of callsIn(file)) {
    const { code, out } = await call(folder(), [command, '--help']);
    expect({ command, code }).toEqual({ command, code: 0 });
    for (const option of args.filter((arg) => /^--?[a-z]/.test(arg))) expect(out).toMatch(new RegExp(`(^|[\\s,])${option.replace(/=.*$/, '')}\\b`, 'm'));
  }
});

test('the commands of guides are found', () => {
  expect(callsIn('docs/how-to.md')).toContainEqual(['policies', '--action', 'warn']);
  expect(DOCUMENTS.flatMap(callsIn).length).toBeGreaterThan(40);
});
