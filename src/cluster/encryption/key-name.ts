import { dnsLabelProblem } from '../../objects/names';

/** The length of a key in base64, which no sensible name has. */
const LOOKS_LIKE_KEY = /^[A-Za-z0-9+/]{20,}={0,2}$/;

/** Rejects invalid names, and above all a key in place of its name: keys must not be in code. */
export function rejectBadKeyNames(names: readonly string[]): void {
  if (names.length === 0) throw new Error('cannot encrypt without a key: keyNames is empty; pass the name of a key, such as "key1"');
  names.forEach((name, i) => {
    if (LOOKS_LIKE_KEY.test(name)) throw new Error(`cannot use keyNames[${i}]: it looks like a key, not like its name, and keys do not belong in code; pass a name such as "key1", and put the key into a file of this name on the host`);
    const problem = dnsLabelProblem(name);
    if (problem) throw new Error(`cannot use "${name}" as the name of a key: it ${problem}; pass another in keyNames`);
    if (names.indexOf(name) < i) throw new Error(`cannot use the key "${name}" twice; remove it from keyNames`);
  });
}

/** What stands for a key in the rendered file: no API server accepts it, so that no file is used before its keys are filled in. */
export const keyPlaceholder = (name: string): string => `<${name}>`;
