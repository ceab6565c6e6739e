import { parseDuration } from '../../src/objects/duration';

test.each([['0', 0], ['3s', 3], ['1h30m', 5400], ['1.5s', 1.5], ['.5m', 30], ['250ms', 0.25], ['-2s', -2], ['+1m', 60]])('%s is %d seconds', (text, seconds) => {
  expect(parseDuration(text)).toBeCloseTo(seconds);
});

test.each(['', '3', '3 s', 's', '3d', '1h30', '--1s'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
