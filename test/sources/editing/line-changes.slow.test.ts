import { lineChanges } from '../../../src/sources/editing/line-changes';

test('insertions are found wherever they are, ten thousand of them in linear time', () => {
  const old = Array.from({ length: 100_000 }, (_, i) => `line ${i % 10}`);
  const now = old.flatMap((each, i) => (i % 10 === 3 ? [each, 'new', 'newer'] : [each]));
  const start = performance.now();
  const changes = lineChanges(old, now);
  expect(performance.now() - start).toBeLessThan(5000);
  expect(changes.map(({ from, to }) => to - from).every((removed) => removed === 0)).toBe(true);
  expect(changes).toHaveLength(10_000);
});
