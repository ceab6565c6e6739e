import { IConstruct } from 'constructs';
import { getOrInsert } from '../../objects/remembered';

/** The tenants below each root, by the names of their namespaces, each with those that it may connect to. */
const tenants = new WeakMap<IConstruct, Map<string, readonly string[]>>();

/** Declares a tenant and the namespaces that its workloads may connect to. */
export function declareTenant(scope: IConstruct, name: string, connectsTo: readonly string[]): void {
  getOrInsert(tenants, scope.node.root, () => new Map<string, readonly string[]>()).set(name, connectsTo);
}

/** Refuses a connection from a tenant to a namespace that it does not declare; `at` begins the message. */
export function rejectUndeclared(at: string, root: IConstruct, from: string | undefined, to: string | undefined): void {
  const declared = from === undefined ? undefined : tenants.get(root)?.get(from);
  if (!declared || to === undefined || to === from || declared.includes(to)) return;
  throw new Error(`${at}: tenant "${from}" does not declare that it connects to "${to}"; add "${to}" to \`connectsTo\` of the tenant, or leave the connection out`);
}
