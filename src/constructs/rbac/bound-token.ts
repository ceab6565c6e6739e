import { Duration } from 'cdk8s';
import { kplus } from '../cdk8s-plus';
import { DEFAULT_TOKEN } from '../workload/mounts/api-access-mount';
import { ISecureWorkload } from '../workload/secure-workload';
import { WorkloadHardening } from '../workload/workload-hardening';

/** How a workload uses a role. */
export interface BindToOptions {
  /**
   * How long the token of the workload is valid. The kubelet renews it at 80 % of that time.
   * @default Duration.hours(1)
   */
  readonly tokenLifetime?: Duration;

  /**
   * The audience of the token.
   * @default - the API server
   */
  readonly tokenAudience?: string;
}

const SHORTEST_TOKEN = Duration.minutes(10); // https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken

/** Gives a workload a short-lived token in its first container, and egress to the API server. */
export function giveToken(at: string, workload: ISecureWorkload, { tokenLifetime, tokenAudience }: BindToOptions): void {
  const lifetime = tokenLifetime ?? Duration.seconds(DEFAULT_TOKEN.lifetimeSeconds);
  if (lifetime.toSeconds() < SHORTEST_TOKEN.toSeconds()) {
    throw new Error(`${at}: tokenLifetime is ${lifetime.toSeconds()} seconds, and the API server gives no token below ${SHORTEST_TOKEN.toSeconds()}; raise it`);
  }
  if (!workload.serviceAccount) throw new Error(`${at}: the workload has no ServiceAccount; leave \`serviceAccount\` unset to get one of its own`);
  const token = { lifetimeSeconds: lifetime.toSeconds(), audience: tokenAudience };
  WorkloadHardening.of(asPods(workload)).grantApiAccess(at, token);
}

/** The account of a workload that has one, as the subject of a binding. */
export function accountSubject(workload: ISecureWorkload): { readonly kind: string; readonly name: string; readonly namespace?: string } {
  return { kind: 'ServiceAccount', name: workload.serviceAccount!.name, namespace: asPods(workload).metadata.namespace };
}

/** jsii lets no interface extend a class, and every secure workload extends this one. */
const asPods = (workload: ISecureWorkload): kplus.AbstractPod => workload as unknown as kplus.AbstractPod;
