import { readFileSync } from 'fs';
import { join } from 'path';
import { call, folder, write } from './command';

const REPORTS = join(__dirname, '..', 'objects', 'scans', 'reports');
const report = (name: string): string => readFileSync(join(REPORTS, name), 'utf8');
const pod = (image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: shop}\nspec:\n  containers:\n    - name: main\n      image: ${image}\n`;

const RUBY = 'cgr.dev/chainguard/ruby:latest-3.0';
const MARINER = 'ghcr.io/aquasecurity/trivy-test-images:mariner-1.0';
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
    ['Grype', RUBY, 'grype-ruby.json', 'has 3 known vulnerabilities: CVE-2023-28755 (high, ruby-3.0 3.0.4-r1, fixed in 3.0.6-r0)'],
    ['Trivy', MARINER, 'trivy-mariner.json', 'has 1 known vulnerability: CVE-2022-0261 (high, vim 8.2.4081-1.cm1, not fixed)'],
  ])('names what %s found, at the image', async (_, image, file, message) => {
    const { found, code } = await checked(image, { 'scans/a.json': report(file) }, '--scan-reports', 'scans');
    expect(code).toBe(1);
    expect(found.find(({ control }) => control === CONTROL)).toMatchObject({ severity: 'error', line: 7, message: expect.stringContaining(message) });
  });

  test('leaves out what has no fix, where that is said', async () => {
    const scans = { 'scans/a.json': report('grype-ruby.json') };
    expect((await checked(MARINER, { 'scans/a.json': report('trivy-mariner.json') }, '--scan-reports', 'scans/*.json', '--scan-ignore-unfixed')).messages).toEqual([]);
    expect((await checked(RUBY, scans, '--scan-reports', 'scans', '--scan-ignore-unfixed')).messages).toEqual([expect.stringContaining('has 2 known')]);
    expect((await checked(RUBY, scans, '--scan-reports', 'scans', '--scan-fail-on', 'critical')).messages).toEqual([]);
  });

  test('judges how old a report is', async () => {
    const alpine = 'ghcr.io/aquasecurity/trivy-test-images:fluentd-multiple-lockfiles';
    const age = (now: string) => checked(alpine, { 'scans/a.json': report('trivy-fluentd.json') }, '--scan-reports', 'scans', '--scan-max-age', '30', '--now', now);
    expect((await age('2021-09-24')).messages.filter((text) => text.includes('days old'))).toEqual([]);
    expect((await age('2021-09-25')).messages[0]).toContain('is 31 days old, and at most 30 are allowed; scan it again');
  });

  test('says where a report does not tell its age', async () => {
    const { code, messages } = await checked(RUBY, { 'scans/a.json': report('grype-ruby.json').replace(/"timestamp": /, '"time": ') }, '--scan-reports', 'scans',
      '--scan-max-age', '30');
    expect([code, messages[0]]).toEqual([2, expect.stringContaining('does not say when it was made')]);
  });

  test('takes reports and accepted vulnerabilities from the settings, until they end', async () => {
    const settings = (expires: string) => ({ '.cdk8s-hardened.yaml': 'scans:\n  reports: [scans]\n  accept:\n    - id: CVE-2022-0261\n'
      + `      reason: the editor is never started\n      expires: "${expires}"\n`, 'scans/a.json': report('trivy-mariner.json') });
    expect((await checked(MARINER, settings('2026-12-31'), '--now', '2026-12-31')).messages).toEqual([]);
    expect((await checked(MARINER, settings('2026-12-31'), '--now', '2027-01-01')).messages).toHaveLength(1);
    expect((await checked(MARINER, settings('2026-12-31'), '--no-inline-waivers')).err).toContain('sets `scans`');
  });

  test('leaves nothing out and says nothing without reports', async () => {
    const { found, err } = await checked(RUBY, {});
    expect([found.some(({ control }) => /vulnerabilities|scan-report|in-image/.test(control)), err]).toEqual([false, '']);
  });

  test.each([
    ['a path that does not exist', {}, ['--scan-reports', 'none.json'], '--scan-reports: cannot read "none.json"'],
    ['an empty folder', { 'scans/readme.md': '' }, ['--scan-reports', 'scans'], 'there is no file in "scans" that ends in .json or .sarif'],
    ['a foreign file', { 'a.json': '{}' }, ['--scan-reports', 'a.json'], 'cannot use "a.json": it is none of'],
    ['an unknown severity', {}, ['--scan-fail-on', 'severe'], 'Allowed choices'],
    ['an acceptance without reason', { '.cdk8s-hardened.yaml': 'scans: {accept: [{id: CVE-2026-0001}]}\n' }, [], 'its reason is shorter than 10 characters'],
  ])('fails for %s', async (_, files, argv, message) => {
    const { code, err } = await checked(RUBY, files as Record<string, string>, ...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
