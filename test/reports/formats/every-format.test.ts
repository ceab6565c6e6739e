import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { EMPTY, HOSTILE_REPORT, SAMPLE, withUnjudged } from './sample-report';
import { Format, FORMATS, render } from '../../../src/reports/formats';
import { PLAIN } from '../../../src/reports/paint';

const ROOT = join(__dirname, '..', '..', '..');
const DOCS = readFileSync(join(ROOT, 'docs', 'cli.md'), 'utf8');

test('every file of the folder is a format of the command line', () => {
  const files = readdirSync(join(ROOT, 'src', 'reports', 'formats')).filter((file) => file !== 'index.ts');
  expect(files.sort()).toEqual(Object.keys(FORMATS).map((name) => `${name}.ts`).sort());
});

describe.each(Object.keys(FORMATS) as Format[])('the format %s', (format) => {
  test('has a test file', () => {
    expect(existsSync(join(__dirname, `${format}.test.ts`))).toBe(true);
  });

  test('has a line in docs/cli.md', () => {
    expect(DOCS).toMatch(new RegExp(`^\\| \`${format}\` \\| .{10,} \\|$`, 'm'));
  });

  test.each([['an empty report', EMPTY], ['a report with findings', SAMPLE]])('names in %s each kind that was not judged in full, and how often it occurs', (_, report) => {
    const unjudged = [{ apiVersion: 'example.com/v1', kind: 'Widget', objects: 3, reason: 'its fields are not known' }, { apiVersion: 'v1', kind: 'Config', objects: 1, reason: 'why not' }];
    const text = render(withUnjudged(report, unjudged), format);
    for (const { apiVersion, kind, reason } of unjudged) for (const part of [apiVersion, kind, reason]) expect(text).toContain(part);
    expect(text).toMatch(/3 objects|"objects": 3|\| 3 \|/);
    expect(render(report, format)).not.toContain('Widget');
  });

  test.each([['an empty report', EMPTY], ['a report with findings', SAMPLE], ['a hostile report', HOSTILE_REPORT]])('ends %s with a line feed and without control characters', (_, report) => {
    expect(render(report, format)).toMatch(/^[^\x00-\x08\x0b-\x1f\x7f]+\n$/);
    expect(render(report, format)).toBe(render(report, format, { paint: PLAIN }));
  });
});
