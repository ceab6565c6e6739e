import { readFileSync } from 'fs';
import { join } from 'path';
import { call, folder } from './command';
import { commandDocs } from '../../scripts/command-docs';

test('the page of commands is what they print as help; `npm run generate` writes it', async () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'commands.md'), 'utf8')).toBe(commandDocs());
});

test('the help of the program names each command', async () => {
  const { code, out } = await call(folder(), ['--help']);
  expect(code).toBe(0);
  expect(out).toMatchSnapshot();
});

test('the version is that of the package', async () => {
  expect(await call(folder(), ['--version'])).toEqual({ code: 0, out: '0.0.0\n', err: '' });
  expect((await call(folder(), ['-V'])).out).toBe('0.0.0\n');
});

test.each([
  [['chek'], "error: unknown command 'chek'\n(Did you mean check?)"],
  [['check', '--formt', 'json'], "error: unknown option '--formt'\n(Did you mean --format?)"],
  [['check', '--format', 'xml'], "error: option '-f, --format <format>' argument 'xml' is invalid. Allowed choices are "],
  [['check', '--limit', 'x'], "error: option '--limit <count>' argument 'x' is invalid. "],
  [['check', '--pod-security', 'restricted:v1.36', '--waivers', 'x'], "error: option '--pod-security <level:version>' cannot be used with option '--waivers <file>'"],
  [['harden', '--diff', '-i'], "error: option '--diff' cannot be used with option '-i, --in-place'"],
])('fails for %j, and says where help is', async (argv, message) => {
  const { code, out, err } = await call(folder(), argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.startsWith(message)).toBe(true);
  expect(err).toContain('(add --help for what there is)');
});
