import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { EMPTY, findingOf, HOSTILE_REPORT, reportOf, SAMPLE } from './sample-report';
import { checkOpenReports } from '../../../src/reports/formats/openreports';

/** The API server drops fields that a definition does not name; here they are faults. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in schema && !('additionalProperties' in schema) ? { ...inner, additionalProperties: false } : inner;
}

const definition = parse(readFileSync(join(__dirname, 'schema', 'openreports.io_reports.yaml'), 'utf8'));
const { openAPIV3Schema } = definition.spec.versions[0].schema;
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(closed(openAPIV3Schema) as object);
const documents = (text: string) => parseAllDocuments(text).map((document) => document.toJS());

test('has a report for the cluster and one for each namespace', () => {
  expect(checkOpenReports(SAMPLE)).toMatchInlineSnapshot(`
"apiVersion: openreports.io/v1alpha1
kind: ClusterReport
metadata:
  name: cdk8s-hardened
  labels:
    app.kubernetes.io/managed-by: cdk8s-hardened
source: cdk8s-hardened
configuration:
  limits:
    statusFilter:
      - fail
      - warn
      - error
      - skip
summary:
  pass: 0
  fail: 0
  warn: 1
  error: 0
  skip: 0
results:
  - policy: rbac-no-cluster-admin
    category: rbac
    severity: medium
    result: warn
    scored: false
    resources:
      - apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        name: ops
    message: "roleRef.name is \\"cluster-admin\\", must not be \\"cluster-admin\\""
    properties:
      position: rbac/ops team.yaml:7:3
      pointer: /roleRef/name
      fix: "state what the workload calls in a \`ScopedRole\` and bind it with \`bindTo\`"
---
apiVersion: openreports.io/v1alpha1
kind: Report
metadata:
  name: cdk8s-hardened
  namespace: shop
  labels:
    app.kubernetes.io/managed-by: cdk8s-hardened
source: cdk8s-hardened
configuration:
  limits:
    statusFilter:
      - fail
      - warn
      - error
      - skip
summary:
  pass: 0
  fail: 1
  warn: 0
  error: 1
  skip: 1
results:
  - policy: read-only-root-filesystem
    category: workload
    severity: high
    result: fail
    scored: true
    resources:
      - apiVersion: apps/v1
        kind: Deployment
        namespace: shop
        name: web
    message: securityContext.readOnlyRootFilesystem is not set, must be true
    properties:
      position: deploy.yaml:31:9
      pointer: /spec/template/spec/containers/0/securityContext
      container: main
      fix: "leave \`readOnlyRootFilesystem\` unset and name each path that the process writes to with \`writable(path, size)\`"
  - policy: read-only-root-filesystem
    category: workload
    severity: high
    result: skip
    scored: true
    resources:
      - apiVersion: apps/v1
        kind: Deployment
        namespace: shop
        name: web
    message: securityContext.readOnlyRootFilesystem is not set, must be true
    properties:
      position: deploy.yaml:44:9
      pointer: /spec/template/spec/containers/1/securityContext
      container: sidecar
      fix: "leave \`readOnlyRootFilesystem\` unset and name each path that the process writes to with \`writable(path, size)\`"
      waiver-reason: vendor image writes to /opt
      waiver-expires: "2027-03-31"
      waiver-owner: team-x
      waiver-ticket: SEC-1
      waived-in: annotation
  - policy: read-only-root-filesystem
    category: workload
    severity: high
    result: error
    scored: true
    resources:
      - apiVersion: apps/v1
        kind: Deployment
        namespace: shop
        name: web
    message: "securityContext is \\"no\\", must be a map"
    properties:
      position: deploy.yaml:44:9
      pointer: /spec/template/spec/containers/1/securityContext
      container: sidecar
      fix: "leave \`readOnlyRootFilesystem\` unset and name each path that the process writes to with \`writable(path, size)\`"
"
`);
});

test.each([['the sample', SAMPLE], ['an empty report', EMPTY], ['hostile names', HOSTILE_REPORT]])('%s satisfies the definition of the API', (_, report) => {
  for (const document of documents(checkOpenReports(report))) {
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  }
});

test('without findings there is an empty report, which replaces that of yesterday', () => {
  expect(documents(checkOpenReports(EMPTY))).toEqual([expect.objectContaining({ kind: 'ClusterReport', results: [] })]);
});

test('an object that leaves its namespace open is in a report that does the same', () => {
  const [, report] = documents(checkOpenReports(reportOf([findingOf({ object: { ...findingOf().object, namespace: '' } })])));
  expect(report.kind).toBe('Report');
  expect(report.metadata).not.toHaveProperty('namespace');
  expect(report.results[0].resources).toEqual([{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }]);
});

test('a hostile namespace forges no document', () => {
  expect(documents(checkOpenReports(HOSTILE_REPORT)).map(({ kind }) => kind)).toEqual(['ClusterReport', 'Report']);
});
