import { ApiObject, ApiObjectProps, Chart } from 'cdk8s';
import { chart, container, CONTAINER, deployment, errors, findings, Json, manifest, synth } from './fixtures';
import { ScannerMirror, SecureDeployment, WaiverProps, Waivers } from '../../src';

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

test('fails without a reason, which plain JavaScript may leave out', () => {
  for (const props of [{}, { reason: undefined }, { reason: '  ' }]) {
    expect(() => Waivers.of(container(writable)).add(CONTROL, props as WaiverProps)).toThrow('it gives no reason; a reviewer needs one of at least 10 characters; change the WaiverProps');
  }
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

  test('have an annotation each where there are two things to say', () => {
    const workload = both();
    Waivers.of(workload).add(CONTROL, { reason, container: 'main' });
    Waivers.of(workload).add(CONTROL, { reason: 'another good reason', expires: '2027-03-31', container: 'sidecar' });
    expect(annotations(workload)).toEqual({
      [`waive.cdk8s-hardened.dev/${CONTROL}`]: `${reason} | for container/main`,
      [`waive.cdk8s-hardened.dev/${CONTROL}.2`]: 'another good reason | expires 2027-03-31 | for container/sidecar',
    });
    expect(findings(workload).map(({ outcome, waiver }) => [outcome, waiver?.reason])).toEqual([['waived', reason], ['waived', 'another good reason']]);
  });

  test('are both covered by a waiver of the scope above', () => {
    const workload = both();
    Waivers.of(workload.node.scope!).add(CONTROL, { reason, owner: 'all' });
    Waivers.of(workload).add(CONTROL, { reason, container: 'main' });
    expect(annotations(workload)).toEqual({ [`waive.cdk8s-hardened.dev/${CONTROL}`]: `${reason} | by all` });
    expect(waiverFindings(workload.node.scope as Chart)).toEqual([]);
  });
});

describe('other parts of an object', () => {
  const EVERYTHING = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
  const roleOf = (...rules: Json[]): ApiObject =>
    new ApiObject(chart(), 'role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { namespace: 'shop' }, rules } as ApiObjectProps);
  const wildcards = (role: ApiObject) => findings(role).filter(({ control }) => control === 'rbac-no-wildcard-verbs').map(({ pointer, outcome }) => [pointer, outcome]);

  test('a rule of a role', () => {
    const role = roleOf(EVERYTHING, EVERYTHING);
    Waivers.of(role).add('rbac-no-wildcard-verbs', { reason: 'the operator owns this group', rule: 1 });
    expect(wildcards(role)).toEqual([['/rules/0/verbs/0', 'violation'], ['/rules/1/verbs/0', 'waived']]);
    expect(role.toJson().metadata.annotations).toEqual({ 'waive.cdk8s-hardened.dev/rbac-no-wildcard-verbs': 'the operator owns this group | for rule/1' });
  });

  const podOf = (spec: Json): ApiObject =>
    new ApiObject(chart(), 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop' }, spec: { containers: [{ name: 'main', image: 'a', ...spec.main }], ...spec.pod } } as ApiObjectProps);
  const outcomes = (pod: ApiObject, id: string) => findings(pod).filter(({ control }) => control === id).map(({ outcome }) => outcome);

  test('a volume', () => {
    const pod = podOf({ pod: { volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }, { name: 'etc', hostPath: { path: '/data' } }] } });
    Waivers.of(pod).add('no-host-path', { reason: 'the agent reads the logs', volume: 'logs' });
    expect(outcomes(pod, 'no-host-path')).toEqual(['waived', 'violation']);
  });

  test('a port', () => {
    const pod = podOf({ main: { ports: [{ name: 'dns', containerPort: 53, hostPort: 53 }, { containerPort: 54, hostPort: 54 }] } });
    Waivers.of(pod).add('no-host-ports', { reason: 'the node resolves here', port: 'dns' });
    expect(outcomes(pod, 'no-host-ports')).toEqual(['waived', 'violation']);
    Waivers.of(pod).add('no-host-ports', { reason: 'the node resolves here', port: '1' });
    expect(outcomes(pod, 'no-host-ports')).toEqual(['waived', 'waived']);
  });

  test('fail to be waived two at once', () => {
    expect(() => Waivers.of(podOf({})).add('no-host-ports', { reason, container: 'main', port: 'dns' }))
      .toThrow('it is limited to container and port; add a waiver for each');
  });
});

