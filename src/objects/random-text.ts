const WORD = /^[A-Za-z0-9+/_=.~-]+$/;
const SHORTEST = 24;
const LONGEST = 512;
const TRANSITIONS = 0.4;
const ENTROPY = 3.5;

/** 0 for a small letter, 1 for a capital, 2 for a digit, 3 for all else. */
function classOf(code: number): number {
  if (code >= 97 && code <= 122) return 0;
  if (code >= 65 && code <= 90) return 1;
  return code >= 48 && code <= 57 ? 2 : 3;
}

/**
 * Whether a text is one word that no human chose, such as a key in base64. In random letters and digits the next character is of another class (small, capital,
 * digit) in six of ten places; in the longest names that people choose it is in two. Hexadecimal texts are left out: most of them are digests.
 */
export function isRandomText(text: string): boolean {
  if (text.length < SHORTEST || text.length > LONGEST || !WORD.test(text)) return false;
  const classes = [0, 0, 0, 0];
  let transitions = 0;
  let before = -1;
  for (let i = 0; i < text.length; i++) {
    const kind = classOf(text.charCodeAt(i));
    classes[kind]++;
    if (i > 0 && kind !== before) transitions++;
    before = kind;
  }
  const [small, capital, digits, others] = classes;
  if (small === 0 || capital === 0 || digits === 0 || others > text.length / 6) return false;
  return transitions >= TRANSITIONS * (text.length - 1) && entropyOf(text) >= ENTROPY;
}

/** Bits for each character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].map((count) => count / text.length).reduce((sum, share) => sum - share * Math.log2(share), 0);
}
