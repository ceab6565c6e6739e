import fc from 'fast-check';
import { TARGET_TYPES, Waiver, WaiverTarget } from '../../src/engine/waiver';
import { annotatedName, annotationProblem, formatWaiver, parseTargets, parseWaiver, waiverAnnotations } from '../../src/engine/waiver-annotation';

const reason = 'vendor image writes to /opt';
const full = `${reason} | expires 2027-03-31 | by team-x | ref SEC-1 | for container/sidecar`;
const terms = { reason, expires: '2027-03-31', owner: 'team-x', ticket: 'SEC-1', target: { type: 'container', name: 'sidecar' } } as const;

test('an annotation says all that a waiver says', () => {
  expect(formatWaiver(terms)).toBe(full);
  expect(formatWaiver({ reason: ` ${reason} ` })).toBe(reason);
  expect(formatWaiver({ reason, owner: ' team-x ', ticket: ' SEC-1 ' })).toBe(`${reason} | by team-x | ref SEC-1`);
});

test('an annotation is read as it was meant', () => {
  expect(parseWaiver(full)).toEqual([terms]);
  expect(parseWaiver(reason)).toEqual([{ reason }]);
  expect(parseWaiver(`  ${reason}|ref   SEC-1|by the team of x  `)).toEqual([{ reason, ticket: 'SEC-1', owner: 'the team of x' }]);
});

test('several targets share their terms', () => {
  expect(parseWaiver(`${reason} | for container/a, port/http ,rule/2`)).toEqual([
    { reason, target: { type: 'container', name: 'a' } }, { reason, target: { type: 'port', name: 'http' } }, { reason, target: { type: 'rule', name: '2' } },
  ]);
});

test.each([
  [5, 'it is no text; put it in quotes'],
  [null, 'it is no text; put it in quotes'],
  ['', 'it gives no reason; a reviewer needs one of at least 10 characters'],
  [' | by team-x', 'it gives no reason; a reviewer needs one of at least 10 characters'],
  ['short', 'reason "short" is shorter than 10 characters, so a reviewer cannot judge it'],
  [`${reason} | until 2027-03-31`, '"until 2027-03-31" starts with none of expires, by, ref, for; did you mean "expires 2027-03-31"?'],
  [`${reason} | constructor x`, '"constructor x" starts with none of expires, by, ref, for; after the reason write parts such as `| expires 2027-03-31 | by team-x | ref SEC-1 | for container/sidecar`'],
  [`${reason} | Expires 2027-03-31`, '"Expires 2027-03-31" starts with none of expires, by, ref, for; did you mean "expires 2027-03-31"?'],
  [`${reason} | expires: 2027-03-31`, '"expires: 2027-03-31" starts with none of expires, by, ref, for; did you mean "expires 2027-03-31"?'],
  [`${reason} | owner`, '"owner" starts with none of expires, by, ref, for; did you mean "by …"?'],
  [`${reason} | ticket SEC-1`, '"ticket SEC-1" starts with none of expires, by, ref, for; did you mean "ref SEC-1"?'],
  [`${reason} | 2027-03-31`, '"2027-03-31" starts with none of expires, by, ref, for; after the reason write parts such as `| expires 2027-03-31 | by team-x | ref SEC-1 | for container/sidecar`'],
  [`${reason} |`, 'there is nothing after a "|"; remove it'],
  [`${reason} | by`, 'there is nothing after "by"'],
  [`${reason} | by a | by b`, '"by" is there twice'],
  [`${reason} | for rule/1 | for rule/2`, '"for" is there twice'],
  [`${reason} | expires soon`, 'expires "soon" is not a date such as 2027-03-31'],
  [`${reason} | expires 2027-03-31 or later`, 'expires "2027-03-31 or later" is not a date such as 2027-03-31'],
  [`${reason} | for sidecar`, 'target "sidecar" is none of container/NAME, volume/NAME, port/NAME, rule/NAME; did you mean "container/sidecar"?'],
  [`${reason} | for env/X`, 'target "env/X" is none of container/NAME, volume/NAME, port/NAME, rule/NAME'],
  [`${reason} | for toString/X`, 'target "toString/X" is none of container/NAME, volume/NAME, port/NAME, rule/NAME'],
  [`${reason} | for rule/1,`, 'target "rule/1," is none of container/NAME, volume/NAME, port/NAME, rule/NAME'],
  [`${reason} | for rule/1, rule/1`, 'target rule/1 is there twice'],
  [`${reason} | for rule/a/b`, 'rule "a/b" is not a name'],
  [`${reason} with k=v`, `reason "${reason} with k=v" holds "=", which the annotation cannot`],
  [`${reason} | by a=b`, 'owner "a=b" holds "=", which the annotation cannot'],
  [`${reason} | ref a=b`, 'ticket "a=b" holds "=", which the annotation cannot'],
  ['two\nlines of reason', 'reason "two\nlines of reason" holds a line break, which the annotation cannot'],
  ['expires 2027-03-31 | by team-x', 'it gives no reason, only "expires 2027-03-31"'],
  ['for container/sidecar | by team-x', 'it gives no reason, only "for container/sidecar"'],
])('fails on %j', (value, problem) => expect(parseWaiver(value)).toBe(problem));

