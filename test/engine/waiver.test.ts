import { container, Json, pod } from './manifests';
import { covers, hasExpired, sameTarget, targetText, Waiver, waivableControl, waiverProblem } from '../../src/engine/waiver';
import { processorTime } from '../processor-time';

const CONTROL = 'read-only-root-filesystem';
const waiver = (rest: Partial<Waiver> = {}): Waiver => ({ control: CONTROL, reason: 'vendor image writes to /opt', ...rest });
const finding = (pointer: string, rest: Json = {}) => ({ control: CONTROL, pointer, ...rest });

const manifest = pod({
  initContainers: [container('init', { name: undefined })],
  containers: [container('main', { ports: [{ name: 'http', hostPort: 1 }, { hostPort: 2 }], volumeMounts: [{ name: 'data', mountPath: '/data' }] }), container('side')],
  volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'data', hostPath: {} }],
});

describe('what a waiver covers', () => {
  test('every finding of its control, where it has no target', () => {
    expect(covers(waiver(), finding(''), manifest)).toBe(true);
    expect(covers(waiver(), finding('/spec/containers/0/image'), manifest)).toBe(true);
  });

  test('no finding of another control', () => {
    expect(covers(waiver({ control: 'no-privileged' }), finding(''), manifest)).toBe(false);
  });

  test.each([
    ['container', 'main', '/spec/containers/0/image', true],
    ['container', 'main', '/spec/containers/0', true],
    ['container', 'main', '/spec/containers/1/image', false],
    ['container', 'main', '/spec/volumes/0', false],
    ['container', '0', '/spec/initContainers/0/image', true], // it has no name
    ['container', '0', '/spec/containers/0/image', false], // it has one
    ['container', '9', '/spec/containers/9/image', true], // and so has nothing
    ['volume', 'data', '/spec/volumes/1/hostPath', true],
    ['volume', 'data', '/spec/containers/0/volumeMounts/0/readOnly', true],
    ['volume', 'data', '/spec/volumes/0/emptyDir', false],
    ['port', 'http', '/spec/containers/0/ports/0/hostPort', true],
    ['port', '1', '/spec/containers/0/ports/1/hostPort', true],
    ['port', '1', '/spec/containers/0/ports/0/hostPort', false],
    ['rule', '2', '/rules/2/verbs', true],
    ['rule', '2', '/rules/1/verbs/2', false],
    ['rule', 'x', '/rules/x', false], // no element of a list
    ['rule', '0', '/0', false],
  ] as const)('%s/%s and a finding at %s: %s', (type, name, pointer, expected) => {
    expect(covers(waiver({ target: { type, name } }), finding(pointer), manifest)).toBe(expected);
  });

  test('a fault of the pod that was found for its container', () => {
    const of = (name: string): boolean => covers(waiver({ target: { type: 'container', name } }), finding('/spec/securityContext', { container: 'main' }), manifest);
    expect([of('main'), of('side')]).toEqual([true, false]);
    expect(covers(waiver({ target: { type: 'volume', name: 'main' } }), finding('/spec/securityContext', { container: 'main' }), manifest)).toBe(false);
  });

  test('only what lies below the template that carries it', () => {
    const within = waiver({ within: '/spec/tasks/1/template' });
    expect(covers(within, finding('/spec/tasks/1/template/spec/containers/0'), manifest)).toBe(true);
    expect(covers(within, finding('/spec/tasks/1/template'), manifest)).toBe(true);
    expect(covers(within, finding('/spec/tasks/1/template2'), manifest)).toBe(false);
    expect(covers(within, finding('/spec/tasks/0/template/spec'), manifest)).toBe(false);
  });
});

