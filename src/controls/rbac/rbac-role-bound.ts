import { grouped } from '../../objects/grouped';
import { keyOf } from '../../objects/manifest';
import { valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf } from '../members';
import { bindingExample, CLUSTER_ROLE_EXAMPLE, ROLE_EXAMPLE } from '../role-examples';

const ROLE = 'rbac.authorization.k8s.io/Role';
const BINDING = 'rbac.authorization.k8s.io/RoleBinding';

function inspect(set: ObjectSet): SetSite[] {
  const bindings = grouped(membersOf(set, BINDING), ({ manifest }) => keyOf(manifest).namespace);
  const bound = new Map([...bindings].map(([namespace, members]) => [namespace, new Set(members
    .filter(({ manifest }) => valueAt(manifest, '/roleRef/kind') === 'Role').map(({ manifest }) => valueAt(manifest, '/roleRef/name')))]));
  return membersOf(set, ROLE).filter(({ manifest }) => !bound.get(keyOf(manifest).namespace)?.has(keyOf(manifest).name))
    .map((member) => ({ member, pointer: '/metadata/name', message: 'no RoleBinding of its namespace refers to it' }));
}

export const rbacRoleBound = defineControl({
  id: 'rbac-role-bound',
  title: 'Roles are bound to somebody',
  subject: 'set',
  why: 'a role that nobody has is left over or misspelled: its rights wait for the next binding, which nobody reviews together with them',
  fix: {
    code: 'bind the `ScopedRole` with `bindTo` or a `GroupBinding`, or remove it',
    yaml: 'add a RoleBinding whose `roleRef` names the Role, correct the name there, or remove the Role',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#periodic-review'],
  // Only a RoleBinding of the same namespace can refer to a Role. A ClusterRole may be bound anywhere, also by those who install it.
  reads: [{ kinds: { [ROLE]: [], [BINDING]: ['/roleRef'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the bindings of the namespace, which may arrive after the role'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a role with its binding', subject: [ROLE_EXAMPLE, bindingExample('reader')] },
      { shows: 'a ClusterRole, which others may bind', subject: [CLUSTER_ROLE_EXAMPLE] },
    ],
    bad: [
      { shows: 'a role alone', subject: [ROLE_EXAMPLE] },
      { shows: 'a binding to another role', subject: [ROLE_EXAMPLE, bindingExample('writer')] },
      { shows: 'a binding to a ClusterRole of its name', subject: [ROLE_EXAMPLE, bindingExample('reader', 'ClusterRole')] },
      { shows: 'a binding in another namespace', subject: [ROLE_EXAMPLE, bindingExample('reader', 'Role', 'front')] },
    ],
  }),
});
