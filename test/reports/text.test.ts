import { Finding } from '../../src/engine/finding';
import { findingText, summaryText } from '../../src/reports/text';

const finding: Finding = {
  control: 'read-only-root-filesystem', severity: 'error', outcome: 'violation', origin: { constructPath: 'shop/web' },
  object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' }, pointer: '/spec/template', container: 'main',
  message: 'it is false', why: 'an intruder stays', fix: 'set it to true', fixCode: 'leave it unset', waiver: null,
};

test('a finding is one line for grep, then where, what, why and fix', () => {
  expect(findingText(finding)).toBe([
    'error  read-only-root-filesystem  shop/web  Deployment/web',
    '  where  container "main"  /spec/template',
    '  what   it is false',
    '  why    an intruder stays',
    '  fix    leave it unset',
  ].join('\n'));
});

test('a finding that cannot be decided says so', () => {
  expect(findingText({ ...finding, outcome: 'inconclusive' })).toContain('  what   cannot be decided: it is false');
});

test.each<[string, Partial<Finding>, string[]]>([
  ['its construct and its kind', {}, ['shop/web', 'Deployment/web']],
  ['else its namespace', { origin: {} }, ['shop/web', 'Deployment/web']],
  ['its name alone, where there is neither', { origin: {}, object: { ...finding.object, namespace: '' } }, ['web', 'Deployment/web']],
  ['its file too, where that is known', { origin: { file: 'web.yaml' } }, ['shop/web', 'Deployment/web', 'web.yaml']],
  ['its construct, and the line of the code', { origin: { constructPath: 'app/api', file: 'main.ts', line: 7 } }, ['app/api', 'Deployment/web', 'main.ts:7']],
])('an object is placed by %s', (_, change, place) => {
  const changed = { ...finding, ...change };
  expect(findingText(changed).split('\n')[0].split('  ').slice(2)).toEqual(place);
  expect(summaryText([changed]).split('\n')[1]).toBe(`  ${place.join('  ')}  container "main"  it is false`);
});

test('a summary says the fix of a control once, then each place', () => {
  expect(summaryText([finding, { ...finding, container: undefined, pointer: '' }, { ...finding, control: 'no-privileged' }])).toBe([
    'error  read-only-root-filesystem: an intruder stays',
    '  shop/web  Deployment/web  container "main"  it is false',
    '  shop/web  Deployment/web  it is false',
    '  fix  leave it unset',
    'error  no-privileged: an intruder stays',
    '  shop/web  Deployment/web  container "main"  it is false',
    '  fix  leave it unset',
  ].join('\n'));
});
