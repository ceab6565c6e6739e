import { isMisspelling } from '../../src/objects/misspelling';

test.each([
  ['web-setings', 'web-settings'], ['websettings', 'web-settings'], ['web_settings', 'web-settings'], ['web-lgoin', 'web-login'], ['secret', 'secrets'],
  ['credentails', 'credentials'], ['registry-credental', 'registry-credentials'], ['fast-disc', 'fast-disk'], ['settings', 'settingss'],
])('"%s" looks like "%s", misspelled', (one, other) => {
  expect(isMisspelling(one, other)).toBe(true);
  expect(isMisspelling(other, one)).toBe(true);
});

test.each([
  ['web-1', 'web-2'], ['web1', 'web12'], ['data', 'data-1'], ['db-dev', 'db-qa'], ['api', 'app'], ['settings-blue', 'settings-green'], ['web', 'web'], ['web', 'web-login'], ['', 'web'], ['', ''],
  ['read', 'write'], ['credentials', 'certificates'],
])('"%s" is another name than "%s"', (one, other) => {
  expect(isMisspelling(one, other)).toBe(false);
  expect(isMisspelling(other, one)).toBe(false);
});

test('long texts are compared in little time', () => {
  const long = 'a'.repeat(100_000);
  expect(isMisspelling(long, `${long.slice(0, 50_000)}bc${long.slice(50_000)}`)).toBe(true);
});
