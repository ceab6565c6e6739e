import { BUILT_IN_TABLES } from './built-in-tables';
import { COMPONENT_TABLES } from './component-tables';
import { Span, Struct } from './field-type';
import { Kind, Tables } from './table-reader';
import { isListKind } from '../applied-objects';
import { once, remembered } from '../remembered';

// read when the first object needs them, not when the library is loaded
const tables = once(() => new Tables(BUILT_IN_TABLES));
const componentTables = once(() => new Tables(COMPONENT_TABLES));

/** The versions of Kubernetes that the tables cover. */
export const coveredVersions = (): Span => tables().versions;

/** The kinds of an API version that Kubernetes brings, be they stored by the API server or read by a component as its configuration. */
export const builtInKinds = (apiVersion: string): ReadonlyMap<string, Kind> | undefined => (
  tables().kindsOf(apiVersion) ?? componentKinds(apiVersion)
);

const componentKinds = (apiVersion: string): ReadonlyMap<string, Kind> | undefined => componentTables().kindsOf(apiVersion);

const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '');

/** The API versions of a group that is built in; none for any other. */
export const versionsOfGroup = remembered((group): readonly string[] => tables().apiVersions.filter((apiVersion) => groupOf(apiVersion) === group));

/** Whether the tables decide about the fields of a kind: they hold it, or they cover its group and the version of Kubernetes, which then has no such kind. */
export function areFieldsKnown(apiVersion: string, kind: string, minor: number): boolean {
  if (builtInKinds(apiVersion)?.has(kind)) return true;
  const { first, last } = coveredVersions();
  const slash = apiVersion.indexOf('/');
  return minor >= first && minor <= last && !isListKind(kind) && slash > 0 && versionsOfGroup(apiVersion.slice(0, slash)).length > 0;
}

/** Whether a kind is the configuration file of a component, which no API server stores. */
export const isComponentFile = (apiVersion: string, kind: string): boolean => componentKinds(apiVersion)?.has(kind) ?? false;

/** The type of a kind in the most stable version of its group, for a version that is not served any more. */
export function anyVersionOf(apiVersion: string, kind: string): Struct | undefined {
  for (const version of versionsOfGroup(groupOf(apiVersion))) {
    const found = builtInKinds(version)?.get(kind);
    if (found) return found.type;
  }
  return undefined;
}

const part = (kind: string, ...path: readonly string[]): Struct => {
  let struct = builtInKinds('v1')!.get(kind)!.type;
  for (const name of path) struct = struct.field(name)!.type as Struct;
  return struct;
};

/** What all objects say about themselves. */
export const objectMeta = (): Struct => part('Pod', 'metadata');
/** What describes pods, in whatever kind. */
export const podSpec = (): Struct => part('Pod', 'spec');
