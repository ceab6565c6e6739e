import { evaluatePodSecurity } from '../../src/engine/pod-security';
import { ForbiddenBy, PodSecurityQuestion, PodSecurityVerdict } from '../../src/engine/pod-security-verdict';
import { Manifest } from '../../src/objects/manifest';
import { PodSecurityLevel } from '../../src/profile/pod-security-level';

type Fields = Readonly<Record<string, unknown>>;

/** What the restricted level asks of every container since 1.22. */
export const GOOD_CONTEXT = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
/** What it asks of the pod. */
export const GOOD_POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** A container with this security context on top of a good one. */
export const container = (name: string, securityContext: Fields = {}, rest: Fields = {}) => (
  { name, securityContext: { ...GOOD_CONTEXT, ...securityContext }, ...rest });

/** A pod of these containers; good but for what is given. */
export function pod(containers: readonly unknown[], securityContext: Fields = {}, rest: Fields = {}, annotations?: Fields): Manifest {
  const spec = { containers, securityContext: { ...GOOD_POD, ...securityContext }, ...rest };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', annotations }, spec };
}

/** What `restricted:latest`, or another policy, says of a pod. */
export function judged(manifest: Manifest, policy = 'restricted:latest', options: Partial<PodSecurityQuestion> = {}): PodSecurityVerdict {
  const [level, version] = policy.split(':');
  return evaluatePodSecurity(manifest, { level: level as PodSecurityLevel, version, ...options });
}

/** The ids of the checks that forbid it. */
export const forbiddenBy = (manifest: Manifest, policy?: string): string[] => judged(manifest, policy).checks.map(({ id }: ForbiddenBy) => id);
