import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as api from '../src';

/** The pages of docs/api, which `npx projen docgen` writes: .ci/run compares them with the sources, since that needs a build. */

const FOLDER = join(__dirname, '..', 'docs', 'api');
const pages = new Map(readdirSync(FOLDER).map((page) => [page, readFileSync(join(FOLDER, page), 'utf8')] as const));
const index = pages.get('README.md')!;

test('the index leads to every class and enum of the API, and to every page', () => {
  const listed = [...index.matchAll(/^\| \[(\w+)\]\(/gm)].map(([, name]) => name);
  expect(listed).toEqual(expect.arrayContaining(Object.keys(api)));
  expect([...new Set([...index.matchAll(/\]\(([\w-]+\.md)/g)].map(([, page]) => page))].sort()).toEqual([...pages.keys()].filter((page) => page !== 'README.md').sort());
});

test('every link to a type or member leads to it, on whichever page it is', () => {
  const ids = new Map([...pages].map(([page, text]) => [page, new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))] as const));
  const links = [...pages].flatMap(([page, text]) => [...text.matchAll(/(?:href="|\]\()([\w-]+\.md)?#([^")]+)[")]/g)].map(([, target = page, id]) => ({ page, target, id })));
  expect(links.length).toBeGreaterThan(1000);
  expect(links.filter(({ target, id }) => !ids.get(target)?.has(id))).toEqual([]);
});
