import { EMPTY, findingOf, HOSTILE_REPORT, reportOf, SAMPLE } from './sample-report';
import { checkJson } from '../../../src/reports/formats/json';

test('has the shape that design and documentation promise, in this order', () => {
  expect(checkJson(reportOf(SAMPLE.findings.slice(0, 2)))).toMatchInlineSnapshot(`
"{
  "version": 1,
  "summary": {
    "files": 1,
    "objects": 41,
    "skipped": 2,
    "controls": 5,
    "errors": 1,
    "warnings": 0,
    "waived": 1,
    "inconclusive": 0,
    "unjudged": []
  },
  "findings": [
    {
      "control": "read-only-root-filesystem",
      "severity": "error",
      "outcome": "violation",
      "file": "deploy.yaml",
      "line": 31,
      "column": 9,
      "object": {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "namespace": "shop",
        "name": "web"
      },
      "pointer": "/spec/template/spec/containers/0/securityContext",
      "container": "main",
      "message": "securityContext.readOnlyRootFilesystem is not set, must be true",
      "why": "a writable root filesystem lets an intruder drop binaries and survive inside the container",
      "fix": "leave \`readOnlyRootFilesystem\` unset and name each path that the process writes to with \`writable(path, size)\`",
      "fixCode": "declare each path that the process writes to with \`writable\`",
      "waiver": null,
      "covers": []
    },
    {
      "control": "read-only-root-filesystem",
      "severity": "error",
      "outcome": "waived",
      "file": "deploy.yaml",
      "line": 44,
      "column": 9,
      "object": {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "namespace": "shop",
        "name": "web"
      },
      "pointer": "/spec/template/spec/containers/1/securityContext",
      "container": "sidecar",
      "message": "securityContext.readOnlyRootFilesystem is not set, must be true",
      "why": "a writable root filesystem lets an intruder drop binaries and survive inside the container",
      "fix": "leave \`readOnlyRootFilesystem\` unset and name each path that the process writes to with \`writable(path, size)\`",
      "fixCode": "declare each path that the process writes to with \`writable\`",
      "waiver": {
        "reason": "vendor image writes to /opt",
        "expires": "2027-03-31",
        "owner": "team-x",
        "ticket": "SEC-1",
        "target": "container/sidecar",
        "in": "annotation"
      },
      "covers": []
    }
  ],
  "rotation": []
}
"
`);
});

test('keeps every key where there is nothing to say', () => {
  const [finding] = JSON.parse(checkJson(reportOf([findingOf({ origin: {}, line: undefined, column: undefined, container: undefined })]))).findings;
  expect(finding).toMatchObject({ file: null, line: null, column: null, container: null, waiver: null });
  expect(Object.keys(finding)).toEqual([
    'control', 'severity', 'outcome', 'file', 'line', 'column', 'object', 'pointer', 'container', 'message', 'why', 'fix', 'fixCode', 'waiver', 'covers',
  ]);
});

test('an empty report has an empty list', () => {
  expect(JSON.parse(checkJson(EMPTY))).toEqual({
    version: 1, findings: [], rotation: [],
    summary: { files: 0, objects: 41, skipped: 0, controls: 5, errors: 0, warnings: 0, waived: 0, inconclusive: 0, unjudged: [] },
  });
});

test('hostile names come back as they were, and do nothing to a terminal', () => {
  expect(checkJson(HOSTILE_REPORT)).not.toMatch(/[^\P{C}\n]/u);
  const [finding] = JSON.parse(checkJson(HOSTILE_REPORT)).findings;
  expect(finding.object).toEqual(HOSTILE_REPORT.findings[0].object);
});
