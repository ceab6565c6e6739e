import { CATALOGUE } from '../../src/controls';
import { Judge } from '../../src/engine/judge';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';

/** Regular expressions whose groups repeat without limit run out of stack on texts of some millions of letters. */
const LENGTH = 8_000_000;

const REPEATED = ['x', 'ab ', 'a1', '/', '\n', ' ', 'A=', '-', '=', '#\n', '- ', '---\n', '{', '"', ':', 'a: b\n', '\\', '%', '$(', '{{', '.', ','];
const BEGINNINGS = ['', 'apiVersion: v1\nkind: ', 'hostPath:', '-----BEGIN RSA PRIVATE KEY-----', 'postgres://', 'eyJ', 'password='];
const TEXTS = [
  ...REPEATED.map((part) => [part, part.repeat(LENGTH / part.length)]),
  ...BEGINNINGS.map((beginning) => [`${beginning}a`, beginning + 'a'.repeat(LENGTH)]),
  ['tags', `apiVersion: v1\nkind: ${'!a '.repeat(LENGTH / 3)}`],
  ...['\n', '#\n', '---\n'].map((line) => [`${line}apiVersion`, `${line.repeat(LENGTH / line.length)}apiVersion: v1\nkind: Pod\n`]),
] as const;

const judge = new Judge(CATALOGUE.filter(({ subject }) => subject.name !== 'set'));

test.each([
  ['ConfigMap', (text: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: text } })],
  ['Secret', (text: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { a: text } })],
  ['custom resource', (text: string) => ({ apiVersion: 'example.com/v1', kind: 'A', metadata: { name: 'a' }, spec: { a: text, image: text, privileged: text } })],
  ['Pod', (text: string) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', annotations: { a: text } },
    spec: { containers: [{ name: 'a', image: text, command: [text], env: [{ name: 'PASSWORD', value: text }] }] },
  })],
])('no text in a %s is too long to be judged', (_, make: (text: string) => Manifest) => {
  const failed = TEXTS.filter(([, text]) => {
    try {
      return judge.findings([{ manifest: make(text), profile: SecurityProfile.restricted(), origin: {}, waivers: [] }]).some(({ message }) => message.includes('itself failed'));
    } catch {
      return true;
    }
  });
  expect(failed.map(([name]) => name)).toEqual([]);
}, 600_000);
