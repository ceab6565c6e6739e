import { Chart } from 'cdk8s';
import { chart, container, CONTAINER, deployment, errors, findings, Json, manifest, synth } from './fixtures';
import { SecureDeployment, Waivers } from '../../src';

const CONTROL = 'read-only-root-filesystem';
const reason = 'vendor image writes to /opt';
const writable = { securityContext: { readOnlyRootFilesystem: false } };
const annotations = (workload: SecureDeployment): Json => manifest(workload).metadata.annotations;
const waiverFindings = (scope: Chart) => findings(scope).filter(({ control }) => control === 'waiver-unused');

test('a waiver is written as an annotation, with all that it says', () => {
  const workload = container(writable);
  Waivers.of(workload).add(CONTROL, { reason, expires: '2027-03-31', owner: 'team-x', ticket: 'SEC-1', container: 'main' });
  expect(annotations(workload)).toEqual({
    [`waive.cdk8s-hardened.dev/${CONTROL}`]: `${reason} | expires 2027-03-31 | by team-x | ref SEC-1 | for container/main`,
  });
});

test('a waived finding stops nothing, and stays in the findings with its reason', () => {
  const workload = container(writable);
  Waivers.of(workload).add(CONTROL, { reason });
  expect(errors(workload)).toEqual([]);
  expect(() => synth(workload.node.scope as Chart)).not.toThrow();
  expect(findings(workload)).toMatchObject([{ control: CONTROL, outcome: 'waived', waiver: { reason } }]);
});

test('a waiver covers the constructs below its scope, and is shown on those that need it', () => {
  const scope = chart();
  const [bad, good] = [container(writable, scope), new SecureDeployment(scope, 'good', { containers: [CONTAINER] })];
  Waivers.of(scope).add(CONTROL, { reason });
  expect(errors(scope)).toEqual([]);
  expect(annotations(bad)).toBeDefined();
  expect(annotations(good)).toBeUndefined();
});

test('a former name waives the control', () => {
  const workload = container(writable);
  Waivers.of(workload).add('read-only-root-fs', { reason });
  expect(errors(workload)).toEqual([]);
});

test('fails for another container than the one that is waived', () => {
  const workload = container(writable);
  workload.addContainer({ ...CONTAINER, ...writable, name: 'sidecar', portNumber: 9090 });
  Waivers.of(workload).add(CONTROL, { reason, container: 'sidecar' });
  expect(findings(workload).map(({ container: name, outcome }) => [name, outcome])).toEqual([['main', 'violation'], ['sidecar', 'waived']]);
});

test('an unused waiver is a warning at the construct that holds it', () => {
  const workload = deployment();
  Waivers.of(workload).add(CONTROL, { reason, container: 'sidecar' });
  expect(waiverFindings(workload.node.scope as Chart))
    .toMatchObject([{ severity: 'warning', origin: { constructPath: 'c/api' }, message: `the waiver of ${CONTROL} for container "sidecar" covers no finding` }]);
});

test('a used waiver is none', () => {
  const scope = chart();
  Waivers.of(container(writable, scope)).add(CONTROL, { reason });
  expect(waiverFindings(scope)).toEqual([]);
});
