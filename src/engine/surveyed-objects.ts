import { evaluatePodSecurity } from './pod-security-verdict';
import { SlimMembers } from './slim-members';
import { OtherObjects, LowerLevel } from '../controls/other-objects';
import { groupKind, keyOf, Manifest } from '../objects/manifest';
import { podSpecPointers } from '../objects/pod-template';
import { RBAC_KINDS, RbacGraph } from '../objects/rbac-graph';
import { Account } from '../objects/rbac-subject';
import { PodSecurityLevel } from '../profile/pod-security-level';
import { SecurityProfile } from '../profile/security-profile';

const BINDINGS = RBAC_KINDS.filter((kind) => kind.endsWith('Binding'));
const READ = { kinds: { ...Object.fromEntries(BINDINGS.map((kind) => [kind, ['/subjects']])), ServiceAccount: ['/automountServiceAccountToken'] } };

/** From the strictest to the weakest. */
const LEVELS = [PodSecurityLevel.RESTRICTED, PodSecurityLevel.BASELINE, PodSecurityLevel.PRIVILEGED];

/** Collects from a first pass over an input what its objects mean to one another when they are filled in. Of each object it keeps a few names at most. */
export class SurveyedObjects implements OtherObjects {
  private readonly slim = new SlimMembers([READ]);
  private readonly kept: Manifest[] = [];
  private readonly levels = new Map<string, LowerLevel>();
  private graph?: RbacGraph;

  constructor(private readonly profile: SecurityProfile) {}

  /**
   * Takes an object.
   *
   * @param namespace where the object goes, if it does not say so itself
   * @param hardened makes the object as it will be, for kinds of which that matters
   */
  public note(manifest: Manifest, namespace: string, hardened: () => Manifest): void {
    const kind = groupKind(manifest);
    this.noteAccounts(manifest);
    if (kind !== 'PodTemplate' && podSpecPointers(kind, this.profile.customPodSpecs)) this.noteLevel(hardened(), keyOf(manifest).namespace || namespace);
  }

  /** Takes of an object what it says about service accounts. */
  public noteAccounts(manifest: Manifest): void {
    if (groupKind(manifest) in READ.kinds) this.kept.push(this.slim.slim(manifest, this.profile));
  }

  /** How many bytes are kept. */
  public get size(): number {
    return this.slim.size;
  }

  public tokenNeededBecause(account: Account): string | undefined {
    this.graph ??= new RbacGraph(this.kept, this.profile.kubernetesMinor);
    const [grant] = this.graph.grantsOf(account);
    if (grant) return `${named(grant.binding)} gives a role to the ServiceAccount "${account.name}"`;
    const manifest = this.graph.account(account);
    return manifest?.automountServiceAccountToken === true ? `the ServiceAccount "${account.name}" sets \`automountServiceAccountToken: true\`` : undefined;
  }

  public lowerLevelIn(namespace: string): LowerLevel | undefined {
    return this.levels.get(namespace);
  }

  private noteLevel(workload: Manifest, namespace: string): void {
    const known = this.levels.get(namespace);
    for (let i = LEVELS.indexOf(known?.level ?? this.profile.podSecurityLevel); LEVELS[i] !== PodSecurityLevel.PRIVILEGED; i++) {
      const { checks: [check] } = evaluatePodSecurity(workload, { level: LEVELS[i], version: `v${this.profile.kubernetesVersion}` });
      if (!check) return;
      this.levels.set(namespace, { level: LEVELS[i + 1], because: `${named(workload)} does not meet "${LEVELS[i]}" even when hardened (${check.reason}), so the namespace enforces "${LEVELS[i + 1]}"` });
    }
  }
}

function named(manifest: Manifest): string {
  const { kind, namespace, name } = keyOf(manifest);
  return `${kind} "${namespace === '' ? '' : `${namespace}/`}${name}"`;
}
