import { Faults } from './pod-security-text';
import { allOf, anyOf, Expression } from './require';

/** One requirement of a check, with the message of the API server where it does not hold. */
export interface Demand {
  /** What the pod must satisfy by itself; named `pod` in the expression. */
  readonly pod?: Expression;
  /** What each container must satisfy; named `field` in the expression. */
  readonly container?: Expression;
  /** What the annotations of the pod must satisfy. */
  readonly annotations?: Expression;
  readonly says: (faults: Faults) => string;
}

/** A check from one Kubernetes minor on, until its next revision. */
export interface CheckRevision {
  /** The first version of the policy that it holds for: `1.25`. */
  readonly since: string;
  /** All of them must hold. The message names the first that does not. */
  readonly demands: readonly Demand[];
  /** Pods that the check lets through. */
  readonly unless?: Expression;
}

/**
 * A check of the Pod Security Standards as the API server decides it. Where a control is stricter it says so beside its own `require`.
 * Made from k8s.io/pod-security-admission v0.37.2, folder `policy`; `conformance/psa.ts` compares both.
 */
export interface PodSecurityCheck {
  /** The name that the check has upstream: `capabilities_restricted`. */
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** The baseline checks that the restricted level leaves out where this one is made. */
  readonly overrides?: readonly string[];
  /** What is forbidden, in a few words. */
  readonly reason: string | ((faults: Faults) => string);
  /** By `since`, oldest first. */
  readonly revisions: readonly CheckRevision[];
}

/** What a check demands from one revision on, said of each container, or of the pod where it demands nothing of containers. */
function demanded({ demands, unless }: CheckRevision): Expression {
  const parts = demands.flatMap(({ container, pod, annotations }) => [container, pod, annotations].filter((part) => part !== undefined));
  const all = parts.length === 1 ? parts[0] : allOf(...parts);
  return unless ? anyOf(all, unless) : all;
}

interface RequiredSince { readonly since: string; readonly require: Expression }

/** The `require` and the `revisions` of a control that means exactly what a check means. */
export function requirementOf({ revisions }: PodSecurityCheck): { readonly require: Expression; readonly revisions?: RequiredSince[] } {
  const all = revisions.map((revision) => ({ since: revision.since, require: demanded(revision) }));
  const [first, ...later] = all;
  return first.since === '1.0' ? { require: first.require, ...(later.length > 0 ? { revisions: later } : {}) } : { require: allOf(), revisions: all };
}
