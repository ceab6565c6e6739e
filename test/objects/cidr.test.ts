import * as fc from 'fast-check';
import { cidrContains, cidrProblem, singleAddressCidr } from '../../src/objects/cidr';

test.each(['0.0.0.0/0', '10.0.0.0/8', '169.254.169.254/32', '::/0', '2001:db8::/32', 'fd00:ec2::254/128', '1:0:0:2::/64', '::1/128'])('accepts %s', (text) => {
  expect(cidrProblem(text)).toBeUndefined();
});

test.each([
  ['10.0.0.5/8', 'has address bits beyond its prefix; write "10.0.0.0/8" for the block or "10.0.0.5/32" for the one address'],
  ['2001:db8::1/32', 'has address bits beyond its prefix; write "2001:db8::/32" for the block or "2001:db8::1/128" for the one address'],
  ['010.0.0.0/8', 'is not in canonical form; write "10.0.0.0/8"'],
  ['10.0.0.0/08', 'is not in canonical form; write "10.0.0.0/8"'],
  ['2001:DB8:0::/32', 'is not in canonical form; write "2001:db8::/32"'],
  ['::ffff:10.0.0.0/104', 'is not in canonical form; write "10.0.0.0/8"'],
  ['10.0.0.1', 'has no prefix length; write "10.0.0.1/32" for the one address'],
  ['::ffff:10.0.0.1', 'has no prefix length; write "10.0.0.1/32" for the one address'],
  ['::1', 'has no prefix length; write "::1/128" for the one address'],
])('fails %s and proposes the right text', (text, problem) => {
  expect(cidrProblem(text)).toBe(problem);
});

test.each(['', '/', '10.0.0.0/', '10.0.0.0/33', '10.0.0/8', '256.0.0.0/8', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0.0/8 ', '::/129', ':::/8', '1::2::3/64', '12345::/16',
  'fe80::%eth0/64', '1:2:3:4:5:6:7:8::/128', '1.2.3.4::/64', 'everything', `${'0'.repeat(100)}.0.0.0/8`])('fails %j', (text) => {
  expect(cidrProblem(text)).toBe('is no address block such as "10.0.0.0/16" or "2001:db8::/32"');
});

test('contains what lies inside, of the same family', () => {
  expect(cidrContains('10.0.0.0/8', '10.20.0.0/16')).toBe(true);
  expect(cidrContains('10.0.0.0/8', '10.0.0.0/8')).toBe(true);
  expect(cidrContains('10.20.0.0/16', '10.0.0.0/8')).toBe(false);
  expect(cidrContains('10.0.0.0/8', '11.0.0.0/16')).toBe(false);
  expect(cidrContains('0.0.0.0/0', '::1/128')).toBe(false);
  expect(cidrContains('::/0', 'fd00::/8')).toBe(true);
});

test('contains by what the API server made of a text that is not canonical', () => {
  expect(cidrContains('10.0.0.5/8', '10.20.0.1/32')).toBe(true);
  expect(cidrContains('::ffff:169.254.0.0/112', '169.254.169.254/32')).toBe(true);
});

test('fails to decide about texts that are no blocks', () => {
  expect(cidrContains('10.0.0.0', '10.0.0.0/8')).toBeUndefined();
  expect(cidrContains('10.0.0.0/8', 'x')).toBeUndefined();
});

test('makes the block of one address', () => {
  expect(singleAddressCidr('169.254.20.10')).toBe('169.254.20.10/32');
  expect(singleAddressCidr('FD00:EC2:0::254')).toBe('fd00:ec2::254/128');
  expect(singleAddressCidr('10.0.0.0/8')).toBeUndefined();
});

test('every proposal is right itself', () => {
  const group = fc.constantFrom('0', '0', 'ffff', 'fe80', '1', '00ab', 'DB8');
  const ipv6 = fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(':'));
  const ipv4 = fc.array(fc.nat({ max: 255 }), { minLength: 4, maxLength: 4 }).map((bytes) => bytes.join('.'));
  const mapped = ipv4.map((address) => `::ffff:${address}`);
  fc.assert(fc.property(fc.oneof(ipv4, ipv6, mapped), fc.nat({ max: 128 }), (address, length) => {
    const problem = cidrProblem(`${address}/${length}`) ?? '';
    const proposals = problem.startsWith('is no') ? [] : [...problem.matchAll(/"([^"]+)"/g)].map((match) => match[1]);
    expect(proposals.map(cidrProblem)).toEqual(proposals.map(() => undefined));
  }));
});
