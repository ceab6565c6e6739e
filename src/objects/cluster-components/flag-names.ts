import { COMPONENTS, ComponentName } from './component';
import { FLAG_NAMES, FLAG_NAMES_MINORS } from './flag-names-table';
import { once } from '../remembered';

const ENTRY = /^([^@]+)(?:@(\d+)-(\d+))?$/;

/** The first and the last minor that have a flag, by its name. */
type Spans = ReadonlyMap<string, { readonly first: number; readonly last: number }>;

const spansOf = (text: string): Spans => new Map(text.trim().split(/\s+/).map((entry) => {
  const [, name, first, last] = ENTRY.exec(entry)!;
  return [name, { first: Number(first ?? FLAG_NAMES_MINORS.first), last: Number(last ?? FLAG_NAMES_MINORS.last) }] as const;
}));

const TABLES = Object.fromEntries(COMPONENTS.map((component) => [component, once(() => spansOf(FLAG_NAMES[component]))])) as
  Readonly<Record<ComponentName, () => Spans>>;

/** Flags of etcd do not depend on the version of Kubernetes. */
const isTabled = (component: ComponentName, minor: number): boolean =>
  component === 'etcd' || (minor >= FLAG_NAMES_MINORS.first && minor <= FLAG_NAMES_MINORS.last);

/**
 * Why a component has no flag of a name, as a predicate; undefined where it has, or where its flags are not known.
 *
 * @param minor the minor version of Kubernetes; undefined where it is not known, and a flag of any version is taken
 */
export function flagNameProblem(component: ComponentName, name: string, minor: number | undefined): string | undefined {
  if (minor !== undefined && !isTabled(component, minor)) return undefined;
  const span = TABLES[component]().get(name);
  if (span === undefined) return 'exists in no version that is known here';
  if (minor === undefined || component === 'etcd') return undefined;
  if (minor < span.first) return `comes with Kubernetes 1.${span.first}`;
  return minor > span.last ? `is gone since Kubernetes 1.${span.last + 1}` : undefined;
}

/** The names of the flags of a component, in any version that is known here. */
export const flagNames = (component: ComponentName): readonly string[] => [...TABLES[component]().keys()];
