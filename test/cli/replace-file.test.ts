import { execFileSync } from 'child_process';
import { chmodSync, linkSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { BARE, call, folder, write } from './command';
import { FileChanged, replaceFile } from '../../src/cli/replace-file';

let at: string;
const path = (name: string): string => join(at, name);
const text = (name: string): string => readFileSync(path(name), 'utf8');
const replace = (name: string, before: string, after: string): void => replaceFile(path(name), Buffer.from(before), Buffer.from(after));

beforeEach(() => {
  at = folder();
  write(at, { 'a.yaml': 'old text' });
});

test.each(['longer than the old text', 'short', ''])('a file gets the content "%s"', (content) => {
  replace('a.yaml', 'old text', content);
  expect([text('a.yaml'), readdirSync(at)]).toEqual([content, ['a.yaml']]);
});

test('whoever has the file open reads the old content to its end, so that nobody ever sees a part of the new one', () => {
  const inode = statSync(path('a.yaml')).ino;
  replace('a.yaml', 'old text', 'new');
  expect(statSync(path('a.yaml')).ino).not.toBe(inode);
});

test.each([0o600, 0o644, 0o640, 0o755, 0o666])('a file keeps its mode %i', (mode) => {
  chmodSync(path('a.yaml'), mode);
  replace('a.yaml', 'old text', 'new');
  // eslint-disable-next-line no-bitwise -- what modes are made of
  expect(statSync(path('a.yaml')).mode & 0o7777).toBe(mode);
});

test('a file with two names keeps both', () => {
  linkSync(path('a.yaml'), path('b.yaml'));
  replace('a.yaml', 'old text', 'new');
  expect([text('a.yaml'), text('b.yaml')]).toEqual(['new', 'new']);
});

test('a file is overwritten where no copy can be made beside it', () => {
  writeFileSync(path(`.a.yaml.cdk8s-hardened-${process.pid}`), 'of somebody else');
  replace('a.yaml', 'old text', 'new');
  expect([text('a.yaml'), text(`.a.yaml.cdk8s-hardened-${process.pid}`)]).toEqual(['new', 'of somebody else']);
});

test.each(['changed', 'old text and more', ''])('fails where the file holds "%s" by now, and leaves it', (now) => {
  writeFileSync(path('a.yaml'), now);
  expect(() => replace('a.yaml', 'old text', 'new')).toThrow(FileChanged);
  expect([text('a.yaml'), readdirSync(at)]).toEqual([now, ['a.yaml']]);
});

describe('harden --in-place', () => {
  test('writes through a link, which stays one', async () => {
    write(at, { 'deploy/web.yaml': BARE });
    symlinkSync('web.yaml', path('deploy/z.yaml'));
    expect((await call(at, ['harden', '--in-place', 'deploy/z.yaml'])).code).toBe(0);
    expect([readlinkSync(path('deploy/z.yaml')), lstatSync(path('deploy/web.yaml')).isFile()]).toEqual(['web.yaml', true]);
    expect(text('deploy/web.yaml')).toContain('readOnlyRootFilesystem: true');
  });

  test('fails for a link that leads out of the folder, and leaves what it leads to', async () => {
    write(at, { 'deploy/web.yaml': BARE, 'deployed/other.yaml': BARE });
    symlinkSync('../deployed/other.yaml', path('deploy/link.yaml'));
    const { code, err } = await call(at, ['harden', '--in-place', 'deploy']);
    expect([code, text('deployed/other.yaml')]).toEqual([2, BARE]);
    expect(err).toMatch(/deploy\/link\.yaml: is a link to .*\/deployed\/other\.yaml, outside of what was named/);
    expect(text('deploy/web.yaml')).toContain('readOnlyRootFilesystem: true');
  });

  test('writes to where such a link leads once that is named too', async () => {
    write(at, { 'deployed/other.yaml': BARE, 'deploy/web.yaml': BARE });
    symlinkSync('../deployed', path('deploy/link'));
    expect((await call(at, ['harden', '--in-place', 'deploy', 'deployed/other.yaml'])).code).toBe(0);
    expect(text('deployed/other.yaml')).toContain('readOnlyRootFilesystem: true');
  });

  test('writes a file though another one that was named is not there', async () => {
    write(at, { 'web.yaml': BARE });
    const { code, err } = await call(at, ['harden', '--in-place', 'gone.yaml', 'web.yaml']);
    expect([code, err]).toEqual([2, expect.stringContaining('gone.yaml: cannot be read')]);
    expect(text('web.yaml')).toContain('readOnlyRootFilesystem: true');
  });

  test('fails for a pipe, which cannot be written', async () => {
    execFileSync('mkfifo', ['pipe'], { cwd: at });
    const { code, err } = await call(at, ['harden', '--in-place', 'pipe']);
    expect([code, err]).toEqual([2, 'error: "pipe" is a pipe, which cannot be written in place; leave out --in-place, or name a file']);
  });

  test('names a file by what can be seen of its name', async () => {
    const { err } = await call(at, ['harden', '--in-place', 'a.yaml', 'b\u001b[2J\n::error::c.yaml']);
    expect(err).toContain('b\\u001b[2J\\n\\u003a:error::c.yaml: cannot be read');
  });
});
