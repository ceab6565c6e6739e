/** The minors that have something, as the generated tables write it: `35-` from 1.35 on, `-36` up to 1.36; all of them where it is missing. */
export function hasMinor(range: string | undefined, minor: number): boolean {
  if (!range) return true;
  const [first, last] = range.split('-');
  return (first === '' || minor >= Number(first)) && (last === '' || minor <= Number(last));
}
