import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { describeLaws } from './laws';
import { FAMILIES, Family } from '../../src/controls/vocabulary';

/** A large family has a file of its own, so that the laws of several run side by side. */
const ownFile = (family: string): string => join(__dirname, `${family}.test.ts`);
const [own, others] = [true, false].map((wanted) => (Object.keys(FAMILIES) as Family[]).filter((family) => existsSync(ownFile(family)) === wanted));

test.each(own)('the laws of a family with a file of its own are tested there: %s', (family) => {
  expect(readFileSync(ownFile(family), 'utf8')).toContain(`describeLaws('${family}')`);
});

others.forEach((family) => describe(family, () => describeLaws(family)));
