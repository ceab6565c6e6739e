import { CUSTOM_TABLES } from './custom-tables';
import { Struct } from './field-type';
import { Tables } from './table-reader';

let tables: Tables | undefined;

/** The type of a kind that our own constructs emit and Kubernetes does not bring; undefined for any other. A cluster may have a newer definition of it. */
export function emittedKind(apiVersion: string, kind: string): Struct | undefined {
  tables ??= new Tables(CUSTOM_TABLES);
  return tables.kindsOf(apiVersion)?.get(kind)?.type;
}
