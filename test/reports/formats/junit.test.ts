import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import { EMPTY, HOSTILE_REPORT, SAMPLE } from './sample-report';
import { checkJunit } from '../../../src/reports/formats/junit';

const parse = (text: string) => new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');

test('has a suite per file and a case per finding', () => {
  expect(checkJunit(SAMPLE)).toMatchInlineSnapshot(`
"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="cdk8s-hardened" tests="4" failures="2" errors="1" skipped="1">
  <testsuite name="deploy.yaml" tests="3" failures="1" errors="1" skipped="1">
    <testcase classname="Deployment shop/web" name="read-only-root-filesystem  container &quot;main&quot;  /spec/template/spec/containers/0/securityContext" file="deploy.yaml" line="31">
      <failure type="error" message="securityContext.readOnlyRootFilesystem is not set, must be true">at     deploy.yaml:31:9
where  container &quot;main&quot;  /spec/template/spec/containers/0/securityContext
what   securityContext.readOnlyRootFilesystem is not set, must be true
why    a writable root filesystem lets an intruder drop binaries and survive inside the container
fix    leave \`readOnlyRootFilesystem\` unset and name each path that the process writes to with \`writable(path, size)\`</failure>
    </testcase>
    <testcase classname="Deployment shop/web" name="read-only-root-filesystem  container &quot;sidecar&quot;  /spec/template/spec/containers/1/securityContext" file="deploy.yaml" line="44">
      <skipped message="vendor image writes to /opt (until 2027-03-31, by team-x, ref SEC-1, for container/sidecar, waived on the object)"/>
    </testcase>
    <testcase classname="Deployment shop/web" name="read-only-root-filesystem  container &quot;sidecar&quot;  /spec/template/spec/containers/1/securityContext" file="deploy.yaml" line="44">
      <error type="inconclusive" message="cannot be decided: securityContext is &quot;no&quot;, must be a map">at     deploy.yaml:44:9
where  container &quot;sidecar&quot;  /spec/template/spec/containers/1/securityContext
what   cannot be decided: securityContext is &quot;no&quot;, must be a map
why    a writable root filesystem lets an intruder drop binaries and survive inside the container
fix    leave \`readOnlyRootFilesystem\` unset and name each path that the process writes to with \`writable(path, size)\`</error>
    </testcase>
  </testsuite>
  <testsuite name="rbac/ops team.yaml" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="ClusterRoleBinding ops" name="rbac-no-cluster-admin  /roleRef/name" file="rbac/ops team.yaml" line="7">
      <failure type="warning" message="roleRef.name is &quot;cluster-admin&quot;, must not be &quot;cluster-admin&quot;">at     rbac/ops team.yaml:7:3
where  /roleRef/name
what   roleRef.name is &quot;cluster-admin&quot;, must not be &quot;cluster-admin&quot;
why    cluster-admin is every verb on every resource
fix    state what the workload calls in a \`ScopedRole\` and bind it with \`bindTo\`</failure>
    </testcase>
  </testsuite>
</testsuites>
"
`);
});

test('a clean check is a case that passes, since build servers take no cases for a broken build', () => {
  expect(checkJunit(EMPTY)).toMatchInlineSnapshot(`
"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="cdk8s-hardened" tests="1" failures="0" errors="0" skipped="0">
  <testsuite name="cdk8s-hardened" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="cdk8s-hardened" name="41 objects without findings"/>
  </testsuite>
</testsuites>
"
`);
});

test('hostile names stay text', () => {
  const text = checkJunit(HOSTILE_REPORT);
  const document = parse(text);
  expect(document.getElementsByTagName('script')).toHaveLength(0);
  expect(document.getElementsByTagName('testcase')).toHaveLength(4); // three findings, and a kind that was not judged in full
  expect(text).not.toMatch(/[^\P{C}\n]/u);
  expect(document.getElementsByTagName('skipped').item(0)?.getAttribute('message')).toContain('"><script>alert(1)</script> | `x` \\n');
});

test.each([SAMPLE, EMPTY])('counts what it holds', (report) => {
  const root = parse(checkJunit(report)).documentElement!;
  const count = (tag: string): string => String(root.getElementsByTagName(tag).length);
  const attributes = { tests: 'testcase', failures: 'failure', errors: 'error', skipped: 'skipped' };
  for (const [attribute, tag] of Object.entries(attributes)) expect(root.getAttribute(attribute)).toBe(count(tag));
});
