/**
 * A value of a manifest as text: `String`, which throws for a list or map that holds a key such as `toString`, where it is plain, and the least that shows
 * what it is elsewhere.
 */
export function plainText(value: unknown): string {
  if (Array.isArray(value)) return '[…]';
  return typeof value === 'object' && value !== null ? '{…}' : String(value);
}
