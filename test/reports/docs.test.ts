import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { CATALOGUE } from '../../src/controls';
import { controlDocs } from '../../src/reports/control-docs';
import { permissionDocs } from '../../src/reports/permission-docs';
import { techniqueDocs } from '../../src/reports/technique-docs';

const folder = join(__dirname, '..', '..', 'docs', 'controls');
const written = (file: string): string => readFileSync(join(folder, file), 'utf8');

test('the pages are those of the catalogue; `npm run generate` writes them', () => {
  expect(readdirSync(folder).sort()).toEqual([...controlDocs(CATALOGUE).keys()].sort());
});

test('the index is what the catalogue says; `npm run generate` writes it', () => {
  expect(written('README.md')).toBe(controlDocs(CATALOGUE).get('README.md'));
});

test('the page of permissions is what the controls say; `npm run generate` writes it', () => {
  expect(written('../rbac-permissions.md')).toBe(permissionDocs(CATALOGUE));
});

test('the page of techniques is what they say; `npm run generate` writes it', () => {
  expect(written('../rbac-techniques.md')).toBe(techniqueDocs());
});

test('every link of the index leads to a page', () => {
  const links = [...written('README.md').matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);
  expect(links.sort()).toEqual(readdirSync(folder).filter((file) => file !== 'README.md').sort());
});

describe.each(CATALOGUE.map((control) => [control.id, control] as const))('%s', (id, control) => {
  test('has a page that says what it says; `npm run generate` writes it', () => {
    expect(written(`${id}.md`)).toBe(controlDocs([control]).get(`${id}.md`));
  });
});
