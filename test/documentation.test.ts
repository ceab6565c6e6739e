import { call, folder } from './cli/command';
import { codeBlocks, documentText, exportsOf } from './code-blocks';

/** What guides show can be run: their TypeScript is run, and each command of ours exists with its options. */

const GUIDES = [
  'README.md', 'docs/adoption.md', 'docs/admission.md', 'docs/cli.md', 'docs/how-to.md', 'docs/images.md', 'docs/install.md', 'docs/migration.md', 'docs/rbac.md',
  'docs/runtime.md', 'docs/tutorial.md', 'docs/waivers.md',
];

beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterEach(() => jest.restoreAllMocks());

describe('how to', () => {
  test('has an entry for each row of the coverage table, in its order', () => {
    const rows = [...documentText('docs/coverage.md').matchAll(/^\| ([S+]\d+) \|/gm)].map(([, row]) => row);
    expect([...documentText('docs/how-to.md').matchAll(/^## ([S+]\d+) /gm)].map(([, row]) => row)).toEqual(rows);
  });
});

describe('adoption', () => {
  const snippets = codeBlocks(documentText('docs/adoption.md')).filter(({ language }) => language === 'ts');

  test.each(snippets.map(({ line, text }) => [line, text] as const))('the snippet of line %i runs', (_, text) => {
    const load: (name: string) => unknown = require;
    expect(() => exportsOf(text.replace(/\.synth\(\)/g, '.synthYaml()'), load)).not.toThrow();
  });
});

/** The calls of our command line in the shell blocks of a document. */
function callsIn(file: string): string[][] {
  return codeBlocks(documentText(file)).filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.replace(/\\\n/g, ' ').split('\n'))
    .flatMap((line) => line.replace(/ #.*$/, '').split(/[|;]|&&/))
    .flatMap((command) => {
      const [, args] = /(?:^|\s|\/)cdk8s-hardened ([a-z].*)$/.exec(command.trim()) ?? [];
      return args === undefined ? [] : [args.trim().split(/\s+/)];
    });
}

test.each(GUIDES)('the commands of %s exist, with their options', async (file) => {
  for (const [command, ...args] of callsIn(file)) {
    const { code, out } = await call(folder(), [command, '--help']);
    expect({ command, code }).toEqual({ command, code: 0 });
    for (const option of args.filter((arg) => /^--?[a-z]/.test(arg))) expect(out).toMatch(new RegExp(`(^|[\\s,])${option.replace(/=.*$/, '')}\\b`, 'm'));
  }
});

test('the commands of guides are found', () => {
  expect(callsIn('docs/how-to.md')).toContainEqual(['policies', '--action', 'warn']);
  expect(GUIDES.flatMap(callsIn).length).toBeGreaterThan(40);
});
