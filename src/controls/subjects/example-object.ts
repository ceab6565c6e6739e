import { Manifest } from '../../objects/manifest';

/** An object of a kind around an example. */
export function exampleObject(groupKind: string, rest: Readonly<Record<string, unknown>>): Manifest {
  const [kind, group] = groupKind.split('/').reverse();
  return { apiVersion: group === undefined ? 'v1' : `${group}/v1`, kind, metadata: { name: 'example', namespace: 'shop' }, ...rest };
}

/** The members of a list that a scope admits; all where the scope does not restrict them. */
export const within = (all: readonly string[], restriction: readonly string[] | undefined): readonly string[] =>
  (restriction ? all.filter((one) => restriction.includes(one)) : all);

/** Whether an example sets no field. */
export const isUnset = (subject: unknown): boolean => typeof subject === 'object' && subject !== null && Object.keys(subject).length === 0;
