import { AdmissionWaiver } from './admission-waiver';
import { lastDay } from './last-day';
import { KeysOf, rejectUnknownKeys } from '../objects/known-keys';
import { dnsLabelProblem } from '../objects/names';

const WAIVER_KEYS = {
  namespace: null, control: null, reason: null, expires: null, expiresOn: null, owner: null, ticket: null,
} satisfies KeysOf<AdmissionWaiver>;

/** Where admission policies hold in full, where they are gentler, and what they let through. */
export interface AdmissionRolloutProps {
  /**
   * Namespaces that the policies warn in, and refuse nothing. Objects that belong to no namespace are judged in full.
   *
   * @default - none
   */
  readonly warnNamespaces?: string[];

  /**
   * Namespaces that the policies write audit entries for, and neither refuse anything nor warn.
   *
   * @default - none
   */
  readonly auditNamespaces?: string[];

  /**
   * Namespaces that the policies leave alone, since what runs there runs the cluster.
   *
   * @default ['kube-system']
   */
  readonly exemptNamespaces?: string[];

  /**
   * Exceptions by namespace and control.
   *
   * @default - none
   */
  readonly waivers?: AdmissionWaiver[];
}

/**
 * How a cluster gets its admission policies, namespace by namespace. What the policies demand is in the `SecurityProfile`; manifests do not depend on the
 * rollout.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#validation-actions
 */
export class AdmissionRollout {
  /**
   * A rollout with these stages and waivers.
   *
   * @param props what differs from the defaults
   * @throws for a name that no namespace can have, and for a namespace in two stages
   */
  public static of(props: AdmissionRolloutProps = {}): AdmissionRollout {
    return new AdmissionRollout(props);
  }

  private readonly given: Required<AdmissionRolloutProps>;

  private constructor({ warnNamespaces = [], auditNamespaces = [], exemptNamespaces = ['kube-system'], waivers = [] }: AdmissionRolloutProps) {
    const stages = { warnNamespaces: [...warnNamespaces], auditNamespaces: [...auditNamespaces], exemptNamespaces: [...exemptNamespaces] };
    rejectBadStages(stages);
    rejectUnknownKeys('cannot roll out admission policies', waivers, WAIVER_KEYS, 'waivers');
    this.given = { ...stages, waivers: waivers.map(withLastDay) };
  }

  /** Namespaces that the policies warn in. */
  public get warnNamespaces(): string[] {
    return [...this.given.warnNamespaces];
  }

  /** Namespaces that the policies write audit entries for. */
  public get auditNamespaces(): string[] {
    return [...this.given.auditNamespaces];
  }

  /** Namespaces that the policies leave alone. */
  public get exemptNamespaces(): string[] {
    return [...this.given.exemptNamespaces];
  }

  /** Exceptions by namespace and control, each with its last day as `expires`. */
  public get waivers(): AdmissionWaiver[] {
    return this.given.waivers.map((waiver) => ({ ...waiver }));
  }
}

function withLastDay({ expiresOn, ...waiver }: AdmissionWaiver): AdmissionWaiver {
  const expires = lastDay(`cannot waive "${waiver.control}" in namespace "${waiver.namespace}"`, { expires: waiver.expires, expiresOn });
  return { ...waiver, ...(expires === undefined ? {} : { expires }) };
}

/** A namespace can be in one stage only. */
function rejectBadStages(stages: Readonly<Record<string, readonly string[]>>): void {
  const seen = new Map<string, string>();
  for (const [prop, namespaces] of Object.entries(stages)) {
    for (const namespace of namespaces) {
      const problem = dnsLabelProblem(namespace);
      if (problem) throw new Error(`cannot select namespace "${namespace}": its name ${problem}; correct it in ${prop}`);
      const other = seen.get(namespace);
      if (other) throw new Error(`cannot select namespace "${namespace}": it is in ${other} and in ${prop}; keep it in one of them`);
      seen.set(namespace, prop);
    }
  }
}
