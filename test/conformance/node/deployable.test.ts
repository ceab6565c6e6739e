import { isFound } from '../../../conformance/node/deployable/judged-trial';
import { NOT_SHOWN, TRIALS } from '../../../conformance/node/deployable/trials';
import { CATALOGUE } from '../../../src/controls';

test.each(TRIALS.map((trial) => [trial.control, trial.shows, trial] as const))('%s finds %s, and nothing where it is mended', (_, __, trial) => {
  expect([isFound(trial, trial.faulty), isFound(trial, trial.mended)]).toEqual([true, false]);
});

test('what the node does not show are controls', () => {
  expect(Object.keys(NOT_SHOWN).filter((id) => !CATALOGUE.some((control) => control.id === id))).toEqual([]);
});
