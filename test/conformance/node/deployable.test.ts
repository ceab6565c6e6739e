import { isFound } from '../../../conformance/node/deployable/judged-trial';
import { isSaidAfter } from '../../../conformance/node/deployable/symptoms';
import { NOT_SHOWN, TRIALS } from '../../../conformance/node/deployable/trials';
import { CATALOGUE } from '../../../src/controls';

test.each(TRIALS.map((trial) => [trial.control, trial.shows, trial] as const))('%s finds %s, and nothing where it is mended', (_, __, trial) => {
  expect([isFound(trial, trial.faulty), isFound(trial, trial.mended)]).toEqual([true, false]);
});

test('what the node does not show are controls', () => {
  expect(Object.keys(NOT_SHOWN).filter((id) => !CATALOGUE.some((control) => control.id === id))).toEqual([]);
});

const noon = Date.parse('2026-01-01T12:00:00Z');
const said = { reason: 'Unhealthy', message: 'Readiness probe failed' };

test.each([
  ['was said before', { lastTimestamp: '2026-01-01T11:59:59Z' }, false],
  ['was said after', { lastTimestamp: '2026-01-01T12:00:01Z' }, true],
  ['was said again', { eventTime: '2026-01-01T11:00:00.1Z', series: { lastObservedTime: '2026-01-01T12:00:01.5Z' }, lastTimestamp: null }, true],
  ['was said once, with its exact time', { eventTime: '2026-01-01T12:00:00.1Z', series: null, lastTimestamp: null }, true],
])('an event that %s a time is after it or not', (_, times, after) => expect(isSaidAfter({ ...said, ...times }, noon)).toBe(after));
