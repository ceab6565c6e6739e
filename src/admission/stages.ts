import { MatchResources, ValidationAction } from './policy';
import { SeverityName } from '../controls/vocabulary';
import { AdmissionRollout } from '../profile/admission-rollout';

/** What happens to an object that violates a control of severity error, from the most severe on. */
export const ACTIONS = ['deny', 'warn', 'audit'] as const;

/** What happens to an object that violates a control of severity error. */
export type Action = typeof ACTIONS[number];

/** Each action with the trace that it leaves in the audit log. */
export const VALIDATION_ACTIONS: Readonly<Record<Action, readonly ValidationAction[]>> = {
  deny: ['Deny', 'Audit'],
  warn: ['Warn', 'Audit'],
  audit: ['Audit'],
};

/** Where one action is taken. */
export interface Stage {
  readonly action: Action;
  /** Every namespace and everything without one where undefined. */
  readonly matchResources?: MatchResources;
}

const milder = (one: Action, other: Action): Action => ACTIONS[Math.max(ACTIONS.indexOf(one), ACTIONS.indexOf(other))];

/** Only an error is refused. */
const actionFor = (severity: SeverityName, full: Action): Action => (severity === 'error' ? full : milder(full, 'warn'));

// Set by the API server to the name of the namespace, and nobody can change it. https://kubernetes.io/docs/reference/labels-annotations-taints/
const NAME_LABEL = 'kubernetes.io/metadata.name';

const namespaces = (operator: 'In' | 'NotIn', names: readonly string[]): MatchResources =>
  ({ namespaceSelector: { matchExpressions: [{ key: NAME_LABEL, operator, values: [...names].sort() }] } });

/** Where a violation of this severity is refused, warned of and noted. A namespace that the rollout does not name gets the full action. */
export function stagesOf(rollout: AdmissionRollout, full: Action, severity: SeverityName): Stage[] {
  const general = actionFor(severity, full);
  const gentle = ([['warn', rollout.warnNamespaces], ['audit', rollout.auditNamespaces]] as const)
    .filter(([action, names]) => names.length > 0 && milder(action, general) !== general);
  const elsewhere = [...rollout.exemptNamespaces, ...gentle.flatMap(([, names]) => names)];
  return [
    { action: general, ...(elsewhere.length === 0 ? {} : { matchResources: namespaces('NotIn', elsewhere) }) },
    ...gentle.map(([action, names]) => ({ action, matchResources: namespaces('In', names) })),
  ];
}

/** Everywhere but in the namespaces of a stage, where nothing may change for the workloads yet. */
export function outsideStages({ exemptNamespaces, warnNamespaces, auditNamespaces }: AdmissionRollout): MatchResources | undefined {
  const names = [...exemptNamespaces, ...warnNamespaces, ...auditNamespaces];
  return names.length === 0 ? undefined : namespaces('NotIn', names);
}

/** What belongs to no namespace is in no stage. */
export const clusterStages = (full: Action, severity: SeverityName): Stage[] => [{ action: actionFor(severity, full) }];
