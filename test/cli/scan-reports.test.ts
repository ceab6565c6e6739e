import { call, folder, write } from './command';
import { DISTROLESS, MINBASE, reportText as report } from '../objects/scans/report-files';

const pod = (image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: shop}\nspec:\n  containers:\n    - name: main\n      image: ${image}\n`;

const BASE = `${MINBASE}:1.0`;
const SMALL = `${DISTROLESS}:1.0`;
const CONTROL = 'no-known-vulnerabilities';

describe('check with reports of scanners', () => {
  let at: string;
  beforeEach(() => { at = folder(); });

  async function checked(image: string, files: Readonly<Record<string, string>>, ...argv: string[]) {
    write(at, { 'pod.yaml': pod(image), ...files });
    const { code, out, err } = await call(at, ['check', 'pod.yaml', '--format', 'json', ...argv]);
    const found: { control: string; message: string; severity: string; line: number }[] = out === '' ? [] : JSON.parse(out).findings;
    return { code, err, found, messages: found.filter(({ control }) => control === CONTROL).map(({ message }) => message) };
  }

  test.each([
    ['Grype', 'distroless.grype.json', ': CVE-2026-990003 (critical, libssl3 3.0.22-1~deb12u2, fixed in 3.0.22-1~deb12u2+fixed1), CVE-2026-990001 (high, '],
    ['Trivy', 'distroless.trivy.json', ', CVE-2026-990002 (high, libc6 2.36-9+deb12u14, not fixed)'],
  ])('names what %s found, at the image', async (_, file, message) => {
    const { found, code } = await checked(SMALL, { 'scans/a.json': report(file) }, '--scan-reports', 'scans');
    expect(code).toBe(2); // one that nobody has rated cannot be decided
    const [first] = found.filter(({ control }) => control === CONTROL);
    expect(first).toMatchObject({ severity: 'error', line: 7, message: expect.stringContaining('has 3 known vulnerabilities') });
    expect(first.message).toContain(message);
  });

  test('leaves out what has no fix, where that is said', async () => {
    const scans = { 'scans/a.json': report('minbase.grype.json') };
    const known = async (...argv: string[]) => (await checked(BASE, scans, '--scan-reports', 'scans', ...argv)).messages.filter((text) => !text.includes('nobody has rated'));
    expect(await known()).toEqual([expect.stringContaining('has 6 known')]);
    expect(await known('--scan-ignore-unfixed')).toEqual([expect.stringContaining('has 3 known')]);
    expect(await known('--scan-fail-on', 'critical')).toEqual([]);
  });

  test('judges how old a report is', async () => {
    const age = (now: string) => checked(SMALL, { 'scans/a.json': report('distroless.trivy.json') }, '--scan-reports', 'scans/*.json', '--scan-max-age', '30', '--now', now);
    expect((await age('2026-12-29')).messages.filter((text) => text.includes('days old'))).toEqual([]);
    expect((await age('2026-12-30')).messages[0]).toContain('is 31 days old, and at most 30 are allowed; scan it again');
  });

  test('says where a report does not tell its age', async () => {
    const untimed = report('distroless.grype.json').replace(/"timestamp":/g, '"time":');
    const { messages } = await checked(SMALL, { 'scans/a.json': untimed }, '--scan-reports', 'scans', '--scan-max-age', '30');
    expect(messages).toContainEqual(expect.stringContaining('does not say when it was made'));
  });

  test('takes reports and accepted vulnerabilities from the settings, until they end', async () => {
    const accepted = ['CVE-2026-990001', 'CVE-2026-990002', 'CVE-2026-990003', 'CVE-2026-990006']
      .map((id) => `    - { id: ${id}, reason: the library is never called, expires: "2026-12-31" }\n`).join('');
    const files = { '.cdk8s-hardened.yaml': `scans:\n  reports: [scans]\n  accept:\n${accepted}`, 'scans/a.json': report('distroless.trivy.json') };
    expect((await checked(SMALL, files, '--now', '2026-12-31')).messages).toEqual([]);
    expect((await checked(SMALL, files, '--now', '2027-01-01')).messages[0]).toContain('has 3 known vulnerabilities');
    expect((await checked(SMALL, files, '--no-inline-waivers')).err).toContain('sets `scans`');
  });

  test('leaves nothing out and says nothing without reports', async () => {
    const { found, err } = await checked(SMALL, {});
    expect([found.some(({ control }) => /vulnerabilities|scan-report|in-image/.test(control)), err]).toEqual([false, '']);
  });

  test.each([
    ['a path that does not exist', {}, ['--scan-reports', 'none.json'], '--scan-reports: cannot read "none.json"'],
    ['an empty folder', { 'scans/readme.md': '' }, ['--scan-reports', 'scans'], 'there is no file in "scans" that ends in .json or .sarif'],
    ['a foreign file', { 'a.json': '{}' }, ['--scan-reports', 'a.json'], 'cannot use "a.json": it is none of'],
    ['an unknown severity', {}, ['--scan-fail-on', 'severe'], 'Allowed choices'],
    ['an acceptance without reason', { '.cdk8s-hardened.yaml': 'scans: {accept: [{id: CVE-2026-0001}]}\n' }, [], 'its reason is shorter than 10 characters'],
  ])('fails for %s', async (_, files, argv, message) => {
    const { code, err } = await checked(SMALL, files as Record<string, string>, ...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
