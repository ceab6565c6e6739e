import { EMPTY, findingOf, HOSTILE_REPORT, reportOf, SAMPLE } from './sample-report';
import { checkText } from '../../../src/reports/formats/text';
import { Paint } from '../../../src/reports/paint';

const mark = (sign: string) => (text: string) => `${sign}«${text}»`;
const MARKED: Paint = { error: mark('E'), warning: mark('W'), waived: mark('V'), inconclusive: mark('I'), strong: mark('S'), faint: mark('F') };

test('says what is wrong, where, why and what to do, by file and object', () => {
  expect(checkText(SAMPLE)).toMatchInlineSnapshot(`
"deploy.yaml
  Deployment shop/web
    error   31:9   read-only-root-filesystem  main:
                   securityContext.readOnlyRootFilesystem is not set
    waived  44:9   read-only-root-filesystem  vendor image writes to /opt (until
                   2027-03-31, by team-x, ref SEC-1, for container/sidecar,
                   waived on the object)
    INCONCLUSIVE 44:9   read-only-root-filesystem  sidecar: cannot be decided,
                   which is no pass: securityContext is "no", must be a map

rbac/ops team.yaml
  ClusterRoleBinding ops
    warning 7:3    rbac-no-cluster-admin  roleRef.name is "cluster-admin", must
                   not be "cluster-admin"

what to do
  read-only-root-filesystem (2 places): leave \`readOnlyRootFilesystem\` unset
    and name each path that the process writes to with \`writable(path, size)\`
  rbac-no-cluster-admin: state what the workload calls in a \`ScopedRole\` and
    bind it with \`bindTo\`

\`explain CONTROL\` says why; \`check --verbose\` says everything
1 error, 1 warning, 1 waived, 1 INCONCLUSIVE in 41 objects of 2 files by 5
controls; 2 documents skipped, not Kubernetes objects
"
`);
});

test('says a fix that several places share once, below them', () => {
  const text = checkText(reportOf(['a', 'b', 'c'].map((container) => findingOf({ container }))), { width: 140 });
  expect(text).toMatchInlineSnapshot(`
"deploy.yaml
  Deployment shop/web
    error   31:9   read-only-root-filesystem  a: securityContext.readOnlyRootFilesystem is not set
    error   31:9   read-only-root-filesystem  b: securityContext.readOnlyRootFilesystem is not set
    error   31:9   read-only-root-filesystem  c: securityContext.readOnlyRootFilesystem is not set

what to do
  read-only-root-filesystem (3 places): leave \`readOnlyRootFilesystem\` unset and name each path that the process writes to with
    \`writable(path, size)\`

\`explain CONTROL\` says why; \`check --verbose\` says everything
3 errors, 0 warnings, 0 waived in 41 objects of 1 file by 5 controls; 2 documents skipped, not Kubernetes objects
"
`);
});

test('a clean check is one line', () => {
  expect(checkText(EMPTY)).toBe('0 errors, 0 warnings, 0 waived in 41 objects of 0 files by 5 controls\n');
});

test.each([80, 140])('sets prose in lines of %i characters', (width) => {
  const lines = checkText(SAMPLE, { width }).split('\n').filter((line) => !line.includes('where'));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(width - 30);
});

test('colours what the caller paints and nothing else changes', () => {
  const painted = checkText(SAMPLE, { paint: MARKED });
  expect(painted).toContain('E«error»   31:9   S«read-only-root-filesystem»');
  expect(painted).toContain('I«INCONCLUSIVE»');
  expect(painted).toContain('V«waived»');
  expect(painted).toContain('W«warning»');
  expect(painted.replace(/[EWVISF]«|»/g, '')).toBe(checkText(SAMPLE));
});

test('hostile names neither reach the terminal nor forge a line', () => {
  const text = checkText(HOSTILE_REPORT);
  expect(text).not.toMatch(/[^\P{C}\n]/u);
  expect(text.split('\n').filter((line) => line.startsWith('::error'))).toEqual([]);
  expect(text).toContain('unreadable document');
});

test('a finding from constructs names the construct', () => {
  const text = checkText(reportOf([findingOf({ origin: { constructPath: 'shop/web/Resource' }, line: undefined, column: undefined })]));
  expect(text).toContain('error   shop/web/Resource read-only-root-filesystem');
});

describe('in brief and in full', () => {
  const covered = findingOf({ control: 'high-uid-gid', message: 'securityContext.runAsUser is not set, must be at least 10001' });
  const report = reportOf([findingOf({ control: 'run-as-non-root', covers: [covered] }), findingOf({ control: 'no-service-links', filled: true })]);

  test('a finding names those that have the same cause, and --verbose says each in full', () => {
    expect(checkText(report)).toContain('(also high-uid-gid)');
    expect(checkText(report, { verbose: true })).toContain('securityContext.runAsUser is not set, must be at least 10001');
  });

  test('what `harden` fills in is marked, counted and has no fix', () => {
    expect(checkText(report)).toContain('  + error   31:9   no-service-links');
    expect(checkText(report)).toContain('fills the 1 marked +');
    expect(checkText(report)).not.toContain('  no-service-links: ');
  });
});
