import { ObjectSet, SetMember } from './control';
import { inWords, joined, Powers, powersOfRules } from './held-powers';
import { membersOfKinds, RunningPods } from './members';
import { SetReads } from './set-reads';
import { keyOf } from '../objects/manifest';
import { PodView } from '../objects/pod-template';
import { accountOf, Grant, hasToken, RBAC_KINDS, RbacGraph } from '../objects/rbac-graph';
import { Account } from '../objects/rbac-subject';
import { getOrInsert } from '../objects/remembered';
import { SecurityProfile } from '../profile/security-profile';

/** What `powerfulPods` is made from. */
export const POWER_READS: SetReads = {
  kinds: Object.fromEntries(RBAC_KINDS.map((kind) => [
    kind, ['/metadata/labels', '/rules', '/aggregationRule', '/roleRef', '/subjects', '/automountServiceAccountToken'],
  ])),
  pods: ['/spec/serviceAccountName', '/spec/serviceAccount', '/spec/automountServiceAccountToken', '/spec/volumes/*/projected/sources'],
};

/** Pods that hold the token of an account, and what the account may do that is dangerous. */
export interface PowerfulPods {
  readonly member: SetMember;
  readonly pods: PodView;
  /** Where the account is named. */
  readonly pointer: string;
  readonly dangers: readonly string[];
}

/** What accounts may do that is dangerous, in one line per binding; found once per account. */
class Dangers {
  private readonly known = new Map<string, readonly string[]>();
  private readonly powersOf: (grant: Grant) => Powers | undefined;

  constructor(public readonly graph: RbacGraph, profile: SecurityProfile) {
    this.powersOf = graph.summaries(powersOfRules(profile), joined);
  }

  public of(account: Account): readonly string[] {
    const key = `${account.namespace}/${account.name}`;
    return getOrInsert(this.known, key, () => [...new Set(this.graph.grantsOf(account).flatMap((grant) => this.inLine(account, grant)))]);
  }

  private inLine(account: Account, grant: Grant): string[] {
    const powers = inWords(this.powersOf(grant) ?? 0, grant.clusterWide);
    const { kind, name } = keyOf(grant.binding);
    const path = `${kind} "${name}" binds it to ${grant.roleRef.kind} "${grant.roleRef.name}"`;
    return powers.length === 0 ? [] : [`service account "${account.name}" may ${powers.join(', ')}: ${path}`];
  }
}

/** Those of some pods of a set whose account may do what is dangerous to others. */
export function powerfulPods(set: ObjectSet, among: readonly RunningPods[]): PowerfulPods[] {
  const manifests = membersOfKinds(set, RBAC_KINDS).map(({ manifest }) => manifest);
  const byMinor = new Map<number, Dangers>();
  return among.flatMap(({ member, pods }) => {
    const { kubernetesMinor: minor } = member.profile;
    const known = getOrInsert(byMinor, minor, () => new Dangers(new RbacGraph(manifests, minor), member.profile));
    const account = accountOf(member.manifest, pods);
    if (!hasToken(pods, known.graph.account(account))) return []; // nothing in the pod can use the account
    const dangers = known.of(account);
    return dangers.length === 0 ? [] : [{ member, pods, pointer: `${pods.pointer}/${fieldOfAccount(pods)}`, dangers }];
  });
}

/** The name that an account had first is still read, and Spark has no other. */
const fieldOfAccount = ({ spec }: PodView): string => (spec.serviceAccountName === undefined && spec.serviceAccount !== undefined ? 'serviceAccount' : 'serviceAccountName');
