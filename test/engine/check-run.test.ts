import { checkObjects } from './checked-objects';
import { brief, checked, container, controls, deployment, IMAGE, Json, pod, PROFILE } from './manifests';
import { CATALOGUE } from '../../src/controls';
import { Evidence, TODAY } from '../../src/controls/evidence';
import { CheckRun, CheckRunOptions } from '../../src/engine/check-run';
import { Finding } from '../../src/engine/finding';
import { readWaiverFile } from '../../src/engine/waiver-file';
import { Severity } from '../../src/profile/severity';

const CONTROL = 'read-only-root-filesystem';
const KEY = `waive.cdk8s-hardened.dev/${CONTROL}`;
const AT = '/metadata/annotations/waive.cdk8s-hardened.dev~1';
const FAULT = '/spec/containers/0/securityContext/readOnlyRootFilesystem';
const reason = 'vendor image writes to /opt';

const web = (annotations: Json = {}, ...names: string[]): Json => pod({ containers: (names.length > 0 ? names : ['main']).map((name) => container(name)) }, { annotations });
const check = (manifests: readonly unknown[], options: Partial<CheckRunOptions> = {}): Finding[] =>
  checkObjects(manifests.map(checked), { profile: PROFILE, controls: controls(CONTROL), inlineWaivers: true, ...options });
/** What the options are on a day. */
const on = (day: string): Partial<CheckRunOptions> => ({ evidence: Evidence.NONE.with(TODAY, day) });
const briefs = (manifests: readonly unknown[], options?: Partial<CheckRunOptions>): string[] => check(manifests, options).map(brief);
const file = (...waivers: Json[]) => [readWaiverFile({ waivers: waivers.map((one) => ({ control: CONTROL, reason, ...one })) }, 'waivers.yaml')];

test('an object that we fail on is inconclusive, and the others are judged', () => {
  const faulty = { ...web(), get spec(): never { throw new Error('not today'); } };
  const run = new CheckRun<number>({ profile: PROFILE, controls: controls(CONTROL), inlineWaivers: true });
  const [failed] = run.check({ manifest: faulty, origin: { file: 'a.yaml' } }, 0).map((finding) => finding.render());
  expect(failed).toMatchObject({ outcome: 'inconclusive', origin: { file: 'a.yaml' }, message: 'cdk8s-hardened itself failed on this object: not today' });
  expect(run.check({ manifest: web(), origin: {} }, 1).map(({ control }) => control)).toEqual([CONTROL]);
});

