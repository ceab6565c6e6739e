import { NamedExpression } from '../controls/cel';

/** The metadata of an admission policy. */
export interface PolicyMetadata {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Which requests a policy looks at. */
export interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly string[];
  readonly resources: readonly string[];
}

/** One statement of a policy: the object is refused where it is false. */
export interface Validation {
  readonly expression: string;
  /** What is said where `messageExpression` is missing or fails. */
  readonly message: string;
  readonly messageExpression?: string;
  readonly reason: 'Forbidden';
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ */
export interface ValidatingPolicy {
  readonly apiVersion: 'admissionregistration.k8s.io/v1';
  readonly kind: 'ValidatingAdmissionPolicy';
  readonly metadata: PolicyMetadata;
  readonly spec: {
    readonly failurePolicy: 'Fail';
    readonly matchConstraints: { readonly matchPolicy: 'Equivalent'; readonly resourceRules: readonly ResourceRule[] };
    readonly matchConditions: readonly NamedExpression[];
    readonly variables?: readonly NamedExpression[];
    readonly validations: readonly Validation[];
  };
}

/** What happens to a request that a policy refuses. */
export type ValidationAction = 'Deny' | 'Warn' | 'Audit';

/** The namespaces that a binding is for. */
export interface MatchResources {
  readonly namespaceSelector: { readonly matchExpressions: readonly { readonly key: string; readonly operator: 'In' | 'NotIn'; readonly values: readonly string[] }[] };
}

/** Puts a policy into force. */
export interface ValidatingPolicyBinding {
  readonly apiVersion: 'admissionregistration.k8s.io/v1';
  readonly kind: 'ValidatingAdmissionPolicyBinding';
  readonly metadata: PolicyMetadata;
  readonly spec: {
    readonly policyName: string;
    readonly validationActions: readonly ValidationAction[];
    readonly matchResources?: MatchResources;
  };
}

/** One way in which a policy changes an object. */
export interface Mutation { readonly patchType: 'JSONPatch'; readonly jsonPatch: { readonly expression: string } }

/** @see https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/ */
export interface MutatingPolicy {
  readonly apiVersion: string;
  readonly kind: 'MutatingAdmissionPolicy';
  readonly metadata: PolicyMetadata;
  readonly spec: {
    readonly failurePolicy: 'Fail';
    readonly reinvocationPolicy: 'IfNeeded';
    readonly matchConstraints: { readonly matchPolicy: 'Equivalent'; readonly resourceRules: readonly ResourceRule[] };
    readonly matchConditions: readonly NamedExpression[];
    readonly variables?: readonly NamedExpression[];
    readonly mutations: readonly Mutation[];
  };
}

/** Puts a mutating policy into force. */
export interface MutatingPolicyBinding {
  readonly apiVersion: string;
  readonly kind: 'MutatingAdmissionPolicyBinding';
  readonly metadata: PolicyMetadata;
  readonly spec: { readonly policyName: string; readonly matchResources?: MatchResources };
}

/** What carries the policies that we wrote, so that those that are gone can be found and deleted. */
const LABELS: Readonly<Record<string, string>> = { 'app.kubernetes.io/managed-by': 'cdk8s-hardened' };

/** The metadata of a policy or binding. */
export const metadataFor = (name: string): PolicyMetadata => ({ name: `${name}.cdk8s-hardened.dev`, labels: LABELS });
