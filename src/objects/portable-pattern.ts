/** An escape, a class without escapes of letters, a group that captures or not, an anchor, a choice, a repetition, or a character that means itself. */
const PART = /\\[dD]|\\[^A-Za-z0-9]|\[\^?(?:\\[^A-Za-z0-9]|\\d|[^\\\]])+\]|\((?:\?:|(?!\?))|\)|[$^|]|[*+?]|\{\d{1,3}(?:,\d{0,3})?\}|[^\\.[\](){}*+?$^|]/uy;

/**
 * What keeps a regular expression from meaning the same to RE2 and to JavaScript; undefined where nothing does. The dot, `\s`, `\w` and `\b` see other
 * characters here and there, and RE2 looks neither ahead nor back. https://github.com/google/re2/wiki/Syntax
 */
export function portablePatternProblem(pattern: string): string | undefined {
  PART.lastIndex = 0;
  while (PART.lastIndex < pattern.length) {
    const at = PART.lastIndex;
    if (!PART.test(pattern)) return `means different things to different engines from "${pattern.slice(at, at + 10)}" on`;
  }
  try {
    new RegExp(pattern, 'u');
  } catch {
    return 'is no regular expression';
  }
  const repetitions = pattern.replace(/\\./gu, 'c').replace(/\[[^\]]*\]/gu, 'c');
  return /[*+?}]\?/.test(repetitions) ? 'repeats a repetition' : undefined;
}