describe('a waiver in an annotation', () => {
  test('leaves the finding there, as waived', () => {
    const [found, ...more] = check([web({ [KEY]: `${reason} | expires 2027-03-31` })], { ...on('2027-03-31') });
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      control: CONTROL, outcome: 'waived', pointer: FAULT, container: 'main', severity: 'error', waiver: { control: CONTROL, reason, expires: '2027-03-31' },
    });
  });

  test('that ended hides nothing', () => {
    const [violation, expired, ...more] = check([web({ [KEY]: `${reason} | expires 2027-03-31` })], { ...on('2027-04-01') });
    expect(more).toEqual([]);
    expect(brief(violation)).toBe(`violation ${CONTROL} ${FAULT}`);
    expect(expired).toEqual({
      control: 'waiver-expired', severity: 'error', outcome: 'violation', origin: { file: 'all.yaml', document: 0 },
      object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web' }, pointer: `${AT}${CONTROL}`,
      message: `the waiver of ${CONTROL} expired on 2027-03-31`, why: 'the exception was agreed until this day, and nobody agreed to it since',
      fix: 'correct the object and remove the waiver, or agree on another day and write it after `expires`',
      fixCode: 'correct the construct and remove the waiver, or agree on another day and pass it as `expires`', waiver: null,
    });
  });

  test('does not end where nobody says what day it is', () => {
    expect(briefs([web({ [KEY]: `${reason} | expires 2001-01-01` })])).toEqual([`waived ${CONTROL} ${FAULT}`]);
  });

  test('that is malformed hides nothing', () => {
    const [violation, invalid, ...more] = check([web({ [KEY]: `${reason} | expires soon` })]);
    expect(more).toEqual([]);
    expect(violation).toMatchObject({ outcome: 'violation', waiver: null });
    expect(invalid).toMatchObject({
      control: 'waiver-invalid', severity: 'error', outcome: 'violation', pointer: `${AT}${CONTROL}`, waiver: null,
      message: `the waiver of ${CONTROL} is malformed: expires "soon" is not a date such as 2027-03-31`,
      why: 'a waiver that cannot be read waives nothing, and a reader takes the exception for granted',
      fix: 'correct what the message names; as annotation a waiver reads `reason | expires 2027-03-31 | by team-x | ref SEC-1 | for container/sidecar`',
    });
  });

  test('of a control without exceptions hides nothing', () => {
    const found = check([web({ 'waive.cdk8s-hardened.dev/valid-manifest': reason })], { controls: controls('valid-manifest') });
    expect(found).toMatchObject([{
      control: 'waiver-not-allowed', severity: 'error', pointer: `${AT}valid-manifest`, message: 'no exception from valid-manifest can be right; change the object instead',
      why: 'no reason makes a fault in this control right, so the waiver is without effect', fix: 'remove the waiver and correct the object',
    }]);
  });

  test('that nothing needs is a finding', () => {
    const good = pod({ containers: [{ name: 'main', image: IMAGE, securityContext: { readOnlyRootFilesystem: true } }] }, { annotations: { [KEY]: `${reason} | for port/http` } });
    expect(check([good])).toMatchObject([{
      control: 'waiver-unused', severity: 'warning', pointer: `${AT}${CONTROL}`, message: `the waiver of ${CONTROL} for port "http" covers no finding`,
      why: 'a waiver that hides nothing today hides the next fault unseen', fix: 'remove it, or correct the control, object or part that it names',
    }]);
  });

  test('that ended is not unused as well', () => {
    const good = pod({ containers: [{ name: 'main', image: IMAGE, securityContext: { readOnlyRootFilesystem: true } }] }, { annotations: { [KEY]: `${reason} | expires 2001-01-01` } });
    expect(briefs([good], { ...on('2027-01-01') })).toEqual([`violation waiver-expired ${AT}${CONTROL}`]);
  });

  test('for one container leaves the others', () => {
    expect(briefs([web({ [KEY]: `${reason} | for container/b` }, 'a', 'b')])).toEqual([`violation ${CONTROL} ${FAULT}`, `waived ${CONTROL} ${FAULT.replace('0', '1')}`]);
  });

  test('on the pod template holds for the object', () => {
    expect(check([deployment({ containers: [container('main')] }, {}, { annotations: { [KEY]: reason } })])).toMatchObject([{ outcome: 'waived' }]);
  });

  test('hides no doubt', () => {
    const doubtful = pod({ containers: [{ name: 'main', image: IMAGE, securityContext: 'no' }] }, { annotations: { [KEY]: reason } });
    expect(briefs([doubtful])).toEqual([
      `inconclusive ${CONTROL} ${FAULT}`, `violation waiver-unused ${AT}${CONTROL}`,
    ]);
  });

  test('of a control that is not asked is left alone', () => {
    expect(briefs([web({ [KEY]: reason })], { controls: controls('no-privileged') })).toEqual([]);
  });

  test('is asked for with all controls where none are named', () => {
    const found = check([web({ 'waive.cdk8s-hardened.dev/no-privileged': reason })], { controls: undefined });
    expect(found.filter(({ control }) => control === 'waiver-unused')).toHaveLength(1);
    expect(found.length).toBeGreaterThan(5);
  });
});

describe('without inline waivers', () => {
  test('annotations are not even read', () => {
    const options = { inlineWaivers: false, ...on('2027-01-01') };
    for (const value of [reason, 'short', `${reason} | expires 2001-01-01`]) expect(briefs([web({ [KEY]: value })], options)).toEqual([`violation ${CONTROL} ${FAULT}`]);
  });

  test('waivers of a file count', () => {
    const waiverFiles = file({ object: { name: 'web' } });
    const [found, ...more] = check([web({ [KEY]: `${reason} | by the author` })], { inlineWaivers: false, waiverFiles });
    expect([found.outcome, found.waiver, more]).toEqual(['waived', waiverFiles[0].waivers[0].waiver, []]);
  });
});

describe('a waiver in a file', () => {
  test('covers the objects that it names', () => {
    const other = { ...web(), metadata: { name: 'api', namespace: 'shop' } };
    expect(check([web(), other], { waiverFiles: file({ object: { kind: 'Pod', name: 'api' } }) }).map(({ object, outcome }) => [object.name, outcome]))
      .toEqual([['web', 'violation'], ['api', 'waived']]);
  });

  test('that ended hides nothing', () => {
    const [violation, expired] = check([web()], { waiverFiles: file({ object: { name: '*' }, expires: '2026-01-01' }), ...on('2026-01-02') });
    expect(violation.outcome).toBe('violation');
    expect(expired).toMatchObject({
      control: 'waiver-expired', origin: { file: 'waivers.yaml' }, object: { apiVersion: '', kind: 'Waiver', namespace: '', name: CONTROL }, pointer: '/waivers/0',
      message: `the waiver of ${CONTROL} expired on 2026-01-01`,
    });
  });

  test('that nothing needs is a finding, behind those of all objects', () => {
    const found = check([web(), web()], { waiverFiles: file({ object: { name: 'api' }, container: 'x' }) });
    expect(found.map(({ control }) => control)).toEqual([CONTROL, CONTROL, 'waiver-unused']);
    expect(found[2]).toMatchObject({ message: `the waiver of ${CONTROL} for container "x" covers no finding`, origin: { file: 'waivers.yaml' }, pointer: '/waivers/0' });
  });

  test('is needed though an annotation covers the same finding', () => {
    const waiverFiles = file({ object: { name: 'web' } });
    const found = check([web({ [KEY]: `${reason} | by x` })], { waiverFiles });
    expect(found).toMatchObject([{ outcome: 'waived', waiver: { owner: 'x' } }]);
  });

  test('is one entry for many objects', () => {
    expect(check([web(), web()], { waiverFiles: file({ object: { name: 'web' } }) }).map(({ outcome }) => outcome)).toEqual(['waived', 'waived']);
  });

  test('that is wrong is a finding, in each of the files', () => {
    const found = check([], { waiverFiles: [...file({ object: { name: 'web' }, control: 'schema' }), readWaiverFile('x')] });
    expect(found.map(({ control, origin, pointer, object }) => [control, origin, pointer, object.name])).toEqual([
      ['waiver-not-allowed', { file: 'waivers.yaml' }, '/waivers/0', 'schema'], ['waiver-invalid', {}, '', ''],
    ]);
  });
});