describe('the control that a waiver names', () => {
  test('is found by id and by alias', () => {
    expect(waivableControl(CONTROL)).toBe(CONTROL);
    expect(waivableControl('read-only-root-fs')).toBe(CONTROL);
  });

  test('is refused where no exception can be right', () => {
    expect(waivableControl('valid-manifest')).toEqual({
      control: 'waiver-not-allowed', message: 'no exception from valid-manifest can be right; change the object instead',
    });
    expect(waivableControl('schema')).toMatchObject({ control: 'waiver-not-allowed' });
    expect(waivableControl('waiver-expired')).toMatchObject({ control: 'waiver-not-allowed' });
  });

  test('is suggested where there is none of that name', () => {
    expect(waivableControl('no-priviledged')).toEqual({
      control: 'waiver-invalid', message: 'there is no control "no-priviledged"; did you mean "no-privileged"?',
    });
    expect(waivableControl('read-only-root-f')).toMatchObject({ message: 'there is no control "read-only-root-f"; did you mean "read-only-root-filesystem"?' });
    expect(waivableControl('')).toMatchObject({ control: 'waiver-invalid' });
    expect(waivableControl('toString')).toMatchObject({ control: 'waiver-invalid' });
  });

  test('is looked for in bounded time', () => {
    const milliseconds = processorTime(() => expect(waivableControl('x'.repeat(1_000_000))).toMatchObject({ control: 'waiver-invalid' }));
    expect(milliseconds).toBeLessThan(2000);
  });
});

describe('what is wrong with a waiver', () => {
  test.each<[Partial<Waiver>, string | undefined]>([
    [{}, undefined],
    [{ expires: '2027-03-31', owner: 'team-x', ticket: 'SEC-1', target: { type: 'port', name: 'http' } }, undefined],
    [{ reason: 'ten chars.' }, undefined],
    [{ reason: 'too short' }, 'reason "too short" is shorter than 10 characters, so a reviewer cannot judge it'],
    [{ reason: '   padded    ' }, 'reason "padded" is shorter than 10 characters, so a reviewer cannot judge it'],
    [{ reason: 'a\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b' }, 'reason "a" is shorter than 10 characters, so a reviewer cannot judge it'],
    [{ reason: '\u3164'.repeat(12) }, 'reason "" is shorter than 10 characters, so a reviewer cannot judge it'],
    [{ reason: '.............' }, 'reason "............." has no words, so a reviewer cannot judge it'],
    [{ reason: 'xxxxxxxxxxxx' }, 'reason "xxxxxxxxxxxx" has no words, so a reviewer cannot judge it'],
    [{ reason: 'ベンダーの画像が書き込む' }, undefined],
    [{ expires: '2027-02-29' }, 'expires "2027-02-29" is not a date such as 2027-03-31'],
    [{ owner: ' ' }, 'owner is empty'],
    [{ ticket: '' }, 'ticket is empty'],
    [{ target: { type: 'container', name: 'a b' } }, 'container "a b" is not a name'],
    [{ target: { type: 'rule', name: '' } }, 'rule "" is not a name'],
    [{ target: { type: 'rule', name: 'x,y' } }, 'rule "x,y" is not a name'],
    [{ target: { type: 'rule', name: '-x' } }, 'rule "-x" is not a name'],
  ])('%j: %s', (rest, problem) => {
    expect(waiverProblem(waiver(rest))).toBe(problem);
  });
});

test('a waiver holds on its last day, and forever without one', () => {
  const expires = '2027-03-31';
  expect(hasExpired(waiver({ expires }), '2027-03-30')).toBe(false);
  expect(hasExpired(waiver({ expires }), '2027-03-31')).toBe(false);
  expect(hasExpired(waiver({ expires }), '2027-04-01')).toBe(true);
  expect(hasExpired(waiver({ expires }), undefined)).toBe(false);
  expect(hasExpired(waiver(), '9999-12-31')).toBe(false);
});

test('targets are the same where type and name are', () => {
  const [port, other, rule] = [{ type: 'port', name: '1' }, { type: 'port', name: '2' }, { type: 'rule', name: '1' }] as const;
  expect(sameTarget(waiver({ target: port }), waiver({ target: { ...port } }))).toBe(true);
  expect(sameTarget(waiver({ target: port }), waiver({ target: other }))).toBe(false);
  expect(sameTarget(waiver({ target: port }), waiver({ target: rule }))).toBe(false);
  expect(sameTarget(waiver({ target: port }), waiver())).toBe(false);
  expect(sameTarget(waiver(), waiver())).toBe(true);
  expect(targetText(port)).toBe('port/1');
});
