import {
  absolutePathProblem, dnsLabelProblem, dnsSubdomainProblem, environmentNameProblem, labelKeyProblem, labelValueProblem, portNameProblem,
  portNumberProblem,
} from '../../src/objects/names';

interface Rule {
  readonly name: string;
  readonly problem: (text: string) => string | undefined;
  readonly good: string[];
  /** Texts, each with a part of what is said about it. */
  readonly bad: [string, string][];
}

const rules: Rule[] = [
  {
    name: 'dnsLabelProblem',
    problem: dnsLabelProblem,
    good: ['a', '0', 'a-b', 'a--b', 'a'.repeat(63)],
    bad: [['', 'is empty'], ['A', 'lower-case'], ['-a', 'start and end'], ['a-', 'start and end'], ['a.b', 'hyphens'], ['a'.repeat(64), 'longer than 63'], ['é', 'lower-case'],
      ['a\n', 'lower-case']],
  },
  {
    name: 'dnsSubdomainProblem',
    problem: dnsSubdomainProblem,
    good: ['a', 'a.b', '0.1', `${'a'.repeat(100)}.b`, 'a'.repeat(253)],
    bad: [['', 'is empty'], ['a..b', 'each part'], ['.a', 'each part'], ['a.', 'each part'], ['a.-b', 'each part'], ['a_b', 'lower-case'], ['a'.repeat(254), 'longer than 253']],
  },
  {
    name: 'labelKeyProblem',
    problem: labelKeyProblem,
    good: ['app', 'App_1.x', 'example.com/app', 'a'.repeat(63), `${'a'.repeat(253)}/b`],
    bad: [['', 'is empty'], ['/a', 'has a prefix "" that is empty'], ['a/', 'has a name "" that is empty'], ['a/b/c', 'more than one slash'], ['A.com/b', 'has a prefix "A.com" that'],
      ['-a', 'starts and ends'], ['a'.repeat(64), 'longer than 63'], [`a/${'b'.repeat(64)}`, 'longer than 63']],
  },
  {
    name: 'labelValueProblem',
    problem: labelValueProblem,
    good: ['', 'a', 'A_b.c-1', 'a'.repeat(63)],
    bad: [['a b', 'letters'], ['-a', 'start and end'], ['a_', 'start and end'], ['a/b', 'letters'], ['a'.repeat(64), 'longer than 63']],
  },
  {
    name: 'portNameProblem',
    problem: portNameProblem,
    good: ['http', 'a', '8080-tcp', 'a'.repeat(15)],
    bad: [['', 'is empty'], ['8080', 'contain a letter'], ['Http', 'lower-case'], ['a--b', 'two hyphens'], ['-a', 'start or end'], ['a-', 'start or end'], ['a'.repeat(16), 'longer than 15']],
  },
  {
    name: 'absolutePathProblem',
    problem: absolutePathProblem,
    good: ['/', '/tmp', '/var/lib/..data', '/a b'],
    bad: [['', 'is empty'], ['tmp', 'start with a slash'], ['/a/../b', '".."'], ['/a:b', 'colon'], ['/a\0', 'zero byte']],
  },
  {
    name: 'environmentNameProblem',
    problem: environmentNameProblem,
    good: ['HOME', '1', 'a b', '..a', '/x'],
    bad: [['', 'is empty'], ['A=B', 'other than "="'], ['é', 'ASCII'], ['a\tb', 'printable']],
  },
];

describe.each(rules)('$name', ({ problem, good, bad }) => {
  test.each(good)('accepts %j', (text) => expect(problem(text)).toBeUndefined());
  test.each(bad)('fails %j', (text, reason) => expect(problem(text)).toContain(reason));
});

test('environment names are restricted before Kubernetes 1.32', () => {
  expect(environmentNameProblem('my.env-NAME_1', 31)).toBeUndefined();
  expect(environmentNameProblem('1', 31)).toContain('must not start with a digit');
  for (const text of ['.', '..', '..a']) expect(environmentNameProblem(text, 31)).toContain('must not be "."');
  expect(environmentNameProblem('.a', 31)).toBeUndefined();
  expect(environmentNameProblem('1', 32)).toBeUndefined();
});

test('port numbers run from 1 to 65535', () => {
  expect([1, 53, 65535].map(portNumberProblem)).toEqual([undefined, undefined, undefined]);
});

test.each([0, -1, 65536, 1.5, NaN])('fails port number %d', (port) => {
  expect(portNumberProblem(port)).toBe('must be a whole number from 1 to 65535');
});
