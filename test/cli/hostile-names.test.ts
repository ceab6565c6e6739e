import { call, folder, write } from './command';
import { FORMATS } from '../../src/reports/formats';

/** What GitHub Actions, Azure Pipelines or TeamCity run as a command, and what steers a terminal. */
const STEERS = /^\s*::[a-z][^:]*::|##(?:vso|teamcity)?\[|[^\P{C}\n]/iu;

const COMMANDS = '::error file=a::forged ##vso[task.complete]a ##[add-mask]b ##teamcity[c] and so many words that a line breaks somewhere ::stop-commands::d';
const HOSTILE = JSON.stringify(`${COMMANDS} \u001b[31m\u202e${COMMANDS}`);

const MANIFESTS = `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${HOSTILE}, namespace: ${HOSTILE}, annotations: {${HOSTILE}: ${HOSTILE}}, labels: {${HOSTILE}: ${HOSTILE}}}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      hostNetwork: ${HOSTILE}
      containers:
      - {name: ${HOSTILE}, image: ${HOSTILE}, command: [${HOSTILE}], env: [{name: ${HOSTILE}, value: ${HOSTILE}}], ports: [{containerPort: 80, name: ${HOSTILE}}], ${HOSTILE}: 1}
---
apiVersion: ${HOSTILE}
kind: ${HOSTILE}
metadata: {name: a}
spec: {podTemplate: {containers: [{image: ${HOSTILE}}]}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: ${HOSTILE}}
rules: [{apiGroups: ["*"], resources: [${HOSTILE}], verbs: ["*"]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ${HOSTILE}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${HOSTILE}}
subjects: [{kind: User, name: ${HOSTILE}}]
---
{a: 1, ${HOSTILE}: 1, ${HOSTILE}: 2}
`;

test.each([
  ...Object.keys(FORMATS).map((format) => ['check', '--format', format]), ['check', '--verbose'], ['check', '--pod-security', 'restricted:v1.36'],
  ['harden', '--format', 'json'], ['rbac'], ['rbac', '--format', 'json'], ['runtime', '--engine', 'falco'], ['convert'],
].map((argv) => [argv]))('names in manifests steer nothing: %j', async (argv) => {
  const at = folder();
  write(at, { 'a.yaml': MANIFESTS });
  const { out, err } = await call(at, [...argv, 'a.yaml']);
  expect(`${out}\n${err}`.split('\n').filter((line) => STEERS.test(line))).toEqual([]);
  expect(out.length + err.length).toBeGreaterThan(20);
});

test.each([['check'], ['harden'], ['harden', '--in-place'], ['rbac'], ['runtime', '--engine', 'falco'], ['convert'], ['check', '--waivers'], ['check', '--profile'], ['check', '--config'], ['check', '--baseline']].map((argv) => [argv]))(
  'nor do names of files: %j', async (argv) => {
    const name = 'a\u001b[2J\n::error::forged\n##vso[a]b';
    const { code, err, out } = await call(folder(), [...argv, name]);
    expect(`${out}\n${err}`.split('\n').filter((line) => STEERS.test(line))).toEqual([]);
    expect([code, err]).toEqual([2, expect.stringContaining('forged')]);
  });
