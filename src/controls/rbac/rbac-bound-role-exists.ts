import { isBuiltInRole } from '../../objects/built-in-roles';
import { grouped } from '../../objects/grouped';
import { keyOf } from '../../objects/manifest';
import { valueAt } from '../../objects/pointer';
import { similarName } from '../../objects/similar-names';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf } from '../members';
import { bindingExample, ROLE_EXAMPLE } from '../role-examples';

const ROLE = 'rbac.authorization.k8s.io/Role';
const BINDING = 'rbac.authorization.k8s.io/RoleBinding';
const LONGEST = 253; // of the name of an object
const MOST_COMPARED = 200;

function inspect(set: ObjectSet): SetSite[] {
  const roles = grouped(membersOf(set, ROLE).map(({ manifest }) => keyOf(manifest)), ({ namespace }) => namespace);
  const names = new Map([...roles].map(([namespace, keys]) => [namespace, new Set(keys.map(({ name }) => name))]));
  return membersOf(set, BINDING).flatMap((member): SetSite[] => {
    const { namespace } = keyOf(member.manifest);
    const [kind, name] = ['/roleRef/kind', '/roleRef/name'].map((pointer) => valueAt(member.manifest, pointer));
    if (kind !== 'Role' || typeof name !== 'string' || name === '') return [];
    if (names.get(namespace)?.has(name) || isBuiltInRole(`Role/${namespace}/${name}`)) return [];
    const candidates = [...names.get(namespace) ?? []].slice(0, MOST_COMPARED).filter(({ length }) => length <= LONGEST);
    const near = name.length <= LONGEST ? similarName(name, candidates) : undefined;
    const advice = near === undefined ? '' : `; the nearest is "${near}"`;
    return [{ member, pointer: '/roleRef/name', message: `there is no Role "${name}" in its namespace${advice}` }];
  });
}

export const rbacBoundRoleExists = defineControl({
  id: 'rbac-bound-role-exists',
  title: 'Bindings refer to Roles that exist',
  subject: 'set',
  why: 'a binding to a Role that is missing grants nothing, and whoever may create a Role of this name later decides what its subjects get',
  fix: {
    code: 'make the Role as a `ScopedRole` and bind it with `bindTo` or a `GroupBinding`, which take its name from it',
    yaml: 'correct `roleRef.name`, or add the Role to the namespace of the binding',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
  // A RoleBinding can refer to a Role of its own namespace alone. A ClusterRole may be installed by anybody, so that its absence here says nothing.
  reads: [{ kinds: { [ROLE]: [], [BINDING]: ['/roleRef'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the roles of the namespace, which may arrive after the binding'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a role with its binding', subject: [ROLE_EXAMPLE, bindingExample('reader')] },
      { shows: 'a ClusterRole, which others may install', subject: [bindingExample('monitoring', 'ClusterRole')] },
      { shows: 'a Role that Kubernetes brings', subject: [bindingExample('extension-apiserver-authentication-reader', 'Role', 'kube-system')] },
    ],
    bad: [
      { shows: 'a role that is not there', subject: [bindingExample('reader')] },
      { shows: 'a misspelled name', subject: [ROLE_EXAMPLE, bindingExample('raeder')] },
      { shows: 'a role of another namespace', subject: [ROLE_EXAMPLE, bindingExample('reader', 'Role', 'front')] },
    ],
  }),
});
