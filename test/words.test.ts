import { readdirSync, readFileSync } from 'fs';
import { join, sep } from 'path';

/** Comments, messages and documentation use the terms of the field, in plain technical English. */

const ROOT = join(__dirname, '..');
const FOLDERS = ['src', 'test', 'docs', 'conformance', 'bench', 'examples', 'scripts'];
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];

/** What not to write, with what to write in place of it. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bheed(s|ed|ing)?\b/i, 'honor'],
  [/\bcourts?\b/i, 'evaluator'],
  [/\bgravest\b/i, 'most severe'],
  [/\b(im)?patien(ce|t)\b/i, 'what happens after which time'],
  [/\basked nothing\b/i, 'further checks are skipped'],
  [/\bin one breath\b/i, 'share'],
  [/\bbetray/i, 'what must stay the same, or must not be seen'],
  [/\bput into words\b/i, 'the message is rendered'],
  [/\bspeaks?\b/i, 'reports, applies to, names'],
  [/\bspoils?\b/i, 'changes'],
  [/\blaw \d/i, 'the law itself'],
];

const files = [...DOCUMENTS, ...FOLDERS.flatMap((folder) => (readdirSync(join(ROOT, folder), { recursive: true }) as string[])
  .map((file) => `${folder}/${file.split(sep).join('/')}`))]
  .filter((file) => /\.(ts|md|go)$/.test(file) && !file.includes('node_modules/') && file !== 'test/words.test.ts');

/** The words of a text that are not to be written, with their lines. */
const found = (name: string, text: string): string[] => text.split('\n').flatMap((line, i) => WORDS.flatMap(([word, better]) => {
  const match = word.exec(line);
  return match ? [`${name}:${i + 1}: "${match[0]}", better: ${better}`] : [];
}));

test('texts use the terms of the field', () => {
  expect(files.length).toBeGreaterThan(500);
  expect(files.flatMap((file) => found(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});

test('a riddle would be found', () => {
  expect(found('a.ts', 'one\n// a finding speaks of it, the gravest first')).toEqual([
    'a.ts:2: "gravest", better: most severe', 'a.ts:2: "speaks", better: reports, applies to, names',
  ]);
});
