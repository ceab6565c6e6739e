import { prepareForShortLife } from '../../src/cli/virtual-machine';

const mockFlags: string[] = [];
jest.mock('v8', () => ({ setFlagsFromString: (flag: string) => { mockFlags.push(flag); } }));

const ALWAYS = ['--verify-snapshot-checksum', '--heap-growing-percent=30', '--max-inlined-bytecode-size-cumulative=200'];
const LATE = '--invocation-count-for-turbofan=9000';

/** A flag that a version does not know makes it print a warning, so each gets its own. */
test.each([
  ['11.3.244.8-node.26', [...ALWAYS, '--interrupt-budget=400000']],
  ['12.4.254.21-node.33', [...ALWAYS, LATE]],
  ['13.6.233.10-node.18', [...ALWAYS, LATE]],
  ['14.1.146.11-node.14', ALWAYS],
  ['10.2.154.26-node.36', []],
  ['15.0.1-node.1', []],
])('V8 %s gets the flags %j', (v8, flags) => {
  const versions = Object.getOwnPropertyDescriptor(process, 'versions')!;
  mockFlags.length = 0;
  Object.defineProperty(process, 'versions', { ...versions, value: { v8 } });
  try {
    prepareForShortLife();
  } finally {
    Object.defineProperty(process, 'versions', versions);
  }
  expect(mockFlags).toEqual(flags);
});
