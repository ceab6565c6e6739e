import { PlainData } from '../../src/cli/plain-data';
import { ScanSettings, scanSettingsFrom } from '../../src/cli/scan-settings';

/** How a settings file writes what of the reports of scanners counts; what that means is tested in `scan-reports.test.ts`. */

const settings = (scans: unknown): ScanSettings | undefined => scanSettingsFrom(PlainData.of({ scans }, 'team/settings.yaml', ['scans']), 'team/settings.yaml');

test('paths are relative to the file', () => {
  const accepted = { id: 'CVE-2026-0001', reason: 'the code is never called', expires: '2027-03-31', package: 'zlib' };
  expect(settings({ reports: ['scans', '../all/*.json'], failOn: 'critical', ignoreUnfixed: true, maxAgeDays: 14, accept: [accepted] })).toEqual({
    reports: ['team/scans', 'all/*.json'], failOn: 'critical', ignoreUnfixed: true, maxAgeDays: 14, accepted: [accepted],
  });
});

test.each<[string, unknown, ScanSettings | undefined]>([
  ['nothing', undefined, undefined],
  ['an empty map', {}, { accepted: [] }],
  ['a key without value', { accept: null, reports: null }, { accepted: [] }],
  ['an acceptance without end', { accept: [{ id: 'CVE-2026-0001', reason: 'the code is never called' }] }, { accepted: [{ id: 'CVE-2026-0001', reason: 'the code is never called' }] }],
])('%s is no more than that', (_, scans, expected) => expect(settings(scans)).toEqual(expected));

test.each<[string, unknown, string]>([
  ['an unknown key', { maxAge: 3 }, 'team/settings.yaml.scans has no key "maxAge"; did you mean "maxAgeDays"?'],
  ['a severity that is none', { failOn: 'hig' }, 'team/settings.yaml.scans.failOn is "hig", which is not one of '],
  ['half a day', { maxAgeDays: 0.5 }, 'team/settings.yaml.scans.maxAgeDays is 0.5, which is not a whole number'],
  ['an acceptance outside of a list', { accept: { id: 'CVE-1' } }, 'team/settings.yaml.scans.accept is no list; write `- id: CVE-2026-1234` with a `reason` below it'],
  ['an acceptance with an unknown key', { accept: [{ id: 'CVE-1', reason: 'the code is never called' }, { ids: 'CVE-1' }] }, 'team/settings.yaml.scans.accept[1] has no key "ids"; did you mean "id"?'],
  ['an acceptance without reason', { accept: [{ id: 'CVE-2026-0001' }] }, 'team/settings.yaml.scans.accept[0]: its reason is shorter than 10 characters'],
  ['an acceptance without id', { accept: [{ reason: 'the code is never called' }] }, 'team/settings.yaml.scans.accept[0]: it has no id'],
])('fails for %s', (_, scans, message) => expect(() => settings(scans)).toThrow(message));
