import { annotatedExceptions } from '../../../src/cli/conversion/annotations';
import { lastDayBefore } from '../../../src/cli/conversion/exception';

const FROM = 'x.yaml, annotations of Pod web';
const WEB = { kind: 'Pod', namespace: 'shop', name: 'web' };

const read = (annotations: unknown): unknown[] =>
  annotatedExceptions({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop', annotations }, spec: { containers: [] } } as never, 'x.yaml');
const one = (tool: string, check: string, more: object = {}): object => ({ tool, check, from: FROM, object: WEB, ...more });
const every = (what: string): object => ({
  what, from: FROM, because: 'it excepts the object from every check, and a waiver names one control; run `cdk8s-hardened check` and waive what has to stay',
});

test.each<[string, object, readonly object[]]>([
  ['kube-linter', { 'ignore-check.kube-linter.io/a': 'why' }, [one('kube-linter', 'a', { reason: 'why' })]],
  ['kube-linter, of every check', { 'kube-linter.io/ignore-all': 'why' }, [every('kube-linter kube-linter.io/ignore-all')]],
  ['kube-linter, of every check and without a reason', { 'kube-linter.io/ignore-all': '' }, []],
  ['kube-score', { 'kube-score/ignore': 'a, b,,' }, [one('kube-score', 'a'), one('kube-score', 'b')]],
  ['kube-score, of every check', { 'kube-score/skip': ' true ' }, [every('kube-score kube-score/skip')]],
  ['kube-score, of no check', { 'kube-score/skip': 'false' }, []],
  ['checkov', { 'checkov.io/skip1': 'A = why=so', 'checkov.io/skip2': 'B', 'bridgecrew.io/skip': 'C=' },
    [one('checkov', 'A', { reason: ' why=so' }), one('checkov', 'B'), one('checkov', 'C', { reason: '' })]],
  ['Polaris', { 'polaris.fairwinds.com/a-exempt': 'true', 'polaris.fairwinds.com/b-exempt': 'false' }, [one('polaris', 'a')]],
  ['Polaris, of every check', { 'polaris.fairwinds.com/exempt': 'true' }, [every('polaris polaris.fairwinds.com/exempt')]],
  ['Kubescape', { 'kubescape.io/skip-controls': 'a,b', 'kubescape.io/skip-reason': 'why', 'kubescape.io/skip-expiry': '2027-03-31T23:59:59Z' },
    ['a', 'b'].map((check) => one('kubescape', check, { reason: 'why', expires: '2027-03-31' }))],
  ['others', { 'x-ignore-check.kube-linter.io/a': 'x', 'xcheckov.io/skip': 'x', 'checkov.io/other': 'x', 'xpolaris.fairwinds.com/a-exempt': 'true', 'polaris.fairwinds.com/a-exempted': 'true' }, []],
  ['nobody', { 'kube-score/ignore': 7 }, []],
])('annotations of %s', (_, annotations, exceptions) => {
  expect(read(annotations).map((found) => JSON.parse(JSON.stringify(found)))).toEqual(exceptions);
});

test.each([undefined, 'x', ['x'], {}])('%p has no exceptions', (annotations) => expect(read(annotations)).toEqual([]));

test('an object without namespace is meant in any, and its pod template counts', () => {
  const template = { metadata: { annotations: { 'kube-score/ignore': 'a' } }, spec: {} };
  expect(annotatedExceptions({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { template } } as never, 'x.yaml')).toEqual([
    { tool: 'kube-score', check: 'a', from: 'x.yaml, annotations of Deployment d', object: { kind: 'Deployment', name: 'd' } },
  ]);
  expect(annotatedExceptions({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { template: { metadata: 'x', spec: {} } } } as never, 'x.yaml')).toEqual([]);
});

test.each<[unknown, string | undefined]>([
  ['2027-04-01', '2027-03-31'], ['2027-03-31T23:59:59Z', '2027-03-31'], ['2027-03-31T23:59:58Z', '2027-03-30'], ['2027-04-01T00:00:00Z', '2027-03-31'], ['2027-04-01T12:00:00+14:00', '2027-03-30'],
  [new Date('2027-04-01T00:00:00Z'), '2027-03-31'], ['soon', undefined], [20270401, undefined], [undefined, undefined], [new Date(NaN), undefined],
])('what ends at %p holds until the day %p', (end, day) => expect(lastDayBefore(end)).toBe(day));
