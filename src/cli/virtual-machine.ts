import { setFlagsFromString } from 'v8';

/**
 * V8 is made for programs that run long; a check is over in a second or two.
 *
 * It would optimize functions early and inline others into them, on a thread beside, for a gain that mostly comes after the end: a third of all time.
 * And where memory is plenty it lets garbage grow to a multiple of what is in use, so that a large input takes twice the room. And it runs code that an
 * earlier run kept (`start.ts`) without comparing the checksum, so that a damaged file would crash it. A version complains about flags that it does not know,
 * so each gets its own, and one that is not listed gets none.
 */
const ALWAYS = ['--verify-snapshot-checksum', '--heap-growing-percent=30', '--max-inlined-bytecode-size-cumulative=200'];
const OF_VERSION: Readonly<Record<string, readonly string[]>> = {
  11: [...ALWAYS, '--interrupt-budget=400000'], // Node 20
  12: [...ALWAYS, '--invocation-count-for-turbofan=9000'], // Node 22
  13: [...ALWAYS, '--invocation-count-for-turbofan=9000'], // Node 24
  14: ALWAYS, // Node 26
};

/** Prepares the virtual machine of this process for a short life. */
export function prepareForShortLife(): void {
  const [major] = process.versions.v8.split('.');
  for (const flag of OF_VERSION[major] ?? []) setFlagsFromString(flag);
}
