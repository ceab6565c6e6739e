import { Input } from '../../../src/cli/input';
import { completeLate } from '../../../src/cli/judging/complete-late';
import { ListedFinding } from '../../../src/cli/judging/finding-log';
import { Phase } from '../../../src/engine/check-run';
import { Finding } from '../../../src/engine/finding';
import { objects } from '../../sources/reading';

/** Findings that come up when their objects are gone are located by reading the file again. */

const TEXT = '# flags\n---\napiVersion: v1\nkind: A\nmetadata:\n  name: a\n---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: B\n  metadata: {name: b}\n';

function lateEntries(): ListedFinding[] {
  return objects(TEXT).map(({ manifest, address }, index) => {
    const { kind, metadata } = manifest as { readonly kind: string; readonly metadata: { readonly name: string } };
    const finding = { origin: { file: 'a.yaml' }, object: { apiVersion: 'v1', kind, namespace: '', name: metadata.name }, pointer: '/metadata/name' } as Finding;
    return { finding, index, number: index, phase: Phase.SET, former: { index, address } };
  });
}

function linesIn(text: string): (number | undefined)[] {
  const entries = lateEntries();
  const input: Pick<Input, 'again'> = { again: (file) => (file === 'a.yaml' ? [Buffer.from(text)] : []) };
  completeLate(entries, input as Input);
  return entries.map(({ finding }) => finding.line);
}

test('in a document and in a list', () => {
  expect(linesIn(TEXT)).toEqual([6, 13]);
});

test.each([
  ['another name', TEXT.replace('name: a', 'name: c'), [undefined, 13]],
  ['another kind', TEXT.replace('kind: B', 'kind: C'), [6, undefined]],
  ['another document before it', TEXT.replace('# flags\n', '# flags\n---\nx: 1\n'), [undefined, undefined]],
  ['nothing in the file any more', '', [undefined, undefined]],
])('fails to locate, and names no wrong line, where there is %s by now', (_, text, lines) => {
  expect(linesIn(text)).toEqual(lines);
});
