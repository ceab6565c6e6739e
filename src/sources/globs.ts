/**
 * Whether a path, with `/` between folders, matches one of the patterns: `*` and `?` stay within a folder, `**` crosses folders, `{a,b}` is either.
 * A pattern without `/` means a name in any folder, and a pattern that matches a folder matches all that is in it.
 */
export function globMatcher(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.map(toExpression);
  return (path) => expressions.some((expression) => expression.test(path));
}

const TOKEN = /\*\*\/|\/\*\*$|\*+|\?|\{[^{}]*\}|[^*?{]+|\{/g;

function toExpression(pattern: string): RegExp {
  const clean = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  const anywhere = clean.includes('/') ? '' : '(?:.*/)?';
  return new RegExp(`^${anywhere}${translate(clean.replace(/^\//, ''))}(?:/.*)?$`, 's');
}

function translate(pattern: string): string {
  return (pattern.match(TOKEN) ?? []).map((token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '/**') return '/.*';
    if (token.startsWith('*')) return token === '*' ? '[^/]*' : '.*';
    if (token === '?') return '[^/]';
    if (token.startsWith('{') && token.endsWith('}')) return `(?:${token.slice(1, -1).split(',').map(translate).join('|')})`;
    return token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }).join('');
}
