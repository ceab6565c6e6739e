import { LineChange, lineChanges } from './line-changes';

const CONTEXT = 3;
const NO_END = '\\ No newline at end of file';

/** What `diff -u` shows between two texts of a file; empty where they are equal. `git apply` and `patch -p1` take it. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const old = linesOf(before);
  const now = linesOf(after);
  const hunks = groupOf(lineChanges(old, now)).map((changes) => hunkOf(changes, old, now));
  return [`--- a/${file}`, `+++ b/${file}`, ...hunks, ''].join('\n');
}

/** Lines with their line feeds, so that a missing one at the end is a difference. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Changes that are close share one hunk. */
function groupOf(changes: readonly LineChange[]): LineChange[][] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const group = groups[groups.length - 1];
    if (group && change.from - group[group.length - 1].to <= 2 * CONTEXT) group.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunkOf(changes: readonly LineChange[], old: readonly string[], now: readonly string[]): string {
  const [first, last] = [changes[0], changes[changes.length - 1]];
  const from = Math.max(0, first.from - CONTEXT);
  const to = Math.min(old.length, last.to + CONTEXT);
  const newFrom = first.newFrom - (first.from - from);
  const newTo = last.newTo + (to - last.to);
  const lines: string[] = [];
  let at = from;
  for (const change of changes) {
    lines.push(...old.slice(at, change.from).map((line) => show(' ', line)));
    lines.push(...old.slice(change.from, change.to).map((line) => show('-', line)));
    lines.push(...now.slice(change.newFrom, change.newTo).map((line) => show('+', line)));
    at = change.to;
  }
  lines.push(...old.slice(at, to).map((line) => show(' ', line)));
  return [`@@ -${range(from, to)} +${range(newFrom, newTo)} @@`, ...lines].join('\n');
}

function show(mark: string, line: string): string {
  return line.endsWith('\n') ? mark + line.slice(0, -1) : `${mark}${line}\n${NO_END}`;
}

/** A range without lines names the line before it. */
function range(from: number, to: number): string {
  const count = to - from;
  const start = count === 0 ? from : from + 1;
  return count === 1 ? String(start) : `${start},${count}`;
}
