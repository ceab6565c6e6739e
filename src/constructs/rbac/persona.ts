import { ScopedRule } from './scoped-rule';
import { Verb } from './verb';

const READ = [Verb.GET, Verb.LIST, Verb.WATCH];

const rule = (apiGroups: string[], resources: string[], verbs: Verb[]): ScopedRule => ({ apiGroups, resources, verbs });

const WHAT_RUNS: readonly ScopedRule[] = [
  rule([''], ['pods', 'services', 'endpoints', 'events', 'persistentvolumeclaims', 'serviceaccounts', 'resourcequotas', 'limitranges'], READ),
  rule(['apps'], ['deployments', 'statefulsets', 'daemonsets', 'replicasets'], READ),
  rule(['batch'], ['jobs', 'cronjobs'], READ),
  rule(['autoscaling'], ['horizontalpodautoscalers'], READ),
  rule(['discovery.k8s.io'], ['endpointslices'], READ),
  rule(['events.k8s.io'], ['events'], READ),
  rule(['networking.k8s.io'], ['ingresses', 'networkpolicies'], READ),
  rule(['policy'], ['poddisruptionbudgets'], READ),
];

const OPERATION: readonly ScopedRule[] = [
  rule([''], ['pods/log', 'configmaps'], READ),
  rule(['apps'], ['deployments/scale', 'statefulsets/scale'], [Verb.GET, Verb.PATCH, Verb.UPDATE]),
  rule([''], ['pods/eviction'], [Verb.CREATE]),
];

const INCIDENTS: readonly ScopedRule[] = [
  rule([''], ['pods'], [Verb.DELETE]),
  rule(['batch'], ['jobs'], [Verb.DELETE]),
  rule(['autoscaling'], ['horizontalpodautoscalers'], [Verb.PATCH, Verb.UPDATE]),
];

/**
 * What people do in a namespace, each with the rights for that and no more. None of them reads secrets, runs commands in pods, forwards ports or changes what
 * runs: changes go through the delivery pipeline, and for the rest there is `BreakGlass`.
 *
 * @example
 * import { Persona, ScopedRole } from 'cdk8s-hardened';
 *
 * new ScopedRole(shop, 'on-call', { rules: Persona.ON_CALL.rules });
 */
export class Persona {
  /** Sees what runs and how it is connected; neither logs nor configuration. */
  public static readonly VIEWER = new Persona('viewer', WHAT_RUNS);

  /** Also reads logs and config maps, scales workloads, and restarts pods by evicting them, within their disruption budgets. */
  public static readonly OPERATOR = new Persona('operator', [...WHAT_RUNS, ...OPERATION]);

  /** Also deletes pods and jobs past budgets, and changes the limits of autoscalers. */
  public static readonly ON_CALL = new Persona('on-call', [...WHAT_RUNS, ...OPERATION, ...INCIDENTS]);

  private constructor(
    /** `viewer`, `operator` or `on-call`. */
    public readonly name: string,
    private readonly allowed: readonly ScopedRule[],
  ) {}

  /** The rules for a `ScopedRole`. */
  public get rules(): ScopedRule[] {
    return [...this.allowed];
  }
}
