const AT_ONCE = 8;

/** What a function makes of each item, a few at a time, in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], use: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const rest = items.entries();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => { for (const [i, item] of rest) results[i] = await use(item); }));
  return results;
}
