import { createRequire } from 'module';
import { join } from 'path';
import { bundleInto } from './bundle';
import { folder } from './command';
import { CATALOGUE } from '../../src/controls';
import { ControlExamples } from '../../src/controls/control';

type MadeByControl = Readonly<Record<string, () => ControlExamples>>;

test('the file of examples beside the bundle holds those that the controls state', () => {
  const at = folder();
  bundleInto(at);
  const bundled = createRequire(__filename)(join(at, 'examples.js')) as MadeByControl;
  const apart = CATALOGUE.filter(({ id }) => Object.hasOwn(bundled, id));
  expect(apart.length).toBe(Object.keys(bundled).length);
  expect(apart.length).toBeGreaterThan(0.9 * CATALOGUE.length);
  const text = (examples: ControlExamples): string => JSON.stringify(examples, null, 1);
  expect(apart.map(({ id }) => text(bundled[id]()))).toEqual(apart.map(({ examples }) => text(examples)));
});
