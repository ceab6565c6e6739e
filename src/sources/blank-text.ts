/** Whether a text has nothing but comments and markers, which needs no parser. */
export function isBlank(text: string): boolean {
  return !/^(?!(?:(?:---|\.\.\.)(?=[ \t]|$))?[ \t]*(?:#[^\n\r\u0085\u2028\u2029]*)?$)/m.test(text);
}
