import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { call, folder, write } from './command';
import { build as app } from '../../scaffold/app/typescript/app';
import { build as platform } from '../../scaffold/platform/typescript/example/shop';
import { HardenedTesting } from '../../src';

const SCAFFOLDS = ['app', 'platform'];

describe.each(SCAFFOLDS)('init %s', (scaffold) => {
  test('writes the files that it names, and says what to run next', async () => {
    const at = folder();
    const { code, out, err } = await call(at, ['init', scaffold, 'my shop']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [listed, next] = out.split('\n\n');
    const files = listed.split('\n').slice(1).map((line) => line.trim());
    expect(files).toEqual(expect.arrayContaining(['.gitignore', '.github/workflows/check.yaml', '.cdk8s-hardened.yaml', 'README.md', 'cdk8s.yaml', 'package.json']));
    expect(files.filter((file) => !existsSync(join(at, 'my shop', file)))).toEqual([]);
    expect(next).toBe([
      'what to run next', "cd 'my shop'", 'npm install', 'npm test        # writes test/__manifests__; commit them', 'npm run synth   # writes dist/', 'npm run check   # judges dist/', '',
    ].join('\n  ').trimEnd() + '\n');
  });

  test('names the project after the folder, and depends on what this version was built with', async () => {
    const at = folder();
    await call(at, ['init', scaffold, 'My_Shop']);
    const made = JSON.parse(readFileSync(join(at, 'My_Shop', 'package.json'), 'utf8'));
    const ours = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
    expect(made.name).toBe('my-shop');
    expect({ ...made.peerDependencies, ...made.dependencies }).toEqual({ ...ours.peerDependencies, 'cdk8s-hardened': `^${ours.version}` });
  });

  test('leaves no placeholder', async () => {
    const at = folder();
    const { out } = await call(at, ['init', scaffold]);
    const files = out.split('\n\n')[0].split('\n').slice(1).map((line) => line.trim());
    expect(files.filter((file) => /\{\{\w+\}\}|\^undefined/.test(readFileSync(join(at, file), 'utf8')))).toEqual([]);
  });

  test('fails where a file is there already, names it, and writes nothing', async () => {
    const at = folder();
    write(at, { 'README.md': 'mine', '.gitignore': 'mine' });
    const { code, out, err } = await call(at, ['init', scaffold, '.']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('error: "." has .gitignore, README.md already, and nothing was written: `init` overwrites no file; name an empty folder, or move these away');
    expect(readFileSync(join(at, 'README.md'), 'utf8')).toBe('mine');
    expect(existsSync(join(at, 'package.json'))).toBe(false);
  });

  test('pins the actions of its workflow by digest', () => {
    const at = join(__dirname, '..', '..', 'scaffold', scaffold, 'typescript', 'dot-github', 'workflows', 'check.yaml');
    const { permissions, jobs } = parse(readFileSync(at, 'utf8'));
    expect(permissions).toEqual({});
    const actions = jobs.check.steps.flatMap(({ uses }: { uses?: string }) => uses ?? []);
    expect(actions.length).toBeGreaterThan(1);
    expect(actions.filter((action: string) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });
});

test.each([['app', app], ['platform', platform]] as const)('the %s that it writes has no findings', (_, build) => {
  expect(HardenedTesting.findings(build())).toEqual([]);
  expect(HardenedTesting.podSecurityViolations(build(), 'restricted:v1.36')).toEqual([]);
});

describe.each(SCAFFOLDS)('init %s --language python', (scaffold) => {
  test('writes the files of that language, and says what to run next', async () => {
    const at = folder();
    const { code, out } = await call(at, ['init', scaffold, 'shop', '--language', 'python']);
    expect(code).toBe(0);
    const files = out.split('\n\n')[0].split('\n').slice(1).map((line) => line.trim());
    expect(files).toEqual(expect.arrayContaining(['.gitignore', '.github/workflows/check.yaml', '.cdk8s-hardened.yaml', 'README.md', 'cdk8s.yaml', 'README.md']));
    expect(files.filter((file) => /\{\{\w+\}\}|undefined/.test(readFileSync(join(at, 'shop', file), 'utf8')))).toEqual([]);
    const [install, main] = scaffold === 'app' ? ['-r requirements-dev.txt', 'main.py'] : ["-e '.[test]'", 'example/main.py'];
    expect(out.split('\n\n')[1].split('\n  ').slice(1)).toEqual([
      'cd shop', 'python -m venv .venv && . .venv/bin/activate', `pip install ${install}`, 'UPDATE_MANIFESTS=1 pytest   # writes tests/manifests; commit them',
      `python ${main}   # writes dist/`, 'cdk8s-hardened check dist\n',
    ]);
  });
});

test('fails for a scaffold and a language that there is not', async () => {
  expect((await call(folder(), ['init', 'cluster'])).err).toContain("value 'cluster' is invalid for argument 'scaffold'. Allowed choices are app, platform.");
  expect((await call(folder(), ['init', 'app', '--language', 'cobol'])).code).toBe(2);
});

test('fails where the folder cannot be written', async () => {
  const at = folder();
  write(at, { file: '' });
  const { code, err } = await call(at, ['init', 'app', 'file']);
  expect(code).toBe(2);
  expect(err).toContain('cannot write "file/');
});
