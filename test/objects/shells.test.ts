import { COMMON_SHELLS, isShell, SHELLS } from '../../src/objects/shells';

test.each(SHELLS)('%s is a shell, wherever it is', (name) => {
  expect([`/bin/${name}`, name, `/bin/${name}/x`, `/bin/x${name}x`].filter(isShell)).toEqual([`/bin/${name}`, name]);
});

test('fails to be one: a server', () => expect(isShell('/usr/sbin/nginx')).toBe(false));

test('common and rare ones are named once, /bin/sh among the common ones', () => {
  expect(new Set(SHELLS).size).toBe(SHELLS.length);
  expect(SHELLS).toEqual(expect.arrayContaining([...COMMON_SHELLS]));
  expect(COMMON_SHELLS).toContain('sh');
});
