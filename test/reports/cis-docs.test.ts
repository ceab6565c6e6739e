import { readFileSync } from 'fs';
import { join } from 'path';
import { CATALOGUE } from '../../src/controls';
import { CIS_BENCHMARK, CIS_SECTIONS } from '../../src/reports/cis-benchmark';
import { answersTo, cisDocs } from '../../src/reports/cis-docs';

const page = cisDocs(CATALOGUE);
const rowOf = (id: string): string => page.split('\n').find((line) => line.startsWith(`| ${id} |`)) ?? '';

test('every recommendation is in one section, once', () => {
  for (const { id } of CIS_BENCHMARK) expect(page.split('\n').filter((line) => line.startsWith(`| ${id} |`))).toHaveLength(1);
  expect(page.match(/^## /gm)).toHaveLength(CIS_SECTIONS.length);
});

test('every number that a control names is one of the benchmark', () => {
  const ids = new Set(CIS_BENCHMARK.map(({ id }) => id));
  const unknown = CATALOGUE.flatMap(({ id, frameworks = [] }) => frameworks.filter((one) => one.startsWith('cis:') && !ids.has(one.slice(4))).map((one) => `${id} ${one}`));
  expect(unknown).toEqual([]);
});

test('what is not ours has no control', () => {
  const answered = CIS_BENCHMARK.filter(({ id, notOurs }) => notOurs !== undefined && answersTo(id, CATALOGUE).length > 0);
  expect(answered.map(({ id }) => id)).toEqual([]);
});

test('fails where no control answers a recommendation and nothing says why', () => {
  expect(() => cisDocs(CATALOGUE.filter(({ id }) => !id.startsWith('audit-')))).toThrow('no control answers 3.2.2 of the CIS benchmark; name it in `frameworks`');
});

test('a row says what answers it, and how', () => {
  expect(rowOf('1.2.30')).toBe('| 1.2.30 | `--service-account-extend-token-expiration` | [apiserver-no-extended-tokens](controls/apiserver-no-extended-tokens.md) | met |');
  expect(rowOf('4.2.9')).toMatch(/\[kubelet-serving-certificate\].*\| deviates: `serverTLSBootstrap` is accepted/);
  expect(rowOf('3.1.1')).toMatch(/\|  \| not ours: /);
});

test('the page is what the benchmark says; `npm run generate` writes it', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'cis.md'), 'utf8')).toBe(page);
});
