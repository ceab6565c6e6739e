import { Manifest } from '../../../../src/objects/manifest';
import { Trial, workload } from '../trial';

/** What a controller makes of a name has eleven characters more, and is a label of 63. */
const LONGEST = 52;
const called = (length: number): Manifest => ({ ...workload({ spec: { serviceName: 'web' } }, 'StatefulSet'), metadata: { name: 'w'.repeat(length) } });

/** Names of which a controller makes others that are too long. */
export const NAMES: readonly Trial[] = [
  {
    control: 'valid-manifest', shows: 'a StatefulSet whose pods cannot carry its revision as a label',
    faulty: [called(LONGEST + 1)], mended: [called(LONGEST)], happens: /^FailedCreate: .*controller-revision-hash|^FailedCreate: .*no more than 63/,
  },
];
