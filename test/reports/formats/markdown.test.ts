import { EMPTY, HOSTILE_REPORT, reportOf, SAMPLE } from './sample-report';
import { checkMarkdown } from '../../../src/reports/formats/markdown';
import { codeBlock, plainMarkdown, prose } from '../../../src/reports/markdown-text';

test('has the counts, the findings, what they mean, and what was waived', () => {
  expect(checkMarkdown(SAMPLE)).toMatchInlineSnapshot(`
"## cdk8s-hardened

| errors | warnings | waived | inconclusive |
| --- | --- | --- | --- |
| 1 | 1 | 1 | **1** |

41 objects in 2 files, 5 controls, 2 documents skipped.

**1 finding cannot be decided, which is no pass.**

### Findings

| severity | control | where | object | container | what |
| --- | --- | --- | --- | --- | --- |
| error | read-only-root-filesystem | deploy.yaml:31:9 | Deployment shop/web | main | securityContext.readOnlyRootFilesystem is not set, must be true |
| **inconclusive** | read-only-root-filesystem | deploy.yaml:44:9 | Deployment shop/web | sidecar | securityContext is "no", must be a map |
| warning | rbac-no-cluster-admin | rbac/ops team.yaml:7:3 | ClusterRoleBinding ops |  | roleRef.name is "cluster-admin", must not be "cluster-admin" |

### Why, and what to do

* **[read-only-root-filesystem](https://github.com/cdk8s-hardened/cdk8s-hardened/blob/main/docs/controls/read-only-root-filesystem.md)**: A writable root filesystem lets an intruder drop binaries and survive inside the container. Leave \`readOnlyRootFilesystem\` unset and name each path that the process writes to with \`writable(path, size)\`.
* **[rbac-no-cluster-admin](https://github.com/cdk8s-hardened/cdk8s-hardened/blob/main/docs/controls/rbac-no-cluster-admin.md)**: Cluster-admin is every verb on every resource. State what the workload calls in a \`ScopedRole\` and bind it with \`bindTo\`.

### Waived

| control | where | object | container | reason | until | owner | ticket | in |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| read-only-root-filesystem | deploy.yaml:44:9 | Deployment shop/web | sidecar | vendor image writes to /opt | 2027-03-31 | team-x | SEC-1 | annotation |
"
`);
});

test('a clean check is short', () => {
  expect(checkMarkdown(EMPTY)).toMatchInlineSnapshot(`
"## cdk8s-hardened

| errors | warnings | waived | inconclusive |
| --- | --- | --- | --- |
| 0 | 0 | 0 | 0 |

41 objects in 0 files, 5 controls, 0 documents skipped.
"
`);
});

test('hostile names leave no cell, make no element, no link and notify nobody', () => {
  const text = checkMarkdown(HOSTILE_REPORT);
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  const findings = rows.filter((line) => line.includes('script'));
  expect(new Set(findings.map((line) => line.split('|').length))).toEqual(new Set([8, 11, 6]));
  const hostile = text.split('\n').filter((line) => line.includes('script')).join('\n');
  expect(hostile.replaceAll('<!-- -->', '')).not.toMatch(/[<`]|(?<!\\)[[\]]/);
  expect(hostile).not.toMatch(/@team|[^&]#12|:\/\//);
});

test.each([
  ['ports[0].hostPort', 'ports\\[0\\].hostPort'],
  ['*bold* _it_ ~no~', '\\*bold\\* \\_it\\_ \\~no\\~'],
  ['a|b\\c`d', 'a&#124;b&#92;c&#96;d'],
  ['&lt;', '&amp;lt;'],
  ['see https://e.example, www.e.example', 'see https&#58;//e.example, www&#46;e.example'],
  ['cc @team about #12', 'cc @<!-- -->team about #<!-- -->12'],
  ['$\\alpha$', '&#36;&#92;alpha&#36;'],
])('%s is plain text', (text, markdown) => {
  expect(plainMarkdown(text)).toBe(markdown);
});

test('prose keeps its code', () => {
  expect(prose('set `a_b[0]` to <x> in a_b')).toBe('set `a_b[0]` to &lt;x&gt; in a\\_b');
});

test('a fence is longer than what it holds', () => {
  expect(codeBlock('yaml', 'a: "```"\n')).toBe('````yaml\na: "```"\n````');
});

test('a control that is not ours is named, without a link', () => {
  const text = checkMarkdown(reportOf([{ ...SAMPLE.findings[0], control: 'capabilities_restricted', why: 'x', fix: 'y' }]));
  expect(text).toContain('* **capabilities\\_restricted**: X. Y.');
});
