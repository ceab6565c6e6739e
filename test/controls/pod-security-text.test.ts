import { CATALOGUE } from '../../src/controls';
import { requirementOf } from '../../src/controls/pod-security-check';
import { goQuoted, sortedSet } from '../../src/controls/pod-security-text';
import { allOf, anyOf, field, pod } from '../../src/controls/require';

test.each([
  ['plain text', '"plain text"'], ['a"b\\c', '"a\\"b\\\\c"'], ['\u0007\b\f\n\r\t\v', '"\\a\\b\\f\\n\\r\\t\\v"'], ['\u0000\u007f\u0080', '"\\x00\\x7f\\u0080"'],
  ['ä€🙂', '"ä€🙂"'], ['\u00a0\u0085\u2028\ufeff\ue000', '"\\u00a0\\u0085\\u2028\\ufeff\\ue000"'], ['\u{e0001}', '"\\U000e0001"'], ['\ud800', '"\ufffd"'], ['\udfff', '"\ufffd"'], ['', '""'],
])('%j is quoted as Go quotes it', (text, quoted) => {
  expect(goQuoted(text)).toBe(quoted);
});

test('texts are sorted by code point, prefixes first, each once', () => {
  expect(sortedSet(['b', 'ab', 'a', 'b', '', 'B', '\ue000', '🙂', 'ä'])).toEqual(['', 'B', 'a', 'ab', 'b', 'ä', '\ue000', '🙂']);
});

test.each([[['ab', 'a']], [['a', 'ab']]])('%j is sorted like its opposite', (texts) => {
  expect(sortedSet(texts)).toEqual(['a', 'ab']);
});

describe('the requirement of a check', () => {
  const check = { id: 'x', level: 'baseline', reason: 'x' } as const;
  const says = () => '';
  const [first, second] = [field('a').isTrue(), pod('b').isTrue()];

  test('holds from its first revision, and before it where that is not the first of all', () => {
    expect(requirementOf({ ...check, revisions: [{ since: '1.0', demands: [{ container: first, says }] }] })).toEqual({ require: first });
    expect(requirementOf({ ...check, revisions: [{ since: '1.8', demands: [{ container: first, says }] }] })).toEqual({ require: allOf(), revisions: [{ since: '1.8', require: first }] });
  });

  test('joins demands, and spares what the check spares', () => {
    const demands = [{ container: first, pod: second, says }];
    expect(requirementOf({ ...check, revisions: [{ since: '1.0', demands }, { since: '1.8', demands, unless: second }] })).toEqual({
      require: allOf(first, second), revisions: [{ since: '1.8', require: anyOf(allOf(first, second), second) }],
    });
  });
});

describe('the checks of the catalogue', () => {
  const checks = CATALOGUE.flatMap(({ podSecurity }) => podSecurity ?? []);

  test('are those of upstream', () => {
    expect(checks.filter(({ level }) => level === 'baseline')).toHaveLength(12);
    expect(checks.filter(({ level }) => level === 'restricted')).toHaveLength(7);
    expect(new Set(checks.map(({ id }) => id)).size).toBe(19);
  });

  test('are named among the frameworks of their controls', () => {
    CATALOGUE.forEach(({ podSecurity = [], frameworks = [] }) => (
      expect(frameworks.filter((id) => id.startsWith('pss:')).sort()).toEqual(podSecurity.map(({ id }) => `pss:${id}`).sort())));
  });

  test('have revisions in order, and override only baseline checks', () => {
    const minors = checks.map(({ revisions }) => revisions.map(({ since }) => Number(/^1\.(\d+)$/.exec(since)![1])));
    minors.forEach((list) => expect([...new Set(list)].sort((a, b) => a - b)).toEqual(list));
    const baseline = checks.filter(({ level }) => level === 'baseline').map(({ id }) => id);
    checks.forEach(({ level, overrides = [] }) => expect(overrides.every((id) => level === 'restricted' && baseline.includes(id))).toBe(true));
  });
});
