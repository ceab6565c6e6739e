import { elementsOf, isObject } from './pointer';
import { getOrInsert } from './remembered';

/** Labels by key. */
export type Labels = Readonly<Record<string, string>>;

const OPERATORS: Readonly<Record<string, (value: string | undefined, values: readonly unknown[]) => boolean>> = {
  In: (value, values) => value !== undefined && values.includes(value),
  NotIn: (value, values) => value === undefined || !values.includes(value),
  Exists: (value) => value !== undefined,
  DoesNotExist: (value) => value === undefined,
};

const own = (labels: Labels, key: string): string | undefined => (Object.hasOwn(labels, key) ? labels[key] : undefined);

function holds(expression: unknown, labels: Labels): boolean {
  if (!isObject(expression) || typeof expression.key !== 'string' || typeof expression.operator !== 'string') return false;
  if (!Object.hasOwn(OPERATORS, expression.operator)) return false;
  return OPERATORS[expression.operator](own(labels, expression.key), elementsOf(expression.values));
}

/**
 * Whether a label selector picks something with these labels.
 *
 * An empty selector picks everything; a missing one picks nothing, and so does one that the API server would refuse.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selectorMatches(selector: unknown, labels: Labels): boolean {
  if (!isObject(selector)) return false;
  const matchLabels = selector.matchLabels ?? {};
  const matchExpressions = selector.matchExpressions ?? [];
  if (!isObject(matchLabels) || !Array.isArray(matchExpressions)) return false;
  return Object.keys(matchLabels).every((key) => typeof matchLabels[key] === 'string' && own(labels, key) === matchLabels[key])
    && matchExpressions.every((expression) => holds(expression, labels));
}

/**
 * Finds those whose selector could pick something with some labels, in their order, without asking each: by one label that the selector demands.
 * The caller decides by `selectorMatches`.
 */
export function selectorIndex<T>(list: readonly T[], selectorOf: (one: T) => unknown): (labels: Labels) => T[] {
  const byLabel = new Map<string, number[]>();
  const always: number[] = [];
  list.forEach((one, i) => {
    const selector = selectorOf(one);
    const labels = isObject(selector) && isObject(selector.matchLabels) ? selector.matchLabels : {};
    const [label] = Object.keys(labels);
    const key = label === undefined ? undefined : labelKey(label, labels[label]);
    (key === undefined ? always : getOrInsert(byLabel, key, () => [])).push(i);
  });
  return (labels) => {
    const places = [...always];
    for (const key of Object.keys(labels)) {
      for (const place of byLabel.get(labelKey(key, labels[key])) ?? []) places.push(place);
    }
    return places.sort((a, b) => a - b).map((i) => list[i]);
  };
}

/** A label as one text, to look it up by. What is no text equals none, and may not even have one. */
export const labelKey = (key: string, value: unknown): string => (typeof value === 'string' ? `${key}\n${value}` : key);
