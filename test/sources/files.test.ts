import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { FileChoice, findFiles } from '../../src/sources/files';

const home = process.cwd();
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sources-')));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

function write(...files: string[]): void {
  for (const file of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'apiVersion: v1\nkind: X\n');
  }
}

const find = (paths: string[], choice?: FileChoice): string[] => [...findFiles(paths, choice)].map((found) => (typeof found === 'string' ? found : `${found.file} ${found.message}`));

describe('files', () => {
  test('are found in folders, in the order of their paths by code units', () => {
    write('b.yml', 'a/z.yaml', 'a.yaml', 'a/é.yaml', 'a/Z.JSON', 'a/readme.md', 'a-b.yaml');
    expect(find(['.'])).toEqual(['a-b.yaml', 'a.yaml', 'a/Z.JSON', 'a/z.yaml', 'a/é.yaml', 'b.yml']);
  });

  test('are not looked for in node_modules and hidden folders', () => {
    write('a.yaml', 'node_modules/x/b.yaml', '.git/c.yaml', 'd/.cache/e.yaml', 'd/.hidden.yaml');
    expect(find(['.'])).toEqual(['a.yaml', 'd/.hidden.yaml']);
  });

  test('are read wherever they are and however they are called when they are named', () => {
    write('node_modules/b.yaml', 'manifest.txt');
    expect(find(['node_modules/b.yaml', './manifest.txt', 'node_modules'])).toEqual(['node_modules/b.yaml', 'manifest.txt']);
  });

  test('outside the working directory have paths that lead there', () => {
    write('a.yaml', 'sub/b.yaml');
    process.chdir('sub');
    expect(find(['..', join(folder, 'a.yaml')])).toEqual(['../a.yaml', 'b.yaml']);
  });

  test('are read once, even if links go in circles', () => {
    write('a/x.yaml');
    symlinkSync('..', 'a/up');
    symlinkSync('a', 'b');
    symlinkSync('a/x.yaml', 'x.yaml');
    expect(find(['.', 'a', 'x.yaml'])).toEqual(['a/x.yaml']);
  });

  test('can be included and excluded by patterns', () => {
    write('a/x.yaml', 'a/values.yaml', 'b/c/y.yaml', 'b/z.json', 'gen/w.yaml');
    expect(find(['.'], { include: ['a/**', 'b/**/*.yaml'], exclude: ['values.yaml', 'gen'] })).toEqual(['a/x.yaml', 'b/c/y.yaml']);
    expect(find(['.'], { include: ['*.{json,yml}'] })).toEqual(['b/z.json']);
    expect(find(['.'], { exclude: ['?/', '!x'] })).toEqual(['gen/w.yaml']);
  });

  test('on standard input are "-"', () => {
    expect(find(['-'])).toEqual(['-']);
  });
});

describe('fails for', () => {
  test('a path that does not exist, and finds the others', () => {
    write('a.yaml');
    expect(find(['b.yaml', 'a.yaml'])).toEqual(['b.yaml cannot be read: no such file', 'a.yaml']);
  });

  test('a link that leads nowhere', () => {
    symlinkSync('nowhere', 'a.yaml');
    expect(find(['.'])).toEqual(['a.yaml cannot be read: no such file']);
  });

  test('a folder without manifests', () => {
    write('a/b/readme.md', 'c/d.yaml');
    expect(find(['a', 'c'])).toEqual(['a has no .yaml, .yml or .json file', 'c/d.yaml']);
    expect(find(['c'], { exclude: ['**/*.yaml'] })).toEqual(['c has no .yaml, .yml or .json file']);
  });
});
