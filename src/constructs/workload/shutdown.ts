import { Duration } from 'cdk8s';
import { Json } from './rendered-container';
import { SecureServingProps } from './secure-workload-props';
import { kplus } from '../cdk8s-plus';
import { profileOf } from '../synthesis/profile-scope';

/** From this version on every API server takes `preStop.sleep`. https://kep.k8s.io/3960 */
const SLEEP_MINOR = 30;
/** What an endpoint controller, kube-proxy and most ingress controllers need to take a pod out. */
const DELAY = Duration.seconds(5);
/** What cdk8s-plus renders. */
const GRACE_PERIOD = Duration.seconds(30);

/** How long the containers of a workload serve on once they are told to stop, in seconds. Throws for a delay that its pods cannot have. */
export function shutdownDelayOf(workload: kplus.AbstractPod, { shutdownDelay, terminationGracePeriod = GRACE_PERIOD }: SecureServingProps): number {
  const { kubernetesMinor, kubernetesVersion } = profileOf(workload);
  const [seconds, grace] = [(shutdownDelay ?? DELAY).toSeconds(), terminationGracePeriod.toSeconds()];
  if (shutdownDelay === undefined) return kubernetesMinor >= SLEEP_MINOR && seconds < grace ? seconds : 0;
  const at = `cannot build "${workload.node.path}": its shutdownDelay of ${seconds} seconds`;
  if (seconds > 0 && kubernetesMinor < SLEEP_MINOR) {
    throw new Error(`${at} needs Kubernetes 1.${SLEEP_MINOR}, and the profile says ${kubernetesVersion}; pass Duration.seconds(0), or raise \`kubernetesVersion\``);
  }
  if (seconds >= grace) {
    throw new Error(`${at} leaves nothing of the grace period of ${grace} seconds, after which containers are killed; shorten it, or raise \`terminationGracePeriod\``);
  }
  return seconds;
}

/** Lets the rendered containers that serve do so until nobody is sent to them any more. */
export function delayShutdown({ containers }: Json, seconds: number): void {
  if (seconds === 0) return;
  for (const container of containers.filter(({ ports }: Json) => ports?.length > 0)) {
    container.lifecycle = { ...container.lifecycle, preStop: container.lifecycle?.preStop ?? { sleep: { seconds } } };
  }
}
