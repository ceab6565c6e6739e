import { EMPTY, findingOf, HOSTILE_REPORT, reportOf, SAMPLE } from './sample-report';
import { checkText } from '../../../src/reports/formats/text';
import { Paint } from '../../../src/reports/paint';

const mark = (sign: string) => (text: string) => `${sign}«${text}»`;
const MARKED: Paint = { error: mark('E'), warning: mark('W'), waived: mark('V'), inconclusive: mark('I'), strong: mark('S') };

test('says what is wrong, where, why and what to do, by file and object', () => {
  expect(checkText(SAMPLE)).toMatchInlineSnapshot(`
"deploy.yaml
  Deployment shop/web
    INCONCLUSIVE 44:9   read-only-root-filesystem  sidecar: cannot be decided,
                 which is no pass: securityContext is "no", must be a map
    error        31:9   read-only-root-filesystem  main:
                 securityContext.readOnlyRootFilesystem is not set
                 fix: leave \`readOnlyRootFilesystem\` unset and name each path
                 that the process writes to with \`writable(path, size)\`
    waived       44:9   read-only-root-filesystem  vendor image writes to /opt
                 (until 2027-03-31, by team-x, ref SEC-1, for container/sidecar,
                 waived on the object)

rbac/ops team.yaml
  ClusterRoleBinding ops
    warning      7:3    rbac-no-cluster-admin  roleRef.name is "cluster-admin",
                 must not be "cluster-admin"
                 fix: state what the workload calls in a \`ScopedRole\` and bind
                 it with \`bindTo\`

what to run next
  cdk8s-hardened explain read-only-root-filesystem  # why it matters, examples
  cdk8s-hardened check --verbose PATH               # every finding in full

1 error, 1 warning, 1 waived, 1 INCONCLUSIVE in 41 objects of 2 files by 5
controls; 2 documents skipped, not Kubernetes objects
"
`);
});

