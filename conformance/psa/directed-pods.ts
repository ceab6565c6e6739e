import { activeChecks } from '../../src/engine/pod-security-policy';
import { POD_KINDS } from '../../src/objects/pod-template';
import { PodSecurityLevel } from '../../src/profile/pod-security-level';
import { podObject } from '../../test/engine/pod-kinds';
import { Chance } from '../chance';
import { Request } from './evaluators';
import { GoodPods, MadePod } from './good-pods';
import { VIOLATIONS } from './violations';

/** A version of the policy, and the minor that it means. */
export interface Version { readonly version: string; readonly minor: number }

/** Every version there is. */
export const VERSIONS: readonly Version[] = [
  ...Array.from({ length: 38 }, (_, minor) => ({ version: `v1.${minor}`, minor })), { version: 'latest', minor: 37 },
];

const POLICIES = [PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED].flatMap((level) => VERSIONS.map((version) => ({ level, ...version })));

const KINDS = Object.keys(POD_KINDS);

/** Pods that pass, and pods that break one check. */
export class DirectedPods {
  private readonly good: GoodPods;

  constructor(private readonly chance: Chance) { this.good = new GoodPods(chance); }

  /** A pod that the restricted level of this version allows. */
  public passing({ version, minor }: Version): Request { return { level: 'restricted', version, object: this.object(this.good.pod(minor)) }; }

  /** A pod that breaks this check alone, under a policy that makes it. Not each one turns out so: a null may leave it good. */
  public breaking(check: string): Request {
    const { level, version, minor } = this.chance.one(policiesWith(check));
    const pod = this.good.pod(minor);
    VIOLATIONS[check](pod, this.chance, minor);
    return { level, version, object: this.object(pod) };
  }

  private object({ spec, annotations }: MadePod): Request['object'] {
    return podObject(this.chance.one(KINDS), spec, Object.keys(annotations).length > 0 ? { annotations } : undefined);
  }
}

const known = new Map<string, typeof POLICIES>();

function policiesWith(check: string): typeof POLICIES {
  const policies = known.get(check) ?? POLICIES.filter((policy) => activeChecks(policy).some((active) => active.check.id === check));
  known.set(check, policies);
  return policies;
}
