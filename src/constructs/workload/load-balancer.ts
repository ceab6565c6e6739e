import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { cidrProblem } from '../../objects/cidr';
import { kplus } from '../cdk8s-plus';
import { Port } from '../network/port';
import { addRenderStep } from '../synthesis/rendering';

/** Refuses what would leave a load balancer open to everybody. */
export function rejectBadExposure(
  workload: Construct, sourceRanges: readonly string[], { serviceType }: kplus.DeploymentExposeViaServiceOptions,
): void {
  const at = `cannot expose "${workload.node.path}" via a load balancer`;
  if (serviceType !== undefined && serviceType !== kplus.ServiceType.LOAD_BALANCER) {
    throw new Error(`${at}: its serviceType is "${serviceType}"; leave it unset, or use exposeViaService`);
  }
  if (sourceRanges.length === 0) throw new Error(`${at}: no source ranges are named, which means the whole internet; pass the address blocks of those who may connect`);
  for (const range of sourceRanges) {
    const problem = cidrProblem(range);
    if (problem) throw new Error(`${at} to "${range}": it ${problem}; correct it in sourceRanges`);
    if (range.endsWith('/0')) throw new Error(`${at} to "${range}": that is everybody; pass the address blocks of those who may connect, or publish with exposeViaIngress`);
  }
}

/** Lets a load balancer take connections from these addresses alone, and pass the addresses on to the pods. */
export function limitSources(service: kplus.Service, sourceRanges: readonly string[]): void {
  addRenderStep(ApiObject.of(service), (manifest) => {
    Object.assign(manifest.spec, { externalTrafficPolicy: 'Local', loadBalancerSourceRanges: [...sourceRanges] });
  });
}

/** The ports of the pods that a Service leads to. */
export function targetPorts(service: kplus.Service): Port[] {
  return service.ports.map(({ port, targetPort, protocol }) => Port._of(protocol ?? kplus.Protocol.TCP, targetPort ?? port));
}
