import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { call, folder, PRIVILEGED, write } from './command';
import { annotatedWaivers } from '../../src/engine/annotated-waivers';
import { readWaiverFile } from '../../src/engine/waiver-file';

/** Waivers as people write them at first: each mistake is told with its place, what is wrong and what was meant. */

interface Found {
  control: string; outcome: string; file: string; line: number; message: string; why: string; fix: string; waiver: { in: string } | null;
}

const REASON = 'the node agent needs it';
const ANNOTATION = 'waive.cdk8s-hardened.dev/no-privileged';

let at: string;
beforeEach(() => { at = folder(); });

async function check(...argv: string[]): Promise<{ code: number; findings: Found[]; about: Found[] }> {
  const { code, out } = await call(at, ['check', 'pod.yaml', '--format', 'json', '--now', '2027-01-01', ...argv]);
  const { findings } = JSON.parse(out) as { findings: Found[] };
  return { code, findings, about: findings.filter(({ control }) => control.startsWith('waiver-')) };
}

const privileged = (findings: readonly Found[]): string[] => findings.filter(({ control }) => control === 'no-privileged').map(({ outcome }) => outcome);
const podWith = (annotation: string): string => PRIVILEGED.replace('  namespace: shop\n', `  namespace: shop\n  annotations:\n    # agreed in May\n    ${annotation}\n`);
const entry = (rest: string): string => `# agreed in May\nwaivers:\n  - {object: {name: bad}, ${rest}}\n`;

test.each([
  [`${ANNOTATION}: ${REASON}`],
  [`${ANNOTATION}: ${REASON} | expires 2027-01-01 | by team-x | ref SEC-1 | for container/main`],
  [`${ANNOTATION}.2: ${REASON}`],
])('the annotation %s waives', async (annotation) => {
  write(at, { 'pod.yaml': podWith(annotation) });
  const { findings, about } = await check();
  expect([privileged(findings), about]).toEqual([['waived'], []]);
  expect(findings.find(({ waiver }) => waiver)?.waiver?.in).toBe('annotation');
});

test.each([
  [`${ANNOTATION}: ${REASON} | expires 31.12.2027`, 'waiver-invalid', /malformed: expires "31\.12\.2027" is not a date such as 2027-03-31/],
  [`${ANNOTATION}: ${REASON} | expires 2027-1-1`, 'waiver-invalid', /malformed: expires "2027-1-1" is not a date such as 2027-03-31/],
  [`${ANNOTATION}: ${REASON} | until 2027-12-31`, 'waiver-invalid', /malformed: "until 2027-12-31" starts with none of .*; did you mean "expires 2027-12-31"\?/],
  [`${ANNOTATION}: ${REASON} | for main`, 'waiver-invalid', /malformed: target "main" is none of .*; did you mean "container\/main"\?/],
  [`${ANNOTATION}: expires 2027-12-31`, 'waiver-invalid', /malformed: it gives no reason, only "expires 2027-12-31"/],
  [`${ANNOTATION}: ''`, 'waiver-invalid', /malformed: it gives no reason; a reviewer needs one of at least 10 characters/],
  [`${ANNOTATION}:`, 'waiver-invalid', /malformed: it is no text; put it in quotes/],
  [`${ANNOTATION}: true`, 'waiver-invalid', /malformed: it is no text; put it in quotes/],
  [`${ANNOTATION}: privileged=true is right here`, 'waiver-invalid', /malformed: reason "privileged=true is right here" holds "=", which the annotation cannot/],
  [`waive.cdk8s-hardened.dev/no-priviledged: ${REASON}`, 'waiver-invalid', /there is no control "no-priviledged"; did you mean "no-privileged"\?/],
  [`waive.cdk8s-hardened.dev/valid-manifest: ${REASON}`, 'waiver-not-allowed', /no exception from valid-manifest can be right; change the object instead/],
  [`${ANNOTATION}: ${REASON} | expires 2026-12-31`, 'waiver-expired', /the waiver of no-privileged expired on 2026-12-31/],
])('fails on the annotation %s', async (annotation, control, message) => {
  write(at, { 'pod.yaml': podWith(annotation) });
  const { code, findings, about } = await check();
  expect(about).toMatchObject([{ control, file: 'pod.yaml', line: 8, message: expect.stringMatching(message), why: expect.stringMatching(/./), fix: expect.stringMatching(/./) }]);
  expect([code, privileged(findings)]).toEqual([1, ['violation']]);
});

