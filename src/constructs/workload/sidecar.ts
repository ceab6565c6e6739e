import { Json } from './rendered-container';
import { SecurityProfile } from '../../profile/security-profile';
import { kplus } from '../cdk8s-plus';

const SIDECARS_SINCE = 29; // https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/

const sidecars = new WeakSet<kplus.Container>();

/**
 * Adds an init container that goes on running. The check of cdk8s-plus that init containers have no probes was right before there were sidecars, so the
 * probes are set afterwards.
 */
export function addSidecar(workload: kplus.AbstractPod, props: kplus.ContainerProps, { kubernetesMinor }: SecurityProfile): kplus.Container {
  if (kubernetesMinor < SIDECARS_SINCE) {
    throw new Error(`cannot add a sidecar to "${workload.node.path}": Kubernetes 1.${kubernetesMinor} would wait for its end before it starts the containers; `
      + `use addContainer, or raise \`kubernetesVersion\` of the SecurityProfile to 1.${SIDECARS_SINCE}`);
  }
  const { liveness, readiness, startup, ...rest } = props;
  const container = workload.addInitContainer({ ...rest, name: rest.name ?? `sidecar-${workload.initContainers.length}` });
  Object.assign(container, { _liveness: liveness, _readiness: readiness, ...(startup ? { _startup: startup } : {}) });
  sidecars.add(container);
  return container;
}

/** Says of a rendered sidecar that it goes on running. An init container that ends has no probes, also none that cdk8s-plus adds for its port. */
export function completeInitContainer(container: kplus.Container, rendered: Json): void {
  if (sidecars.has(container)) rendered.restartPolicy = 'Always';
  else if (rendered.restartPolicy !== 'Always') delete rendered.startupProbe;
}
