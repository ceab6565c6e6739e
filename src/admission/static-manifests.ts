/** What the API server demands of the names of policies that it reads from files. */
const SUFFIX = '.static.k8s.io';

/** An object of the cluster. */
export interface NamedPolicy { readonly metadata: { readonly name: string }; readonly spec: object }

/**
 * The policies as files that the API server reads from its `staticManifestsDir`: they hold from its first request on, and nobody can change them
 * through the API. https://kubernetes.io/docs/reference/access-authn-authz/manifest-admission-control/
 */
export function asStaticManifests<T extends NamedPolicy>(objects: readonly T[]): T[] {
  return objects.map((object) => ({
    ...object,
    metadata: { ...object.metadata, name: `${object.metadata.name}${SUFFIX}` },
    spec: 'policyName' in object.spec ? { ...object.spec, policyName: `${String(object.spec.policyName)}${SUFFIX}` } : object.spec,
  }));
}
