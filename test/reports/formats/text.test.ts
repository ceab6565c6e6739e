import { EMPTY, findingOf, HOSTILE_REPORT, reportOf, SAMPLE } from './sample-report';
import { checkText } from '../../../src/reports/formats/text';
import { Paint } from '../../../src/reports/paint';

const mark = (sign: string) => (text: string) => `${sign}«${text}»`;
const MARKED: Paint = { error: mark('E'), warning: mark('W'), waived: mark('V'), inconclusive: mark('I'), strong: mark('S'), faint: mark('F') };

test('says what is wrong, where, why and what to do, by file and object', () => {
  expect(checkText(SAMPLE)).toMatchInlineSnapshot(`
"deploy.yaml
  Deployment shop/web
    error  read-only-root-filesystem  deploy.yaml:31:9
      where  container "main"  /spec/template/spec/containers/0/securityContext
      what   securityContext.readOnlyRootFilesystem is not set, must be true
    waived  read-only-root-filesystem  deploy.yaml:44:9
      vendor image writes to /opt (until 2027-03-31, by team-x, ref SEC-1, for
      container/sidecar, waived on the object)
    INCONCLUSIVE  read-only-root-filesystem  deploy.yaml:44:9
      where  container "sidecar"
             /spec/template/spec/containers/1/securityContext
      what   cannot be decided, which is no pass: securityContext is "no", must
             be a map

rbac/ops team.yaml
  ClusterRoleBinding ops
    warning  rbac-no-cluster-admin  rbac/ops team.yaml:7:3
      where  /roleRef/name
      what   roleRef.name is "cluster-admin", must not be "cluster-admin"
      why    cluster-admin is every verb on every resource
      fix    state what the workload calls in a \`ScopedRole\` and bind it with
             \`bindTo\`

the same in several places
  read-only-root-filesystem  2 places
    why  a writable root filesystem lets an intruder drop binaries and survive
         inside the container
    fix  leave \`readOnlyRootFilesystem\` unset and name each path that the
         process writes to with \`writable(path, size)\`

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
    error  read-only-root-filesystem  deploy.yaml:31:9
      where  container "a"  /spec/template/spec/containers/0/securityContext
      what   securityContext.readOnlyRootFilesystem is not set, must be true
    error  read-only-root-filesystem  deploy.yaml:31:9
      where  container "b"  /spec/template/spec/containers/0/securityContext
      what   securityContext.readOnlyRootFilesystem is not set, must be true
    error  read-only-root-filesystem  deploy.yaml:31:9
      where  container "c"  /spec/template/spec/containers/0/securityContext
      what   securityContext.readOnlyRootFilesystem is not set, must be true

the same in several places
  read-only-root-filesystem  3 places
    why  a writable root filesystem lets an intruder drop binaries and survive inside the container
    fix  leave \`readOnlyRootFilesystem\` unset and name each path that the process writes to with \`writable(path, size)\`

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
  expect(painted).toContain('E«error»  S«read-only-root-filesystem»  F«deploy.yaml:31:9»');
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
  expect(text).toContain('error  read-only-root-filesystem  shop/web/Resource\n');
});
