import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as fc from 'fast-check';
import { lineChanges } from '../../../src/sources/editing/line-changes';
import { unifiedDiff } from '../../../src/sources/editing/unified-diff';
import { runs } from '../../property-seed';

const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i}`);

describe('a diff', () => {
  test('of equal texts is empty', () => {
    expect(unifiedDiff('a.yaml', 'a\n', 'a\n')).toBe('');
  });

  test('shows three lines around, and one hunk for what is close', () => {
    const old = numbered(20);
    const now = old.flatMap((line) => (['5', '9', '18'].includes(line) ? [line, 'new'] : [line]));
    expect(unifiedDiff('a/b.yaml', `${old.join('\n')}\n`, `${now.join('\n')}\n`)).toBe([
      '--- a/a/b.yaml', '+++ b/a/b.yaml', '@@ -4,10 +4,12 @@', ' 3', ' 4', ' 5', '+new', ' 6', ' 7', ' 8', ' 9', '+new', ' 10', ' 11', ' 12',
      '@@ -17,4 +19,5 @@', ' 16', ' 17', ' 18', '+new', ' 19', '',
    ].join('\n'));
  });

  test('tells a missing line feed at the end', () => {
    expect(unifiedDiff('a', 'x', 'x\ny')).toBe('--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n-x\n\\ No newline at end of file\n+x\n+y\n\\ No newline at end of file\n');
  });

  test('from and to nothing', () => {
    expect(unifiedDiff('a', '', 'x\n')).toBe('--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n');
    expect(unifiedDiff('a', 'x\n', '')).toBe('--- a/a\n+++ b/a\n@@ -1 +0,0 @@\n-x\n');
  });
});

const line = fc.constantFrom('a', 'b', 'c', 'd', '');
const lines = fc.array(line, { maxLength: 12 });

test('the changes make the new lines of the old ones', () => {
  fc.assert(fc.property(lines, lines, (old, now) => {
    const made: string[] = [];
    let at = 0;
    for (const { from, to, newFrom, newTo } of lineChanges(old, now)) {
      made.push(...old.slice(at, from), ...now.slice(newFrom, newTo));
      at = to;
    }
    expect([...made, ...old.slice(at)]).toEqual(now);
  }), { numRuns: runs(2000) });
});

test('git applies what it shows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'diff-'));
  const file = join(folder, 'f.txt');
  fc.assert(fc.property(lines, lines, fc.boolean(), (old, now, hasEnd) => {
    const [before, after] = [old, now].map((each) => each.join('\n') + (hasEnd && each.length > 0 ? '\n' : ''));
    fc.pre(before !== after && before !== '' && after !== '');
    writeFileSync(file, before);
    execFileSync('git', ['apply', '--unidiff-zero', '-p1', '-'], { cwd: folder, input: unifiedDiff('f.txt', before, after), stdio: ['pipe', 'pipe', 'pipe'] });
    expect(readFileSync(file, 'utf8')).toBe(after);
  }), { numRuns: runs(60) });
  rmSync(folder, { recursive: true });
});
