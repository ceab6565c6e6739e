const MOST_TEXTS = 4096;
const LONGEST_TEXT = 128;

/** A text that is no part of another one, which V8 would keep in memory as a whole. It joins texts, and takes a part, by making a copy of what was joined. */
export const detached = (text: string): string => ` ${text}`.slice(1);

/**
 * A pure function of a text that keeps its results: the label keys, amounts and names of an input are few, and every object has some. Once there are
 * many, all are forgotten; what is common comes back soon.
 */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (text) => {
    if (text.length > LONGEST_TEXT) return answer(text);
    const before = known.get(text);
    if (before) return before.answer;
    const copy = detached(text);
    const now = { answer: answer(copy) };
    if (known.size >= MOST_TEXTS) known.clear();
    known.set(copy, now);
    return now.answer;
  };
}

interface Values<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

/** The value of a key in a Map or WeakMap; made and kept where there is none yet. */
export function getOrInsert<Key, Value extends {} | null>(values: Values<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make(key);
  values.set(key, made);
  return made;
}

/** A value that is made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
