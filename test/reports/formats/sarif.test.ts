import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { EMPTY, findingOf, HOSTILE_REPORT, reportOf, SAMPLE } from './sample-report';
import { CATALOGUE } from '../../../src/controls';
import { fingerprints } from '../../../src/reports/fingerprint';
import { checkSarif } from '../../../src/reports/formats/sarif';

// The schema is of draft 4, which differs from draft 7 in the name of its id only, as far as it uses either.
const { $schema, id, ...schema } = JSON.parse(readFileSync(join(__dirname, 'schema', 'sarif-schema-2.1.0.json'), 'utf8'));
const isUri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(text) && isReference(text);
const isReference = (text: string): boolean => /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})*$/i.test(text);
const validate = new Ajv({
  strict: false, allErrors: true, formats: { 'uri': isUri, 'uri-reference': isReference, 'date-time': true },
}).compile(schema);

const runOf = (report: Parameters<typeof checkSarif>[0]) => JSON.parse(checkSarif(report)).runs[0];

test.each([
  ['the sample', SAMPLE], ['an empty report', EMPTY], ['hostile names', HOSTILE_REPORT], ['the whole catalogue', { ...SAMPLE, controls: CATALOGUE }],
  ['findings without a file', reportOf([findingOf({ origin: { constructPath: 'shop/web' } }), findingOf({ origin: {}, line: undefined, column: undefined })])],
  ['a check of the Pod Security Standard', reportOf([findingOf({ control: 'capabilities_restricted' })])],
])('%s satisfies the schema of OASIS', (_, report) => {
  validate(JSON.parse(checkSarif(report)));
  expect(validate.errors ?? []).toEqual([]);
  expect(schema.definitions.result.required).toEqual(['message']);
});

test('the schema rejects what is no SARIF', () => {
  expect(validate({ version: '2.1.0', runs: [{ tool: {}, results: [{}] }] })).toBe(false);
});

test('describes the rules that were asked', () => {
  const { rules } = runOf(SAMPLE).tool.driver;
  expect(rules.map((rule: { id: string }) => rule.id)).toEqual(SAMPLE.controls.map((control) => control.id));
  expect(rules.find((rule: { id: string }) => rule.id === 'read-only-root-filesystem')).toMatchInlineSnapshot(`
{
  "defaultConfiguration": {
    "level": "error",
  },
  "fullDescription": {
    "text": "A writable root filesystem lets an intruder drop binaries and survive inside the container.",
  },
  "help": {
    "markdown": "**Why:** A writable root filesystem lets an intruder drop binaries and survive inside the container.

**Fix:** Set \`securityContext.readOnlyRootFilesystem: true\` and mount an emptyDir at each path that the process writes to.",
    "text": "Why: A writable root filesystem lets an intruder drop binaries and survive inside the container.
Fix: Set \`securityContext.readOnlyRootFilesystem: true\` and mount an emptyDir at each path that the process writes to.",
  },
  "helpUri": "https://github.com/cdk8s-hardened/cdk8s-hardened/blob/main/docs/controls/read-only-root-filesystem.md",
  "id": "read-only-root-filesystem",
  "properties": {
    "precision": "very-high",
    "problem.severity": "error",
    "security-severity": "8.0",
    "tags": [
      "security",
      "workload",
      "nsa-cisa:immutable-container-filesystems",
      "kubescape:C-0017",
      "checkov:CKV_K8S_22",
      "trivy:KSV-0014",
      "kube-linter:no-read-only-root-fs",
      "kube-score:container-security-context-readonlyrootfilesystem",
      "polaris:notReadOnlyRootFilesystem",
      "kyverno:require-ro-rootfs",
    ],
  },
  "shortDescription": {
    "text": "Container root filesystems are read-only",
  },
}
`);
});

test('a rule of availability is none of security', () => {
  const rule = runOf(SAMPLE).tool.driver.rules.find((one: { id: string }) => one.id === 'pdb-present');
  expect(rule.properties.tags).toEqual(expect.arrayContaining(['reliability']));
  expect(rule.properties.tags).not.toContain('security');
});

