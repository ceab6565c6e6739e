import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { FileChoice, findFiles, shellWord } from '../../src/sources/files';

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

const find = (paths: string[], choice?: FileChoice): string[] => [...findFiles(paths, choice)].map((found) => (typeof found === 'string' ? found : found.type === 'chart' ? `chart ${found.folder}: ${found.command}` : `${found.file} ${found.message}`));

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

  test('a pipe or a device in a folder, and a device that is named; they may never end', () => {
    write('a.yaml');
    execFileSync('mkfifo', ['pipe.yaml', 'pipe.txt']);
    symlinkSync('/dev/zero', 'zero.yaml');
    expect(find(['.'])).toEqual(['a.yaml', 'pipe.yaml cannot be read: it is a named pipe', 'zero.yaml cannot be read: it is a device']);
    expect(find(['/dev/zero'])[0]).toMatch(/cannot be read: it is a device$/);
  });
});

describe('a chart', () => {
  test('beside manifests is one entry with its command, without its templates and the charts that it depends on', () => {
    write('a.yaml', 'web/Chart.yaml', 'web/values.yaml', 'web/templates/x.yaml', 'web/templates/tests/y.yaml', 'web/charts/db/Chart.yaml', 'web/charts/db/templates/z.yaml', 'web/crds/w.yaml');
    expect(find(['.'])).toEqual(['a.yaml', 'chart web: helm template web | cdk8s-hardened check -', 'web/Chart.yaml', 'web/crds/w.yaml', 'web/values.yaml']);
  });

  test('has a command that a shell takes apart as it should', () => {
    write('a.yaml', "my 'web'/Chart.yaml");
    expect(find(['.'])[1]).toBe("chart my 'web': helm template 'my '\\''web'\\''' | cdk8s-hardened check -");
  });

  test('has a command in which everything can be seen, that a shell reads as the same name', () => {
    const [name, ...hidden] = ["it's \\\u001b[31mred\nab\u202e", '\u001b', '\n', '\u202e'];
    const word = shellWord(name);
    expect(hidden.filter((character) => word.includes(character))).toEqual([]);
    expect(execFileSync('bash', ['-c', `printf %s ${word}`], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } })).toBe(name);
  });

  test('fails where it is the path, since it was to be judged', () => {
    write('web/Chart.yaml', 'web/templates/x.yaml', 'web/charts/db/Chart.yaml');
    expect(find(['web'])).toEqual(['web is the source of a Helm chart, of which only what it renders can be judged', 'web/Chart.yaml']);
  });

  test('is no folder that only has templates', () => {
    write('templates/a.yaml', 'charts/b.yaml', 'Chart.yaml/c.yaml');
    expect(find(['.'])).toEqual(['Chart.yaml/c.yaml', 'charts/b.yaml', 'templates/a.yaml']);
  });
});