test.each([
  ['until', 'expires'], ['expiry', 'expires'], ['expire', 'expires'], ['expiration', 'expires'], ['Expires:', 'expires'], ['owner', 'by'], ['approved', 'by'],
  ['BY', 'by'], ['ticket', 'ref'], ['issue', 'ref'], ['see', 'ref'], ['Ref:', 'ref'], ['container', 'for'], ['For', 'for'],
])('%j means %j', (written, meant) => {
  expect(parseWaiver(`${reason} | ${written}  x`)).toBe(`"${written}  x" starts with none of expires, by, ref, for; did you mean "${meant}  x"?`);
});

test('a reason may start like a keyword', () => {
  expect(parseWaiver('by design of the vendor')).toEqual([{ reason: 'by design of the vendor' }]);
  expect(parseWaiver('for ports of the vendor')).toEqual([{ reason: 'for ports of the vendor' }]);
  expect(parseWaiver('until it expires 2027')).toEqual([{ reason: 'until it expires 2027' }]);
});

test.each([
  ['a | b of the vendor', 'reason "a | b of the vendor" holds "|", which the annotation cannot'],
  ['a\rb of the vendor', 'reason "a\rb of the vendor" holds a line break, which the annotation cannot'],
])('a waiver that no annotation can hold: %j', (text, problem) => expect(annotationProblem({ reason: text })).toBe(problem));

test('one target', () => {
  expect(parseTargets('volume/data')).toEqual([{ type: 'volume', name: 'data' }]);
  expect(parseTargets('')).toBe('target "" is none of container/NAME, volume/NAME, port/NAME, rule/NAME');
});

describe('the annotations of several waivers', () => {
  const control = 'no-privileged';
  const key = `waive.cdk8s-hardened.dev/${control}`;
  const of = (rest: Partial<Waiver>): Waiver => ({ control, reason, ...rest });
  const [a, b, c] = ['a', 'b', 'c'].map((name): WaiverTarget => ({ type: 'container', name }));

  test('stand under their controls', () => {
    expect(waiverAnnotations([of({ owner: 'x' }), of({ control: 'no-host-path' })]))
      .toEqual({ [key]: `${reason} | by x`, 'waive.cdk8s-hardened.dev/no-host-path': reason });
    expect(waiverAnnotations([])).toEqual({});
  });

  test('are one for the parts of an object', () => {
    expect(waiverAnnotations([of({ target: a }), of({ target: b })])).toEqual({ [key]: `${reason} | for container/a, container/b` });
    expect(waiverAnnotations([of({ target: a })])).toEqual({ [key]: `${reason} | for container/a` });
  });

  test('are the nearest one for the whole object', () => {
    expect(waiverAnnotations([of({ owner: 'far' }), of({ owner: 'near' }), of({ target: b })])).toEqual({ [key]: `${reason} | by near` });
  });

  test('are numbered for parts with other terms', () => {
    expect(waiverAnnotations([of({ target: a }), of({ target: b, owner: 'x' }), of({ target: c })])).toEqual({
      [key]: `${reason} | for container/a, container/c`, [`${key}.2`]: `${reason} | by x | for container/b`,
    });
  });

  test('leave those alone that the object has', () => {
    const [forA, forB] = [`${reason} | for container/a`, `${reason} | for container/b`];
    expect(waiverAnnotations([of({ target: b })], { [key]: forA })).toEqual({ [`${key}.2`]: forB });
    expect(waiverAnnotations([of({ target: b }), of({ target: c, owner: 'x' })], { [`${key}.2`]: forA, other: 1 }))
      .toEqual({ [key]: forB, [`${key}.3`]: `${reason} | by x | for container/c` });
    expect(waiverAnnotations([of({ target: b })], { [key]: forA, [`${key}.2`]: forB })).toEqual({});
  });
});

test.each([
  ['no-privileged', 'no-privileged', ''], ['no-privileged.2', 'no-privileged', '2'], ['no-privileged.19', 'no-privileged', '19'],
  ['no-privileged.1', 'no-privileged.1', ''], ['no-privileged.02', 'no-privileged.02', ''], ['no-privileged.100', 'no-privileged.100', ''],
  ['no-privileged.b', 'no-privileged.b', ''], ['a\n.2', 'a\n', '2'], ['.2', '', '2'], ['', '', ''],
])('the key %j names %j, number %j', (key, name, number) => {
  expect(annotatedName(`waive.cdk8s-hardened.dev/${key}`)).toEqual({ name, number });
});

const text = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 .:/-]{10,30}[a-z0-9]$/).map((words) => words.split(/\s+/).join(' '));
const waiver = fc.record({
  reason: text, expires: fc.constantFrom('2027-03-31', '2030-12-01'), owner: text, ticket: text,
  target: fc.record({ type: fc.constantFrom(...TARGET_TYPES), name: fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/) }),
}, { requiredKeys: ['reason'] });

test('what is written is read again', () => {
  fc.assert(fc.property(waiver.filter((one) => annotationProblem(one) === undefined), (one) => {
    expect(parseWaiver(formatWaiver(one))).toEqual([one]);
  }));
});

test('whatever is written, it is a waiver or a complaint', () => {
  const word = fc.constantFrom(reason, 'expires', '2027-03-31', 'by', 'for', 'container/x', '|', ' ', '=', '\n', ',', '/');
  fc.assert(fc.property(fc.oneof(fc.string(), fc.array(word).map((words) => words.join(''))), (value) => {
    const read = parseWaiver(value);
    if (typeof read === 'string') return read !== '';
    return read.length > 0 && read.every((one) => annotationProblem(one) === undefined);
  }));
});