test('an annotation that waives nothing here is a warning', async () => {
  write(at, { 'pod.yaml': podWith(`waive.cdk8s-hardened.dev/no-host-path: ${REASON}`) });
  expect((await check()).about).toMatchObject([{ control: 'waiver-unused', line: 8, message: 'the waiver of no-host-path covers no finding' }]);
});

describe('in CI, where only the waivers of a file hold', () => {
  const FILE = ['--waivers', 'waivers.yaml', '--no-inline-waivers'];
  const GOOD = `control: no-privileged, reason: ${REASON}`;

  test.each([
    [GOOD], [`${GOOD}, expires: 2027-01-01`], [`${GOOD}, container: main`], [`${GOOD}, for: container/main`],
  ])('{%s} waives, and an annotation does not', async (rest) => {
    write(at, { 'pod.yaml': podWith(`${ANNOTATION}: x`), 'waivers.yaml': entry(rest) });
    const { findings, about } = await check(...FILE);
    expect([privileged(findings), about]).toEqual([['waived'], []]);
    expect(findings.find(({ waiver }) => waiver)?.waiver?.in).toBe('file');
    write(at, { 'pod.yaml': podWith(`${ANNOTATION}: ${REASON}`), 'waivers.yaml': 'waivers: []\n' });
    expect(privileged((await check(...FILE)).findings)).toEqual(['violation']);
  });

  test.each([
    [`${GOOD}, expires: 31.12.2027`, 'waiver-invalid', /expires "31\.12\.2027" is not a date such as 2027-03-31/],
    [`${GOOD}, expire: 2027-12-31`, 'waiver-invalid', /unknown key "expire"; did you mean "expires"\?/],
    [`${GOOD}, expires: 20271231`, 'waiver-invalid', /the waiver has no text in `expires`; put it in quotes/],
    ['control: no-privileged', 'waiver-invalid', /the waiver of no-privileged gives no `reason`/],
    [`reason: ${REASON}`, 'waiver-invalid', /the waiver names no `control`/],
    [`control: no-priviledged, reason: ${REASON}`, 'waiver-invalid', /there is no control "no-priviledged"; did you mean "no-privileged"\?/],
    [`control: valid-manifest, reason: ${REASON}`, 'waiver-not-allowed', /no exception from valid-manifest can be right/],
    [`${GOOD}, expires: 2026-12-31`, 'waiver-expired', /the waiver of no-privileged expired on 2026-12-31/],
    [`${GOOD}, container: sidecar`, 'waiver-unused', /the waiver of no-privileged for container "sidecar" covers no finding/],
  ])('fails on {%s}', async (rest, control, message) => {
    write(at, { 'pod.yaml': PRIVILEGED, 'waivers.yaml': entry(rest) });
    const { code, findings, about } = await check(...FILE);
    expect(about).toMatchObject([{ control, file: 'waivers.yaml', line: 3, message: expect.stringMatching(message) }]);
    expect([code, privileged(findings)]).toEqual([1, ['violation']]);
  });
});

test('the guide shows waivers that are read as they are meant', () => {
  const guide = readFileSync(join(__dirname, '..', '..', 'docs', 'waivers.md'), 'utf8');
  const [annotated, file] = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => parse(text));
  const inline = annotatedWaivers(annotated);
  const beside = readWaiverFile(file);
  expect([inline.bad, beside.bad]).toEqual([[], []]);
  expect(inline.waivers.map(({ waiver: { target } }) => target?.name)).toEqual(['sidecar', 'shipper']);
  expect(beside.waivers.map(({ waiver }) => waiver)).toEqual([inline.waivers[0].waiver]);
});
