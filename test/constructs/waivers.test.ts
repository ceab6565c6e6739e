import { Chart } from 'cdk8s';
import { chart, container, CONTAINER, deployment, errors, findings, Json, manifest, synth } from './fixtures';
import { ScannerMirror, SecureDeployment, Waivers } from '../../src';

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

describe('two containers', () => {
  const both = (): SecureDeployment => {
    const workload = container(writable);
    workload.addContainer({ ...CONTAINER, ...writable, name: 'sidecar', portNumber: 9090 });
    return workload;
  };

  test('share an annotation, which is read again as it was meant', () => {
    const workload = both();
    for (const name of ['main', 'sidecar']) Waivers.of(workload).add(CONTROL, { reason, container: name });
    expect(annotations(workload)).toEqual({ [`waive.cdk8s-hardened.dev/${CONTROL}`]: `${reason} | for container/main, container/sidecar` });
    expect(findings(workload).map(({ container: name, outcome }) => [name, outcome])).toEqual([['main', 'waived'], ['sidecar', 'waived']]);
  });

  test('fail to share one that would have to say two things', () => {
    const workload = both();
    Waivers.of(workload).add(CONTROL, { reason, container: 'main' });
    Waivers.of(workload).add(CONTROL, { reason: 'another good reason', container: 'sidecar' });
    expect(() => manifest(workload)).toThrow(/cannot write the waivers of read-only-root-filesystem for container\/main and container\/sidecar: one annotation holds them/);
  });

  test('are both covered by a waiver of the scope above', () => {
    const workload = both();
    Waivers.of(workload.node.scope!).add(CONTROL, { reason, owner: 'all' });
    Waivers.of(workload).add(CONTROL, { reason, container: 'main' });
    expect(annotations(workload)).toEqual({ [`waive.cdk8s-hardened.dev/${CONTROL}`]: `${reason} | by all` });
    expect(waiverFindings(workload.node.scope as Chart)).toEqual([]);
  });
});

describe('an annotation that somebody wrote by hand', () => {
  const annotated = (value: string): SecureDeployment => {
    const workload = container(writable);
    workload.metadata.addAnnotation(`waive.cdk8s-hardened.dev/${CONTROL}`, value);
    return workload;
  };

  test('waives as well', () => expect(findings(annotated(reason))).toMatchObject([{ control: CONTROL, outcome: 'waived', waiver: { reason } }]));

  test('is a finding where it is malformed', () => {
    expect(findings(annotated('short')).map(({ control, outcome }) => [control, outcome])).toEqual([[CONTROL, 'violation'], ['waiver-invalid', 'violation']]);
  });

  test('does not end at synth, which reads no clock', () => expect(findings(annotated(`${reason} | expires 2001-01-01`))).toMatchObject([{ outcome: 'waived' }]));
});

describe('scanners', () => {
  test('see a waiver that is mirrored to them', () => {
    const workload = container(writable);
    Waivers.of(workload).add(CONTROL, { reason, mirrorTo: [ScannerMirror.CHECKOV, ScannerMirror.KUBE_LINTER] });
    expect(annotations(workload)).toEqual({
      'checkov.io/skip1': `CKV_K8S_22=${reason}`,
      'ignore-check.kube-linter.io/no-read-only-root-fs': reason,
      [`waive.cdk8s-hardened.dev/${CONTROL}`]: reason,
    });
  });

  test('see the end of a waiver where they can', () => {
    const workload = container(writable);
    Waivers.of(workload).add(CONTROL, { reason, expires: '2027-03-31', mirrorTo: [ScannerMirror.KUBESCAPE] });
    expect(annotations(workload)).toMatchObject({ 'kubescape.io/skip-controls': 'C-0017', 'kubescape.io/skip-expiry': '2027-03-31T23:59:59Z' });
  });

  test('fail to see what they cannot hold', () => {
    const add = (rest: Json) => () => Waivers.of(container(writable)).add(CONTROL, { reason, mirrorTo: [ScannerMirror.CHECKOV], ...rest });
    expect(add({ expires: '2027-03-31' })).toThrow(/an exception for checkov cannot end, and this waiver does on 2027-03-31; change `mirrorTo` of the WaiverProps/);
    expect(add({ container: 'main' })).toThrow(/no scanner can limit an exception to container "main"; change `mirrorTo` of the WaiverProps/);
  });
});
