import { hardenBytes } from '../../../src/cli/hardening/hardened-bytes';
import { HardenRules } from '../../../src/cli/hardening/hardened-object';
import { HardenedText } from '../../../src/cli/hardening/hardened-text';
import { SurveyedObjects } from '../../../src/engine/surveyed-objects';
import { readWaiverFile } from '../../../src/engine/waiver-file';
import { SecurityProfile } from '../../../src/profile/security-profile';
import { PRIVILEGED } from '../command';

const profile = SecurityProfile.restricted();
const rules: HardenRules = { profile, overrides: [], waiverFile: readWaiverFile([]), others: new SurveyedObjects(profile) };
const hardened = (bytes: Uint8Array): HardenedText[] => [...hardenBytes(bytes, 'a.yaml', rules)];

test.each([['little end first', Buffer.from(`\ufeff${PRIVILEGED}`, 'utf16le')], ['big end first', Buffer.from(`\ufeff${PRIVILEGED}`, 'utf16le').swap16()]])('fails for UTF-16, %s, and leaves it as it is', (_, bytes) => {
  expect(hardened(bytes)).toEqual([{
    content: bytes, filled: 0, leftovers: [], leftAlone: [], risks: [],
    problems: [{ type: 'problem', file: 'a.yaml', line: 1, column: 1, message: 'is UTF-16, so nothing in it was changed', fix: 'save it as UTF-8' }],
  }]);
});

test('fails for a document that is too large, and changes none beside it', () => {
  const bytes = Buffer.from(`${PRIVILEGED}---\na: ${'x'.repeat(16 * 1024 * 1024)}\n`);
  const [{ content, filled, problems }, ...more] = hardened(bytes);
  expect([more, filled, content.equals(bytes)]).toEqual([[], 0, true]);
  expect(problems).toEqual([{ type: 'problem', file: 'a.yaml', line: 12, column: 1, message: 'has a document of more than 16 MiB, so nothing in it was changed', fix: 'split it' }]);
});

test('a file without documents stays as it is', () => {
  expect(hardened(Buffer.from('')).map(({ content }) => String(content)).join('')).toBe('');
});

test('documents are hardened some at a time, and keep the lines of the file', () => {
  const padding = `# ${'x'.repeat(80)}\n`.repeat(7_000); // more than half of what is taken at once
  const broken = '---\na: [\n'; // which ends on the line below
  const texts = hardened(Buffer.from(`${PRIVILEGED}${padding}---\n${PRIVILEGED}${padding}${broken}`));
  expect(texts.map(({ problems }) => problems.map(({ line }) => line)).flat()).toEqual([2 * (11 + 7_000) + 4]);
  expect(texts.length).toBe(2);
  expect(Buffer.concat(texts.map(({ content }) => content)).toString().match(/automountServiceAccountToken: false/g)).toHaveLength(2);
});
