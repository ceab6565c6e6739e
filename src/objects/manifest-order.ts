import { Manifest } from './manifest';

/** A manifest whose keys have a fixed order: first what says which object it is, then all others by name. Lists keep their order, which means something. */
export function inFixedOrder({ apiVersion, kind, metadata, ...rest }: Manifest): Record<string, unknown> {
  const first = Object.entries({ apiVersion, kind, metadata: sorted(metadata) }).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...first, ...Object.entries(sorted(rest) as object)]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
