import { identityKey } from './identity';
import { Gain } from './technique';
import { grouped } from '../../objects/grouped';
import { groupKind, keyOf, Manifest, metadataOf, stringMap } from '../../objects/manifest';
import { podsOf, POD_KINDS } from '../../objects/pod-template';
import { accountOf, RbacGraph } from '../../objects/rbac-graph';
import { Account, RbacSubject, subjectsOf } from '../../objects/rbac-subject';
import { once } from '../../objects/remembered';

const TOKEN_SECRET = 'kubernetes.io/service-account-token';
const ACCOUNT_NAME = 'kubernetes.io/service-account.name';
const ENFORCED_LEVEL = 'pod-security.kubernetes.io/enforce';

/** What lives in namespaces; users and groups do not. */
const OF_NAMESPACES: ReadonlySet<Gain> = new Set([Gain.ACCOUNTS, Gain.ACCOUNTS_OF_PODS, Gain.ACCOUNTS_OF_TOKEN_SECRETS]);

type Members = readonly RbacSubject[];

const asSubject = ({ namespace, name }: Account): RbacSubject => ({ kind: 'ServiceAccount', namespace, name });
const distinct = (subjects: Members): Members => [...new Map(subjects.map((one) => [identityKey(one), one])).values()];

/** Who there is: whom a set of objects names, and whom Kubernetes brings. */
export class KnownIdentities {
  /** The subjects of the bindings of the set. */
  public readonly boundInSet: Members;
  private readonly members: ReadonlyMap<Gain, () => Members>;
  private readonly byNamespace: ReadonlyMap<Gain, () => ReadonlyMap<string, Members>>;
  private readonly byName: ReadonlyMap<Gain, () => ReadonlyMap<string, Members>>;
  private readonly accountsOfSecrets: ReadonlyMap<string, Members>;
  private readonly levels: ReadonlyMap<string, string>;

  constructor(graph: RbacGraph, manifests: readonly Manifest[]) {
    const ofSet = distinct(graph.granted().flatMap(({ binding }) => subjectsOf(binding)));
    this.boundInSet = ofSet;
    const all = once(() => distinct([...ofSet, ...graph.builtIn().flatMap(({ binding }) => subjectsOf(binding))]));
    const ofKind = (subjects: Members, kind: RbacSubject['kind']): Members => subjects.filter((one) => one.kind === kind);
    const ofPods = once(() => distinct([...ofKind(ofSet, 'ServiceAccount'), ...accountsIn(manifests)]));
    const secrets = manifests.filter((one) => groupKind(one) === 'Secret' && one.type === TOKEN_SECRET);
    this.accountsOfSecrets = new Map([...grouped(secrets, (one) => keyOf(one).name)]
      .map(([name, list]) => [name, distinct(list.map(accountOfSecret))]));
    const members: readonly (readonly [Gain, () => Members])[] = [
      [Gain.ACCOUNTS, once(() => distinct([...ofPods(), ...ofKind(all(), 'ServiceAccount')]))],
      [Gain.ACCOUNTS_OF_PODS, ofPods],
      [Gain.ACCOUNTS_OF_TOKEN_SECRETS, once(() => distinct(secrets.map(accountOfSecret)))],
      [Gain.USERS, once(() => ofKind(all(), 'User'))],
      [Gain.GROUPS, once(() => ofKind(all(), 'Group'))],
    ];
    this.members = new Map(members);
    this.byNamespace = new Map(members.map(([gain, list]) => [gain, once(() => grouped(list(), ({ namespace }) => namespace))]));
    this.byName = new Map(members.map(([gain, list]) => [gain, once(() => grouped(list(), ({ name }) => name))]));
    this.levels = new Map(manifests.filter((one) => groupKind(one) === 'Namespace')
      .map((one) => [keyOf(one).name, stringMap(metadataOf(one).labels)[ENFORCED_LEVEL] ?? '']));
  }

  /** Everybody whom the set names and Kubernetes brings. */
  public get everybody(): Members {
    return [Gain.ACCOUNTS, Gain.USERS, Gain.GROUPS].flatMap((gain) => this.all(gain, ''));
  }

  /** All that a technique gives in a namespace; in every one where that is empty. */
  public all(gain: Gain, namespace: string): Members {
    return (namespace === '' || !OF_NAMESPACES.has(gain) ? this.members.get(gain)?.() : this.byNamespace.get(gain)?.().get(namespace)) ?? [];
  }

  /** Those of a name; for token Secrets the accounts of the Secret of this name. */
  public named(gain: Gain, namespace: string, name: string): Members {
    const found = gain === Gain.ACCOUNTS_OF_TOKEN_SECRETS ? this.accountsOfSecrets.get(name) : this.byName.get(gain)?.().get(name);
    return (found ?? []).filter((one) => namespace === '' || !OF_NAMESPACES.has(gain) || one.namespace === namespace);
  }

  /** Whether the API server refuses privileged pods in a namespace. One that is not in the set counts as one where it does not. */
  public enforcesPodSecurity(namespace: string): boolean {
    return ['baseline', 'restricted'].includes(this.levels.get(namespace) ?? '');
  }
}

const accountsIn = (manifests: readonly Manifest[]): RbacSubject[] => manifests.flatMap((manifest): RbacSubject[] => {
  const kind = groupKind(manifest);
  if (kind === 'ServiceAccount') return [asSubject(keyOf(manifest))];
  return Object.hasOwn(POD_KINDS, kind) ? podsOf(manifest).map((pods) => asSubject(accountOf(manifest, pods))) : [];
});

const accountOfSecret = (secret: Manifest): RbacSubject =>
  asSubject({ namespace: keyOf(secret).namespace, name: stringMap(metadataOf(secret).annotations)[ACCOUNT_NAME] ?? '' });