test('a result says what, where and by which rule', () => {
  expect(runOf(SAMPLE).results[0]).toMatchInlineSnapshot(`
{
  "kind": "fail",
  "level": "error",
  "locations": [
    {
      "logicalLocations": [
        {
          "fullyQualifiedName": "apps/v1/Deployment/shop/web",
          "kind": "resource",
          "name": "web",
        },
      ],
      "physicalLocation": {
        "artifactLocation": {
          "uri": "deploy.yaml",
          "uriBaseId": "%SRCROOT%",
        },
        "region": {
          "startColumn": 9,
          "startLine": 31,
        },
      },
    },
  ],
  "message": {
    "text": "Deployment shop/web, container "main": securityContext.readOnlyRootFilesystem is not set, must be true",
  },
  "partialFingerprints": {
    "cdk8sHardened/v1": "/read-only-root-filesystem/apps~1Deployment/shop/web/main/spec/template/spec/containers/*/securityContext",
  },
  "properties": {
    "container": "main",
    "pointer": "/spec/template/spec/containers/0/securityContext",
  },
  "ruleId": "read-only-root-filesystem",
  "ruleIndex": 1,
  "suppressions": [],
}
`);
});

test('a waived result is suppressed where its waiver stands', () => {
  const [, waived] = runOf(SAMPLE).results;
  expect(waived.suppressions).toEqual([{
    kind: 'inSource', status: 'accepted', justification: 'vendor image writes to /opt (until 2027-03-31, by team-x, ref SEC-1, for container/sidecar)',
    properties: { expires: '2027-03-31', owner: 'team-x', ticket: 'SEC-1' },
  }]);
  expect(runOf(SAMPLE).results[0].suppressions).toEqual([]);
  expect(runOf(reportOf([{ ...SAMPLE.findings[1], waivedIn: 'file' }])).results[0].suppressions[0].kind).toBe('external');
});

test('what cannot be decided makes the run unsuccessful', () => {
  const run = runOf(SAMPLE);
  expect(run.invocations[0].executionSuccessful).toBe(false);
  expect(run.invocations[0].toolExecutionNotifications).toHaveLength(1);
  expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain('cannot be decided');
  expect(run.results[2]).toMatchObject({ kind: 'open', level: 'none' });
  expect(runOf(EMPTY).invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
});

test('an empty report has results, though none', () => {
  expect(runOf(EMPTY).results).toEqual([]);
});

test.each([
  ['a space', 'rbac/ops team.yaml', { uri: 'rbac/ops%20team.yaml', uriBaseId: '%SRCROOT%' }],
  ['a colon, which would be a scheme', 'c:d.yaml', { uri: 'c%3Ad.yaml', uriBaseId: '%SRCROOT%' }],
  ['half a character', '\ud800.yaml', { uri: '%EF%BF%BD.yaml', uriBaseId: '%SRCROOT%' }],
  ['an absolute path', '/tmp/a b.yaml', { uri: 'file:///tmp/a%20b.yaml' }],
])('a file name with %s is a URI', (_, file, artifactLocation) => {
  const [result] = runOf(reportOf([findingOf({ origin: { file } })])).results;
  expect(result.locations[0].physicalLocation.artifactLocation).toEqual(artifactLocation);
});

test('a finding keeps its fingerprint when its line, index, file or API version changes, and shares it with no other', () => {
  const moved = findingOf({
    line: 99, origin: { file: 'other.yaml' }, pointer: '/spec/template/spec/containers/7/securityContext',
    object: { ...findingOf().object, apiVersion: 'apps/v1beta1' },
  });
  expect(fingerprints([moved])).toEqual(fingerprints([findingOf()]));
  const all = fingerprints([findingOf(), findingOf(), findingOf({ container: 'a' }), findingOf({ control: 'drop-all-capabilities' })]);
  expect(new Set(all).size).toBe(4);
  expect(fingerprints([findingOf({ container: 'a/b', pointer: '/c' })])).not.toEqual(fingerprints([findingOf({ container: 'a', pointer: '/b/c' })]));
});

test('a hostile name makes no link', () => {
  expect(runOf(HOSTILE_REPORT).results[0].message.text).not.toContain('](');
});

test('a message names the object, the container where there is one, and that something cannot be decided', () => {
  const texts = runOf(reportOf([
    findingOf({ message: 'm' }), findingOf({ message: 'm', container: undefined }), findingOf({ message: 'm', outcome: 'inconclusive' }),
  ])).results.map(({ message }: { message: { text: string } }) => message.text);
  expect(texts).toEqual(['Deployment shop/web, container "main": m', 'Deployment shop/web: m', 'Deployment shop/web, container "main": cannot be decided: m']);
});
