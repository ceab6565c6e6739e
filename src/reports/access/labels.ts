import { Identity } from '../../engine/escalation/identity';
import { keyOf } from '../../objects/manifest';
import { elementsOf, isObject } from '../../objects/pointer';
import { Grant } from '../../objects/rbac-graph';
import { objectLabel } from '../place';
import { visible } from '../visible';

/** Where a grant holds. */
export const scopeLabel = (namespace: string): string => (namespace === '' ? 'in the whole cluster' : `in namespace ${visible(namespace)}`);

/** `ServiceAccount shop/web`, `ClusterRole edit in namespace shop`. */
export function identityLabel(identity: Identity): string {
  switch (identity.kind) {
    case 'ServiceAccount': return visible(`ServiceAccount ${identity.namespace === '' ? '' : `${identity.namespace}/`}${identity.name}`);
    case 'User': return visible(`User ${[identity.name, ...identity.groups ?? []].join(', in group ')}`);
    case 'Group': return visible(`Group ${identity.name}`);
    case 'Role': return `${visible(`${identity.role.kind} ${identity.role.name}`)} ${scopeLabel(identity.namespace)}`;
    case 'Node': return 'the kubelet of a node';
    case 'Host': return 'root on a node';
    case 'ClusterAdmin': return 'cluster-admin';
  }
}

/** `RoleBinding shop/reader to Role reader`. */
export function grantLabel({ binding, roleRef }: Grant): string {
  const isProposed = keyOf(binding).name === '';
  const role = visible(`${roleRef.kind || 'role'} ${roleRef.name || '(no name)'}`);
  return isProposed ? `a new ${keyOf(binding).kind} to ${role}` : `${objectLabel(keyOf(binding))} to ${role}`;
}

const texts = (list: unknown): string[] => elementsOf(list).map((one) => (typeof one === 'string' ? visible(one) : '(no text)'));

/** A rule of a role: its verbs, and what they are about, `deployments.apps, pods "web"`. */
export function ruleLabel(rule: unknown): { readonly verbs: string; readonly objects: string } {
  if (!isObject(rule)) return { verbs: '', objects: '(no rule)' };
  const groups = texts(rule.apiGroups);
  const resources = texts(rule.resources).flatMap((resource) => groups.map((group) => (group === '' ? resource : `${resource}.${group}`)));
  const names = texts(rule.resourceNames).map((name) => `"${name}"`);
  return { verbs: texts(rule.verbs).join(', '), objects: [[...resources, ...texts(rule.nonResourceURLs)].join(', '), names.join(', ')].filter(Boolean).join(' ') };
}