test('says once what several containers of an object need', () => {
  const text = checkText(reportOf(['a', 'b', 'c'].map((container) => findingOf({ container }))), { width: 140 });
  expect(text).toMatchInlineSnapshot(`
"deploy.yaml
  Deployment shop/web
    error   31:9   read-only-root-filesystem  missing in a, b, c: leave \`readOnlyRootFilesystem\` unset and name each path that the process
            writes to with \`writable(path, size)\`

what to run next
  cdk8s-hardened explain read-only-root-filesystem  # why it matters, examples
  cdk8s-hardened check --verbose PATH               # every finding in full

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

test('colors what the caller paints and nothing else changes', () => {
  const painted = checkText(SAMPLE, { paint: MARKED });
  expect(painted).toContain('E«error»        31:9   S«read-only-root-filesystem»');
  expect(painted).toContain('I«INCONCLUSIVE»');
  expect(painted).toContain('V«waived»');
  expect(painted).toContain('W«warning»');
  expect(painted.replace(/[EWVIS]«|»/g, '')).toBe(checkText(SAMPLE));
});

test('hostile names neither reach the terminal nor forge a line', () => {
  const text = checkText(HOSTILE_REPORT);
  expect(text).not.toMatch(/[^\P{C}\n]/u);
  expect(text.split('\n').filter((line) => /^\s*::|##\[|##vso\[/.test(line))).toEqual([]);
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

  test('in full every finding stands with its place, and what several places share once at the end', () => {
    const [shared, waived] = [findingOf({ container: undefined }), findingOf({ outcome: 'waived', waiver: null })];
    const alone = findingOf({ control: 'no-privileged', outcome: 'inconclusive', message: 'privileged is "no"', why: 'it owns the node', fix: 'leave it unset' });
    expect(checkText(reportOf([shared, shared, alone, waived]), { verbose: true, width: 200 })).toMatchInlineSnapshot(`
"deploy.yaml
  Deployment shop/web
    error  read-only-root-filesystem  deploy.yaml:31:9
      where  /spec/template/spec/containers/0/securityContext
      what   securityContext.readOnlyRootFilesystem is not set, must be true
    error  read-only-root-filesystem  deploy.yaml:31:9
      where  /spec/template/spec/containers/0/securityContext
      what   securityContext.readOnlyRootFilesystem is not set, must be true
    INCONCLUSIVE  no-privileged  deploy.yaml:31:9
      where  container "main"  /spec/template/spec/containers/0/securityContext
      what   cannot be decided, which is no pass: privileged is "no"
      why    it owns the node
      fix    leave it unset
    waived  read-only-root-filesystem  deploy.yaml:31:9
      container "main": without a reason

the same in several places
  read-only-root-filesystem  2 places
    why  a writable root filesystem lets an intruder drop binaries and survive inside the container
    fix  leave \`readOnlyRootFilesystem\` unset and name each path that the process writes to with \`writable(path, size)\`

2 errors, 0 warnings, 1 waived, 1 INCONCLUSIVE in 41 objects of 1 file by 5 controls; 2 documents skipped, not Kubernetes objects
"
`);
  });

  test('lines that do not fit are set within the width, fixes of several objects included', () => {
    const [one, two] = ['web', 'api'].map((name) => findingOf({ object: { ...findingOf().object, name }, fix: 'word '.repeat(30).trim() }));
    const lines = checkText(reportOf([one, two]), { width: 80 }).split('\n');
    const start = lines.indexOf('what to do in several objects');
    expect(lines.slice(start + 1, start + 4)).toMatchInlineSnapshot(`
[
  "  read-only-root-filesystem (2 places): word word word word word word word",
  "    word word word word word word word word word word word word word word word",
  "    word word word word word word word word",
]
`);
  });

  test('the fix that is needed in most places comes first', () => {
    const objects = ['a', 'b', 'c'].map((name) => ({ ...findingOf().object, name }));
    const rare = objects.slice(1).map((object) => findingOf({ object, control: 'no-privileged', fix: 'leave it unset' }));
    const text = checkText(reportOf([...rare, ...objects.map((object) => findingOf({ object }))]), { width: 200 });
    expect([...text.matchAll(/^ {2}(\S+) \(\d places\)/gm)].map(([, control]) => control)).toEqual(['read-only-root-filesystem', 'no-privileged']);
  });

  test('where no error is open, `harden` fills in so many of the findings', () => {
    expect(checkText(reportOf([findingOf({ severity: 'warning', filled: true })]))).toContain('`harden` fills in 1 of 1 finding\n');
  });

  test('the command to explain is about the first error that `harden` does not fill in', () => {
    const text = checkText(reportOf([
      findingOf({ control: 'a', severity: 'warning' }), findingOf({ control: 'b', filled: true }), findingOf({ control: 'c' }),
    ]));
    expect(text).toContain('cdk8s-hardened explain c ');
  });

  test('what `harden` fills in is counted and named once, with the command', () => {
    const text = checkText(report, { call: 'deploy.yaml' });
    expect(text).toContain('`harden` fills in 1 of 2 findings, 1 of 2 errors\n  no-service-links\n');
    expect(text).toContain('  cdk8s-hardened harden --diff deploy.yaml ');
    expect(text.match(/no-service-links/g)).toHaveLength(1);
  });

  test('each of several objects says how many of its findings `harden` fills in', () => {
    const api = { ...findingOf().object, name: 'api' };
    const text = checkText(reportOf([...report.findings, findingOf({ object: api, filled: true }), findingOf({ object: api, filled: true, container: 'side' })]));
    expect(text).toContain('  Deployment shop/web  + 1 that `harden` fills in\n');
    expect(text).toContain('  Deployment shop/api  + 2 that `harden` fills in\n');
    expect(text).toContain('  read-only-root-filesystem (2), no-service-links\n');
  });

  test('a fix stands beside its only place, and below all where there are several', () => {
    const [one, two] = ['web', 'api'].map((name) => findingOf({ object: { ...findingOf().object, name } }));
    const said = /readOnlyRootFilesystem` unset/g;
    expect(checkText(reportOf([one]), { width: 200 })).toContain('read-only-root-filesystem  missing: leave `readOnlyRootFilesystem` unset');
    const text = checkText(reportOf([one, two]), { width: 200 });
    expect(text.match(said)).toHaveLength(1);
    expect(text).toContain('what to do in several objects\n  read-only-root-filesystem (2 places): leave `readOnlyRootFilesystem` unset');
  });

  test('a fix of several lines of one object follows the last of them', () => {
    const text = checkText(reportOf(['a', 'b'].map((path, i) => findingOf({ container: undefined, line: i + 1, message: `${path} is true` }))), { width: 200 });
    expect(text).toMatch(/ a is true\n.* b is true\n {12}fix: leave/);
    expect(text.match(/fix: /g)).toHaveLength(1);
  });

  test('of many objects it says which are worst, and which controls are most frequent', () => {
    const objects = ['a', 'b', 'c', 'd'].map((name) => ({ ...findingOf().object, name }));
    const text = checkText(reportOf([...objects.map((object) => findingOf({ object })), findingOf({ object: objects[2], control: 'no-privileged' })]));
    expect(text).toContain('most frequent\n     4  read-only-root-filesystem     1  no-privileged\n');
    expect(text).toContain('worst objects\n     2  Deployment shop/c\n     1  Deployment shop/a\n');
  });

  test('the most severe findings of an object come first', () => {
    const text = checkText(reportOf([
      findingOf({ control: 'a', severity: 'warning' }), findingOf({ control: 'b', outcome: 'waived' }), findingOf({ control: 'c' }), findingOf({ control: 'd', outcome: 'inconclusive' }),
    ]));
    expect([...text.matchAll(/^ {4}(\w+) /gm)].map(([, word]) => word)).toEqual(['INCONCLUSIVE', 'error', 'warning', 'waived']);
  });

  test('controls that cannot be decided for one reason share a line', () => {
    const open = ['a', 'b', 'c'].map((control) => findingOf({ control, outcome: 'inconclusive', message: 'verbs is "get", must be a list' }));
    const text = checkText(reportOf([...open, findingOf({ control: 'd', outcome: 'inconclusive', message: 'another reason' })]), { width: 100 });
    expect(text.match(/^ +INCONCLUSIVE .*/gm)).toEqual([
      '    INCONCLUSIVE 31:9   a, b, c  cannot be decided, which is no pass: verbs is "get", must be a list',
      '    INCONCLUSIVE 31:9   d  cannot be decided, which is no pass: another reason',
    ]);
    expect(text).toContain('4 INCONCLUSIVE in ');
  });

  test('a command that does not fit beside its purpose stands below it', () => {
    expect(checkText(report, { call: 'a/long/path/to/the/manifests.yaml', width: 80 })).toContain('  # what it would fill in\n  cdk8s-hardened harden --diff a/long/path/to/the/manifests.yaml\n');
  });
});
