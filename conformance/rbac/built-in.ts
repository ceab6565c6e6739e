import { HARMLESS_PATHS } from '../../src/controls/harmless-permissions';
import { API_RESOURCES } from '../../src/objects/api-resources';
import { builtInRbac } from '../../src/objects/built-in-roles';
import { keyOf, Manifest } from '../../src/objects/manifest';
import { hasMinor } from '../../src/objects/minors';
import { Client } from '../apiserver/client';
import { Problem, Tally } from '../apiserver/tally';
import { Row } from '../suite';

const MINOR = 37;
const LISTS = ['clusterroles', 'clusterrolebindings', 'namespaces/kube-system/roles', 'namespaces/kube-system/rolebindings', 'namespaces/kube-public/roles', 'namespaces/kube-public/rolebindings'];
const KINDS: Readonly<Record<string, string>> = { clusterroles: 'ClusterRole', clusterrolebindings: 'ClusterRoleBinding', roles: 'Role', rolebindings: 'RoleBinding' };

/** What counts of a role or binding, always written the same. */
function meaning({ aggregationRule, metadata, roleRef, rules, subjects }: any): string {
  const text = (list: readonly object[] | null | undefined): string[] => (list ?? []).map((one) => JSON.stringify(one,
    Object.keys(one).sort())).sort();
  const named = (subjects ?? []).map(({ kind, namespace, name }: any) => ({ kind, namespace, name }));
  return JSON.stringify([aggregationRule, Object.entries(metadata.labels).sort(), roleRef, aggregationRule ? [] : text(rules), text(named)]);
}

function differences(one: Manifest | undefined, other: Manifest | undefined): Problem[] {
  if (!one || !other) return [{ check: 'one side only', detail: one ? 'only in our table' : 'only in the cluster' }];
  return meaning(one) === meaning(other) ? [] : [{ check: 'differs', detail: `${meaning(one)} is ${meaning(other)}` }];
}

/** Everything that the table of built-in roles says, as the API server made it. */
export async function builtInRoles(client: Client): Promise<Row> {
  const tally = new Tally('built-in roles and bindings');
  const { roles, bindings } = builtInRbac(MINOR);
  const ours = new Map([...roles, ...bindings].map((one) => [JSON.stringify([one.kind, keyOf(one).namespace, keyOf(one).name]), one]));
  const theirs = new Map<string, Manifest>();
  for (const list of LISTS) {
    const { body } = await client.get(`/apis/rbac.authorization.k8s.io/v1/${list}?labelSelector=kubernetes.io/bootstrapping=rbac-defaults`);
    for (const item of body.items) theirs.set(JSON.stringify([KINDS[list.split('/').pop()!], item.metadata.namespace ?? '', item.metadata.name]), item);
  }
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const [one, other] = [ours.get(key), theirs.get(key)];
    tally.case(key, differences(one, other));
  }
  return tally.row();
}

/** Everything that the API server serves by default is in the table of resources; the table also has what is off by default. */
export async function servedResources(client: Client): Promise<Row> {
  const tally = new Tally('served resources');
  const { all } = await client.resources();
  for (const { group, resource, kind, namespaced, verbs } of all) {
    const ours = API_RESOURCES.find((one) => one.group === group && one.resource === resource && hasMinor(one.minors, MINOR));
    const same = ours && ours.namespaced === namespaced && ours.kind === kind && verbs.every((verb) => ours.verbs.includes(verb));
    tally.case(`${resource}.${group}`, same ? [] : [{ check: 'resource', detail: `the table has ${JSON.stringify(ours)}, served is ${kind} ${verbs.join()}` }]);
  }
  return tally.row();
}

/** Every path that the API server lists is called harmless, or reported. */
export async function listedPaths(client: Client, isReported: (path: string) => boolean): Promise<Row> {
  const tally = new Tally('paths that are no resources');
  const harmless = (path: string): boolean => Object.keys(HARMLESS_PATHS)
    .some((pattern) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern));
  for (const path of (await client.get('/')).body.paths as string[]) {
    tally.case(path, harmless(path) !== isReported(path) ? [] : [{ check: 'path', detail: 'neither harmless nor reported, or both' }]);
  }
  return tally.row();
}
