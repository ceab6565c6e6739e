import { LIST_DEFAULTS } from './fields/list-defaults-table';
import { isObject } from './pointer';

/**
 * A custom resource with what the API server fills into the items of its lists. `kubectl apply` replaces a list of a custom resource as a whole, so each
 * default that the stored list has and the sent one lacks would make it say `configured` at every apply. Fields outside of lists are compared one by one,
 * and only those that are sent.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting
 */
export function withListDefaults<T extends Readonly<Record<string, unknown>>>(manifest: T): T {
  const key = `${String(manifest.apiVersion)} ${String(manifest.kind)}`;
  const defaults = Object.hasOwn(LIST_DEFAULTS, key) ? LIST_DEFAULTS[key] : [];
  return defaults.reduce((filled, [path, value]) => withDefault(filled, path.split(' '), value) as T, manifest);
}

/** As the API server does it: only a field that is absent is filled in, and only where the map around it is there. */
function withDefault(value: unknown, [step, ...others]: readonly string[], absent: unknown): unknown {
  if (step === '*') return Array.isArray(value) ? value.map((item: unknown) => withDefault(item, others, absent)) : value;
  if (!isObject(value)) return value;
  if (others.length === 0) return value[step] === undefined ? { ...value, [step]: absent } : value;
  return value[step] === undefined ? value : { ...value, [step]: withDefault(value[step], others, absent) };
}
