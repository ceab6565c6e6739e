import { readFileSync } from 'fs';
import { join } from 'path';
import { linkedAbsolutely } from '../scripts/package-page';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const linksOf = (markdown: string): string[] => [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);

test('on the page of a package each link of the README is absolute, and leads to where it led', () => {
  expect(linksOf(README).filter((target) => !/^https?:/.test(target)).length).toBeGreaterThan(10);
  expect(linksOf(linkedAbsolutely(README))).toEqual(linksOf(README).map((target) => (
    /^https?:/.test(target) ? target : `https://github.com/cdk8s-hardened/cdk8s-hardened/blob/main/${target}`
  )));
});

test('what is no link to a file stays', () => {
  for (const text of ['all[0](first)', '[jsii](https://aws.github.io/jsii)', '[here](#top)']) expect(linkedAbsolutely(text)).toBe(text);
});
