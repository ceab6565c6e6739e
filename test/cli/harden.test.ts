import { readFileSync } from 'fs';
import { join } from 'path';
import { BARE, call, folder, PRIVILEGED, write } from './command';

describe('harden', () => {
  let at: string;
  beforeEach(() => { at = folder(); });

  test('fills what is absent so that the pod passes the restricted standard, and keeps every line', async () => {
    write(at, { 'bare.yaml': BARE });
    expect((await call(at, ['harden', '--in-place', 'bare.yaml'])).code).toBe(0);
    const hardened = readFileSync(join(at, 'bare.yaml'), 'utf8');
    expect((await call(at, ['check', '--pod-security', 'restricted:latest', 'bare.yaml'])).code).toBe(0);
    let from = 0;
    for (const line of BARE.trimEnd().split('\n').filter((one) => !one.includes('{'))) {
      const found = hardened.indexOf(line, from);
      expect([line, found >= from]).toEqual([line, true]);
      from = found;
    }
  });

  test('changes nothing the second time', async () => {
    const first = (await call(at, ['harden', '-'], BARE)).out;
    expect((await call(at, ['harden', '-'], first)).out).toBe(first);
  });

  test('keeps explicit values and says so, unless told to override', async () => {
    const kept = await call(at, ['harden', '-'], PRIVILEGED);
    expect(kept.out).toContain('privileged: true');
    expect(kept.err).toMatch(/no-privileged/);
    expect((await call(at, ['harden', '--override', 'no-privileged', '-'], PRIVILEGED)).out).toContain('privileged: false');
  });

  test('leaves to people what only they know', async () => {
    const { out, err } = await call(at, ['harden', '-'], BARE);
    expect(out).not.toMatch(/cpu:|livenessProbe|sha256/);
    expect(err).toMatch(/cpu-limit/);
    expect(err).toMatch(/memory-limit/);
  });

  test('shows a diff that only adds', async () => {
    write(at, { 'bare.yaml': BARE });
    const { out } = await call(at, ['harden', '--diff', 'bare.yaml']);
    expect(out).toMatch(/^\+.*readOnlyRootFilesystem: true$/m);
    expect(readFileSync(join(at, 'bare.yaml'), 'utf8')).toBe(BARE);
  });

  test('fails for several files on standard output', async () => {
    write(at, { 'a.yaml': BARE, 'b.yaml': PRIVILEGED });
    const { code, err } = await call(at, ['harden', '.']);
    expect(code).toBe(2);
    expect(err).toMatch(/--in-place/);
  });
});

describe('explain and completion', () => {
  test('prints the page of a control, by its alias too', async () => {
    const { code, out } = await call(folder(), ['explain', 'read-only-root-fs']);
    expect(code).toBe(0);
    expect(out).toContain('read-only-root-filesystem');
  });

  test.each(['bash', 'zsh', 'fish'])('completes commands and controls in %s', async (shell) => {
    const { out } = await call(folder(), ['completion', shell]);
    expect(out).toContain('no-privileged');
    expect(out).toContain('harden');
  });
});
