import { effectiveNamespace, keyOf, Manifest } from './manifest';
import { elementsOf, isObject } from './pointer';
import { textOrEmpty } from './value-types';

/** A service account, by where it lives. */
export interface Account { readonly namespace: string; readonly name: string }

/** A client of the API server, as authentication names it. */
export interface User { readonly name: string; readonly groups: readonly string[] }

/** Whom a binding names; a service account that is bound by its user name counts as the account. */
export interface RbacSubject {
  readonly kind: 'ServiceAccount' | 'User' | 'Group';
  /** Of a service account; empty otherwise. */
  readonly namespace: string;
  readonly name: string;
  /** The groups of a user, as the issuer of its token states them; no binding does. */
  readonly groups?: readonly string[];
}

/** An account with its namespace, as it is looked up: `shop/web`. */
export const qualifiedName = ({ namespace, name }: Account): string => `${effectiveNamespace(namespace)}/${name}`;

const ACCOUNT_USER = 'system:serviceaccount:';
const ACCOUNT_GROUP = 'system:serviceaccounts';
/** The group of everybody who has logged in. */
export const AUTHENTICATED = 'system:authenticated';
/** The groups that everybody is in, logged in or not. */
export const EVERYBODY: readonly string[] = [AUTHENTICATED, 'system:unauthenticated'];

/** The user that a service account is to the API server. */
export const userOf = ({ namespace, name }: Account): User =>
  ({ name: `${ACCOUNT_USER}${namespace}:${name}`, groups: [ACCOUNT_GROUP, `${ACCOUNT_GROUP}:${namespace}`, AUTHENTICATED] });

/** The user of a subject, with the groups that are known of it. Of a group it is some member, without a name. */
export function userOfSubject({ kind, namespace, name, groups = [] }: RbacSubject): User {
  switch (kind) {
    case 'ServiceAccount': return userOf({ namespace, name });
    case 'User': return { name, groups: [...groups, AUTHENTICATED] };
    case 'Group': return { name: '', groups: EVERYBODY.includes(name) ? [name] : [name, AUTHENTICATED] };
  }
}

/** The service account that a user name is, or the user. */
export function subjectOfUser(user: string): RbacSubject {
  const [namespace, name, ...more] = user.startsWith(ACCOUNT_USER) ? user.slice(ACCOUNT_USER.length).split(':') : [];
  const isAccount = namespace !== undefined && name !== undefined && more.length === 0;
  return isAccount ? { kind: 'ServiceAccount', namespace, name } : { kind: 'User', namespace: '', name: user };
}

/** The subjects of a binding, in its order. */
export function subjectsOf(binding: Manifest): RbacSubject[] {
  return elementsOf(binding.subjects).flatMap((subject): RbacSubject[] => {
    if (!isObject(subject)) return [];
    const name = textOrEmpty(subject.name);
    switch (subject.kind) {
      case 'Group': return [{ kind: 'Group', namespace: '', name }];
      case 'User': return [subjectOfUser(name)];
      case 'ServiceAccount': return [{ kind: 'ServiceAccount', namespace: textOrEmpty(subject.namespace) || keyOf(binding).namespace, name }];
      default: return [];
    }
  });
}
