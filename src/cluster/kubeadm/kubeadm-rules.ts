import { ControlPlaneProps } from './control-plane-props';
import { cidrContains, cidrProblem } from '../../objects/cidr';
import { ADMISSION_PLUGINS } from '../../objects/cluster-components/admission-plugins';
import { suggestion } from '../../objects/similar-names';

const ENDPOINT = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):([1-9]\d{0,4})$/;
const FLAG = /^[a-z][a-z0-9-]*$/;

/** Rejects a text that is not a host with a port. */
export function rejectBadEndpoint(endpoint: string): void {
  const port = Number(ENDPOINT.exec(endpoint)?.[2]);
  if (!(port <= 65535)) throw new Error(`cannot reach the API servers at "${endpoint}": it is not a name or address with a port; pass endpoint such as "api.k8s.example.com:6443"`);
}

/** Rejects texts that are not CIDR blocks, and more than one block of an IP family. */
export function rejectBadNetworks(prop: string, cidrs: readonly string[]): void {
  const families = cidrs.map((cidr) => (cidr.includes(':') ? 'IPv6' : 'IPv4'));
  if (cidrs.length === 0) throw new Error(`cannot make a cluster without addresses: ${prop} is empty; pass a block such as "10.244.0.0/16"`);
  cidrs.forEach((cidr, i) => {
    const problem = cidrProblem(cidr);
    if (problem) throw new Error(`cannot use "${cidr}" in ${prop}: it ${problem}`);
    if (families.indexOf(families[i]) < i) throw new Error(`cannot use "${cidr}" in ${prop}: there is already a block of ${families[i]} before it; pass one for each family`);
  });
}

/** kubeadm does not validate the names of flags: a component with an unknown flag does not start. */
export function rejectBadArguments({ extraArguments = {}, externalEtcd }: Pick<ControlPlaneProps, 'extraArguments' | 'externalEtcd'>): void {
  if (externalEtcd && extraArguments.etcd) throw new Error('cannot pass flags to an external etcd, which kubeadm does not start; remove etcd from extraArguments, or remove externalEtcd');
  for (const [component, flags] of Object.entries(extraArguments as Record<string, Record<string, string> | undefined>)) {
    for (const flag of Object.keys(flags ?? {})) {
      if (!FLAG.test(flag)) throw new Error(`cannot pass the flag "${flag}" to ${component}: write its name without dashes in front and in lower-case letters, such as "profiling"`);
    }
  }
}

/** An address in both would lead to a pod and to a service. */
export function rejectOverlap(podCidrs: readonly string[], serviceCidrs: readonly string[]): void {
  for (const pods of podCidrs) {
    const services = serviceCidrs.find((block) => cidrContains(pods, block) || cidrContains(block, pods));
    if (services !== undefined) throw new Error(`cannot use "${pods}" in podCidrs: it overlaps "${services}" of serviceCidrs; pass blocks without common addresses`);
  }
}

/** An API server does not start with a plugin that it does not know. */
export function rejectUnknownPlugins(plugins: readonly string[]): void {
  const unknown = plugins.find((plugin) => !ADMISSION_PLUGINS.includes(plugin));
  if (unknown !== undefined) throw new Error(`cannot enable the admission plugin "${unknown}": Kubernetes has none of this name in admissionPlugins${suggestion(unknown, ADMISSION_PLUGINS)}`);
}
