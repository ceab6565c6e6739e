import { AdmissionRequest } from './requests';
import { ValidatingPolicy } from '../../src/admission/policy';
import { RESOURCES } from '../../src/admission/resources';
import { groupKind, keyOf, Manifest } from '../../src/objects/manifest';
import { asCel, evaluate, evaluateVariables } from '../laws/lifting';
import { withoutNulls } from '../laws/placements';

/** What a policy sees of a request. */
function namesFor({ object, oldObject, user, groups = [], created }: AdmissionRequest): Record<string, unknown> {
  const { kind, namespace } = keyOf(object);
  const seen = withoutNulls({ ...object, metadata: { ...object.metadata as object, creationTimestamp: created } });
  return {
    object: asCel(seen),
    oldObject: oldObject === undefined ? null : asCel(withoutNulls(oldObject)),
    request: { operation: oldObject === undefined ? 'CREATE' : 'UPDATE', namespace, kind: { kind }, userInfo: { username: user, groups } },
  };
}

function isAbout({ spec }: ValidatingPolicy, object: Manifest): boolean {
  const { group, resource } = RESOURCES[groupKind(object)] ?? {};
  return spec.matchConstraints.resourceRules.some(({ apiGroups, resources }) => apiGroups.includes(group) && resources.includes(resource));
}

/** What each policy says that refuses a request, as an API server without defaults would. */
export function refusals(policies: readonly ValidatingPolicy[], request: AdmissionRequest): { readonly policy: string; readonly message: string }[] {
  const names = namesFor(request);
  return policies.filter((policy) => isAbout(policy, request.object)).flatMap(({ metadata, spec }) => {
    if (!spec.matchConditions.every(({ expression }) => evaluate(expression, names))) return [];
    const variables = evaluateVariables(spec.variables ?? [], names);
    const value = (expression: string): unknown => evaluate(expression, { ...names, variables });
    return spec.validations.filter(({ expression }) => value(expression) !== true).map(({ message, messageExpression }) => (
      { policy: metadata.name, message: messageExpression === undefined ? message : String(value(messageExpression)) }));
  });
}