describe('an annotation that somebody wrote by hand', () => {
  const annotated = (value: string): SecureDeployment => {
    const workload = container(writable);
    workload.metadata.addAnnotation(`waive.cdk8s-hardened.dev/${CONTROL}`, value);
    return workload;
  };

  test('waives as well', () => expect(findings(annotated(reason))).toMatchObject([{ control: CONTROL, outcome: 'waived', waiver: { reason } }]));

  test('stays beside those of the code', () => {
    const workload = annotated(`${reason} | for container/main`);
    workload.addContainer({ ...CONTAINER, ...writable, name: 'sidecar', portNumber: 9090 });
    Waivers.of(workload).add(CONTROL, { reason: 'another good reason', container: 'sidecar' });
    expect(findings(workload).map(({ outcome, waiver }) => [outcome, waiver?.reason])).toEqual([['waived', reason], ['waived', 'another good reason']]);
  });

  test('that says something else than the code about the whole object is a finding', () => {
    const workload = annotated(`${reason} | by x`);
    Waivers.of(workload).add(CONTROL, { reason });
    expect(findings(workload)).toMatchObject([{ outcome: 'waived' }, { control: 'waiver-invalid', message: expect.stringContaining('is waived in other words at') }]);
  });

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

  test('see it in the form that each of them reads', () => {
    const workload = container({ securityContext: { privileged: true, allowPrivilegeEscalation: true } });
    Waivers.of(workload).add('no-privileged', { reason, mirrorTo: Object.values(ScannerMirror) });
    expect(annotations(workload)).toMatchObject({
      'ignore-check.kube-linter.io/privileged-container': reason,
      'kube-score/ignore': 'container-security-context-privileged',
      'checkov.io/skip1': `CKV_K8S_16=${reason}`,
      'polaris.fairwinds.com/runAsPrivileged-exempt': 'true',
      'kubescape.io/skip-controls': 'C-0057',
    });
  });

  test('fail to see what they do not check', () => {
    expect(() => Waivers.of(container({})).add('no-service-links', { reason, mirrorTo: [ScannerMirror.KUBE_SCORE, ScannerMirror.POLARIS] }))
      .toThrow('kube-score and polaris have no check for no-service-links; change `mirrorTo` of the WaiverProps');
  });

  test('fail to see what they cannot hold', () => {
    const add = (rest: Json) => () => Waivers.of(container(writable)).add(CONTROL, { reason, mirrorTo: [ScannerMirror.CHECKOV], ...rest });
    expect(add({ expires: '2027-03-31' })).toThrow(/an exception for checkov cannot end, and this waiver does on 2027-03-31; change `mirrorTo` of the WaiverProps/);
    expect(add({ container: 'main' })).toThrow(/no scanner can limit an exception to container "main"; change `mirrorTo` of the WaiverProps/);
  });
});

describe('the end of a waiver', () => {
  const ending = (terms: Json): Json => {
    const workload = container(writable);
    Waivers.of(workload).add(CONTROL, { reason, ...terms });
    return manifest(workload);
  };

  test('may be a date, whose day in UTC counts wherever the program runs', () => {
    const text = ending({ expires: '2027-03-31' });
    expect(ending({ expiresOn: new Date('2027-03-31T23:59:59Z') })).toEqual(text);
    expect(ending({ expiresOn: new Date('2027-04-01T08:30:00+09:00') })).toEqual(text);
  });

  test('fails on both forms, and on what is no date', () => {
    expect(() => ending({ expires: '2027-03-31', expiresOn: new Date('2027-03-31') })).toThrow(/at "c\/api": both expires and expiresOn are given; keep one/);
    expect(() => ending({ expiresOn: new Date('soon') })).toThrow(/at "c\/api": expiresOn is not a date; pass one such as new Date\('2027-03-31'\)/);
  });
});
