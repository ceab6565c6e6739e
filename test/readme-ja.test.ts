import { codeBlocks, documentText } from './code-blocks';

/** The Japanese README says what the English one does: a change of one of them has to come to the other. */

const ENGLISH = documentText('README.md');
const JAPANESE = documentText('README.ja.md');

/** Blocks of code; comments of a shell are translated. */
const codeOf = (text: string) => codeBlocks(text).map(({ language, text: code }) => ({ language, code: language === 'sh' ? code.replace(/ +#.*$/gm, '') : code }));

const inlineCode = (text: string): string[] => [...new Set([...text.replace(/^```.*?^```$/gms, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code))].sort();

const linksOf = (text: string): string[] => [...new Set([...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link))].filter((link) => !/^README(\.ja)?\.md$/.test(link)).sort();

/** How many sections, rows of tables and points of lists there are, in their order. */
const shapeOf = (text: string): string[] => text.replace(/^```.*?^```$/gms, '').split('\n').flatMap((line) => /^(#+|\||\*)/.exec(line)?.[1] ?? []);

test('it has the same code and commands', () => {
  expect(codeOf(JAPANESE)).toEqual(codeOf(ENGLISH));
  expect(inlineCode(JAPANESE)).toEqual(inlineCode(ENGLISH));
});

test('it has the same links', () => {
  expect(linksOf(JAPANESE)).toEqual(linksOf(ENGLISH));
});

test('it has the same sections, tables and lists', () => {
  expect(shapeOf(JAPANESE)).toEqual(shapeOf(ENGLISH));
});

test('it names the same figures', () => {
  const figures = (text: string): string[] => [...text.replace(/^```.*?^```$/gms, '').matchAll(/\b\d[\d.,]*\d\b/g)].map(([figure]) => figure).sort();
  expect(figures(JAPANESE)).toEqual(expect.arrayContaining(figures(ENGLISH)));
});

test('each names the other', () => {
  expect(JAPANESE).toContain('](README.md)');
  expect(ENGLISH).toContain('](README.ja.md)');
});