test('a profile gives waiver findings their severity', () => {
  const unused = (profile: CheckRunOptions['profile']) => check([web({ 'waive.cdk8s-hardened.dev/no-privileged': reason })], { controls: controls('no-privileged'), profile })[0].severity;
  expect(unused(PROFILE)).toBe('warning');
  expect(unused(PROFILE.toStrict())).toBe('error');
  expect(unused(PROFILE.extend({ severities: { 'waiver-unused': Severity.ERROR } }))).toBe('error');
  expect(unused(PROFILE.extend({ severities: { 'waiver-unused': Severity.WARNING } }).toStrict())).toBe('warning');
});

test('findings follow the order of the objects, the waivers of each behind its own', () => {
  expect(briefs([web({ [KEY]: 'short' }), web()])).toEqual([`violation ${CONTROL} ${FAULT}`, `violation waiver-invalid ${AT}${CONTROL}`, `violation ${CONTROL} ${FAULT}`]);
});

test.each(['2027-3-1', '', 'now', '2027-02-30'])('fails on the day %j', (now) => {
  expect(() => check([], on(now))).toThrow(`cannot judge expiry at "${now}": it is not a day; pass one such as 2027-03-31`);
});

test.each([null, 'x', 5, [], true])('%j instead of an object is no pass', (manifest) => {
  const found = check([manifest], { controls: CATALOGUE });
  expect(found.map(({ control }) => control)).toContain('valid-manifest');
});

test('the same input gives the same findings', () => {
  const objects = [web({ [KEY]: reason }), deployment({ containers: [container('a')] }), web()];
  const options = { controls: CATALOGUE, waiverFiles: file({ object: { name: 'x' } }), ...on('2027-01-01') };
  expect(JSON.stringify(check(objects, options))).toBe(JSON.stringify(check(structuredClone(objects), options)));
});

describe('a waived pod in a namespace that refuses it', () => {
  const privileged = pod({ containers: [{ name: 'a', securityContext: { privileged: true } }] }, {
    annotations: { 'waive.cdk8s-hardened.dev/no-privileged': 'the agent programs the devices' },
  });
  const namespace = (level: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': level } } });
  const found = (...manifests: unknown[]) => check(manifests, { controls: controls('no-privileged') }).map(({ control, outcome, severity }) => `${outcome} ${severity} ${control}`);

  test.each(['baseline', 'restricted'])('fails where the label says %s, in any order', (level) => {
    expect(found(privileged, namespace(level)).sort()).toEqual(['violation error waiver-not-admitted', 'waived error no-privileged']);
    expect(found(namespace(level), privileged).sort()).toEqual(['violation error waiver-not-admitted', 'waived error no-privileged']);
  });

  test('is told once for all its containers, with what to change', () => {
    const two = pod({ containers: ['a', 'b'].map((name) => ({ name, securityContext: { privileged: true } })) }, privileged.metadata);
    const told = check([two, namespace('restricted')], { controls: controls('no-privileged') }).filter(({ control }) => control === 'waiver-not-admitted');
    expect(told).toMatchObject([{
      message: 'the waiver of no-privileged does not help: the label of namespace "shop" makes the API server refuse the pods',
      fixCode: expect.stringContaining('podSecurityLevel'), fix: expect.stringContaining('pod-security.kubernetes.io/enforce'),
    }]);
  });

  test('passes where the label lets it in, and where no namespace says anything', () => {
    expect(found(privileged, namespace('privileged'))).toEqual(['waived error no-privileged']);
    expect(found(privileged)).toEqual(['waived error no-privileged']);
  });

  test('is no matter of controls that the API server does not have', () => {
    expect(check([web({ [KEY]: reason }), namespace('restricted')]).map(brief)).toEqual([`waived ${CONTROL} ${FAULT}`]);
  });
});

test('a finding names the waiver that is for another container', () => {
  const [found] = check([web({ [KEY]: `${reason} | for container/sidecar` })]);
  expect(found).toMatchObject({ outcome: 'violation', message: 'securityContext.readOnlyRootFilesystem is false, must be true (not covered by the waiver for container/sidecar)' });
});
