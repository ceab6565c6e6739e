import { reachable } from './lifting';
import { changesOf, notByControlPlane, resourceRule } from './matching';
import { metadataFor, ValidatingPolicy, ValidatingPolicyBinding } from './policy';
import { admittedKinds, isClusterGroup, judgedFields, PolicyGroup, policyGroups, ControlRequirement } from './policy-group';
import { Action, clusterStages, stagesOf, VALIDATION_ACTIONS } from './stages';
import { ValidationWriter } from './validations';
import { WaivedNamespaces } from './waived-namespaces';
import { NamedExpression } from '../controls/cel';
import { Control, notEnforcedBecause } from '../controls/control';
import { SeverityName } from '../controls/vocabulary';
import { requirement } from '../engine/compiled-controls';
import { isActive, severityOf } from '../engine/severity';
import { AdmissionRollout } from '../profile/admission-rollout';
import { SecurityProfile } from '../profile/security-profile';

/** A control that no policy states, and why. */
export interface LeftOut { readonly control: Control; readonly because: string }

/** The policies of a profile. */
export interface PolicySet {
  readonly policies: readonly ValidatingPolicy[];
  readonly bindings: readonly ValidatingPolicyBinding[];
  readonly leftOut: readonly LeftOut[];
}

const SEVERITIES = [['error', 'errors'], ['warning', 'warnings']] as const;

/**
 * The controls as policies that the API server evaluates itself, for a cluster of version 1.30 or newer: per group of kinds one policy with what is an
 * error and one with what is a warning, each with a binding for every stage of the rollout.
 *
 * @throws where a waiver of the rollout is malformed or for a control that cannot be waived.
 */
export function admissionPolicies(
  controls: readonly Control[], profile: SecurityProfile, full: Action, rollout = AdmissionRollout.of(),
): PolicySet {
  const waivers = new WaivedNamespaces(rollout);
  const active = controls.filter((control) => isActive(control, profile));
  const groups = policyGroups(active.flatMap((control) => requirementOf(control, profile) ?? []));
  const writer = new ValidationWriter(waivers, ({ control }) => severityOf(control, profile, profile.podSecurityLevel));
  const bound = groups.flatMap((group) => SEVERITIES.flatMap(([severity, plural]) => {
    const policy = policyFor(group, plural, writer.write(group, severity));
    return policy ? [{ policy, bindings: bindingsFor(policy, group, rollout, full, severity) }] : [];
  }));
  return {
    policies: bound.map(({ policy }) => policy),
    bindings: bound.flatMap(({ bindings }) => bindings),
    leftOut: active.flatMap((control) => leftOut(control) ?? []),
  };
}

function requirementOf(control: Control, profile: SecurityProfile): ControlRequirement | undefined {
  const expression = leftOut(control) ? undefined : requirement(control, profile);
  return expression && { control, expression };
}

function leftOut(control: Control): LeftOut | undefined {
  const because = notEnforcedBecause(control) ?? (admittedKinds(control).length === 0 ? 'the API server stores no objects of its kinds' : undefined);
  return because === undefined ? undefined : { control, because };
}

function policyFor(group: PolicyGroup, plural: string, validations: ValidatingPolicy['spec']['validations']): ValidatingPolicy | undefined {
  if (validations.length === 0) return undefined;
  const variables = variablesOf(group);
  const fields = judgedFields(group);
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: metadataFor(`${group.name}-${plural}`),
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: { matchPolicy: 'Equivalent', resourceRules: group.kinds.map((kind) => resourceRule(kind, ['CREATE', 'UPDATE'], fields)) },
      matchConditions: [changesOf(fields), ...(group.location === undefined ? [notByControlPlane(group.kinds)] : [])],
      ...(variables.length === 0 ? {} : { variables }),
      validations,
    },
  };
}

function variablesOf({ location, statements }: PolicyGroup): readonly NamedExpression[] {
  const all = statements.flatMap(({ control }) => reachable(control).variables(location));
  return [...new Map(all.map((variable) => [variable.name, variable])).values()];
}

function bindingsFor(
  policy: ValidatingPolicy, group: PolicyGroup, rollout: AdmissionRollout, full: Action, severity: SeverityName,
): ValidatingPolicyBinding[] {
  const [prefix] = policy.metadata.name.split('.');
  const stages = isClusterGroup(group) ? clusterStages(full, severity) : stagesOf(rollout, full, severity);
  return stages.map(({ action, matchResources }) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: metadataFor(`${prefix}-${action}`),
    spec: { policyName: policy.metadata.name, validationActions: VALIDATION_ACTIONS[action], ...(matchResources ? { matchResources } : {}) },
  }));
}
