import { AuditResources, AuditRule } from './audit-rule';
import { AUDIT_RULES, AUDIT_STAGES, AuditRuleFields, AuditStage } from '../../controls/audit-rules';
import { Manifest } from '../../objects/manifest';
import { SecurityProfile } from '../../profile/security-profile';
import { hardened, judgedYaml } from '../configuration-part';

type Stages = { readonly [Stage in AuditStage]?: readonly AuditRuleFields[] };

/**
 * What the API server logs of each request: the file for `--audit-policy-file`. The first rule that matches a request decides, so rules stand in an order that
 * keeps the content of secrets out of the log whatever is added: what must not be logged, ways into containers, changes of permissions, noise, changes of
 * workloads, and the metadata of everything else.
 *
 * A policy never changes; each verb returns another one.
 *
 * @see https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/
 */
export class AuditPolicy {
  /** The policy for any cluster. */
  public static standard(): AuditPolicy {
    return new AuditPolicy(AUDIT_RULES);
  }

  /**
   * A policy of these rules alone, in this order. It is judged like any other: one that logs secrets is refused.
   *
   * @param rules from the first to the last; at least one
   * @throws where there is none
   */
  public static ofRules(rules: AuditRule[]): AuditPolicy {
    if (rules.length === 0) throw new Error('cannot make an audit policy without rules: the API server does not start with it; pass one such as AuditRule.metadata()');
    return new AuditPolicy({ writes: rules.map((rule) => rule._toFields()) });
  }

  private constructor(private readonly stages: Stages) {}

  /**
   * A policy that logs of these resources only who did what, never their content: custom resources that hold credentials.
   *
   * @param resources the resources; at least one
   * @throws where there is none
   */
  public withoutContentOf(...resources: AuditResources[]): AuditPolicy {
    if (resources.length === 0) throw new Error('cannot hide content without resources: the rule would match every request; pass the resources');
    return this.with('payloads', AuditRule.metadata({ resources }));
  }

  /**
   * A policy with a rule that records more, placed before those that leave noise out.
   *
   * @param rule what to record, at any level but none
   * @throws for a rule that records nothing
   */
  public withRule(rule: AuditRule): AuditPolicy {
    if (rule._isNone) throw new Error('cannot add a rule of level None before those that record: it would hide what they are about; pass it to withoutNoise');
    return this.with('privileges', rule);
  }

  /**
   * A policy that leaves requests out, unless they are about secrets, ways into containers or changes of permissions.
   *
   * @param rule which requests, as `AuditRule.none`
   * @throws for a rule that records something
   */
  public withoutNoise(rule: AuditRule): AuditPolicy {
    if (!rule._isNone) throw new Error('cannot leave out what a rule records: its level is not None; pass AuditRule.none, or pass the rule to withRule');
    return this.with('noise', rule);
  }

  /**
   * The file, in YAML.
   *
   * @throws where the API server would refuse a rule, or the policy logs the content of secrets
   */
  public toYaml(): string {
    const profile = SecurityProfile.restricted();
    return judgedYaml('the audit policy', [this._toManifest(profile)], profile);
  }

  /** @internal */
  public _toManifest(profile: SecurityProfile): Manifest {
    return hardened({
      apiVersion: 'audit.k8s.io/v1', kind: 'Policy', omitStages: undefined, omitManagedFields: undefined, rules: AUDIT_STAGES.flatMap((stage) => this.stages[stage] ?? []),
    }, profile);
  }

  private with(stage: AuditStage, rule: AuditRule): AuditPolicy {
    return new AuditPolicy({ ...this.stages, [stage]: [...this.stages[stage] ?? [], rule._toFields()] });
  }
}
