import { IConstruct } from 'constructs';
import { Verb } from './verb';
import { CATALOGUE } from '../../controls';
import { Judge } from '../../engine/judge';
import { KeysOf, rejectUnknownKeys } from '../../objects/known-keys';
import { Manifest } from '../../objects/manifest';
import { profileOf } from '../synthesis/profile-scope';

/** What a role allows: these verbs on these resources. Nothing is implied, and there are no wildcards. */
export interface ScopedRule {
  /** The API groups of the resources; the core group is the empty text. */
  readonly apiGroups: string[];

  /** The resources, in the plural: `configmaps`, `deployments`, `pods/log`. */
  readonly resources: string[];

  /** What may be done. */
  readonly verbs: Verb[];

  /**
   * Only the objects of these names. Not with create, which the API server cannot limit to names.
   * @default - every object of the resources
   */
  readonly resourceNames?: string[];
}

const KEYS = { apiGroups: null, resources: null, verbs: null, resourceNames: null } satisfies KeysOf<ScopedRule>;

/**
 * The rules of a role as its manifest has them. The very controls that judge manifests are asked before there is one.
 *
 * @throws for an empty list, for wildcards, and for a rule that an RBAC control calls an error
 */
export function renderedRules(role: IConstruct, kind: 'Role' | 'ClusterRole', rules: readonly ScopedRule[]): readonly Record<string, unknown>[] {
  const at = `cannot build role "${role.node.path}"`;
  if (rules.length === 0) throw new Error(`${at}: it has no rules, so it would allow nothing; pass \`rules\``);
  rejectUnknownKeys(at, rules, KEYS, 'rules');
  const rendered = rules.map((rule, i) => renderedRule(at, rule, i));
  const metadata = { name: 'role', ...(kind === 'Role' ? { namespace: 'any' } : {}) };
  const manifest: Manifest = { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, rules: rendered };
  const judge = new Judge(CATALOGUE.filter(({ family }) => family === 'rbac'));
  const [finding] = judge.findings([{ manifest, profile: profileOf(role), origin: {}, waivers: [] }]).filter(({ severity }) => severity === 'error');
  if (!finding) return rendered;
  throw new Error(`${at}: ${finding.pointer.slice(1).replace(/\//g, '.')}: ${finding.message}: ${finding.why}; ${finding.fixCode} (${finding.control})`);
}

function renderedRule(at: string, { apiGroups, resources, verbs, resourceNames }: ScopedRule, index: number): Record<string, unknown> {
  for (const [prop, list] of Object.entries({ apiGroups, resources, verbs })) {
    if (list.length === 0) throw new Error(`${at}: rules[${index}].${prop} is empty, so the rule would allow nothing; name what is needed`);
  }
  if (resourceNames?.length === 0) {
    throw new Error(`${at}: rules[${index}].resourceNames is empty, which the API server takes for every name; leave it out or name objects`);
  }
  return { apiGroups, ...(resourceNames ? { resourceNames } : {}), resources, verbs: verbs.map(({ name }) => name) };
}
