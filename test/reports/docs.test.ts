import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { CATALOGUE } from '../../src/controls';
import { controlDocs } from '../../src/reports/control-docs';

const folder = join(__dirname, '..', '..', 'docs', 'controls');
const docs = controlDocs(CATALOGUE);

test('the pages are those of the catalogue; `npm run generate` writes them', () => {
  expect(readdirSync(folder).sort()).toEqual([...docs.keys()].sort());
});

test.each([...docs])('%s is what the control says; `npm run generate` writes it', (file, text) => {
  expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
});

test('every link of the index leads to a page', () => {
  const links = [...docs.get('README.md')!.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);
  expect(links.sort()).toEqual([...docs.keys()].filter((file) => file !== 'README.md').sort());
});
