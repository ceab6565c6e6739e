const WORD = /^[A-Za-z0-9+/_=.~-]+$/;
const SHORTEST = 24;
const LONGEST = 512;
const TRANSITIONS = 0.4;
const ENTROPY = 3.5;

const classOf = (code: number): number => (code >= 97 && code <= 122 ? 0 : code >= 65 && code <= 90 ? 1 : code >= 48 && code <= 57 ? 2 : 3);

/**
 * Whether a text is one word that no human chose, such as a key in base64. In random letters and digits the next character is of another class (small, capital,
 * digit) in six of ten places; in the longest names that people choose it is in two. Hexadecimal texts are left out: most of them are digests.
 */
export function isRandomText(text: string): boolean {
  if (text.length < SHORTEST || text.length > LONGEST || !WORD.test(text)) return false;
  const classes = [0, 0, 0, 0];
  const counts = new Map<string, number>();
  let transitions = 0;
  for (let i = 0; i < text.length; i++) {
    const kind = classOf(text.charCodeAt(i));
    classes[kind]++;
    if (i > 0 && kind !== classOf(text.charCodeAt(i - 1))) transitions++;
    counts.set(text[i], (counts.get(text[i]) ?? 0) + 1);
  }
  const [small, capital, digits, others] = classes;
  if (small === 0 || capital === 0 || digits === 0 || others > text.length / 6) return false;
  return transitions >= TRANSITIONS * (text.length - 1) && entropyOf([...counts.values()], text.length) >= ENTROPY;
}

/** Bits for each character. */
const entropyOf = (counts: readonly number[], length: number): number =>
  counts.map((count) => count / length).reduce((sum, share) => sum - share * Math.log2(share), 0);
