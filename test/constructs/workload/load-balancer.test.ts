import * as kplus from 'cdk8s-plus-27';
import { deployment, Json, ofKind, warnings } from '../fixtures';

const ranges = ['198.51.100.0/24', '2001:db8::/32'];

test('a load balancer names its source ranges, and the pods are opened to them', () => {
  const workload = deployment();
  workload.exposeViaLoadBalancer(ranges, { ports: [{ port: 443, targetPort: 8080 }] });
  const [{ spec }] = ofKind(workload, 'Service');
  expect([spec.type, spec.loadBalancerSourceRanges, spec.externalTrafficPolicy]).toEqual(['LoadBalancer', ranges, 'Local']);
  expect(ofKind(workload, 'NetworkPolicy')[0].spec.ingress.map(({ from, ports }: Json) => [from[0].ipBlock.cidr, ports[0].port])).toEqual(ranges.map((range) => [range, 8080]));
  expect(warnings(workload).filter((control) => control !== 'no-load-balancer')).toEqual([]);
});

test.each<[string, string[], kplus.ServiceType | undefined, RegExp]>([
  ['no address', [], undefined, /no source ranges are named, which means the whole internet/],
  ['every address', ['0.0.0.0/0'], undefined, /that is everybody/],
  ['what is no block', ['198.51.100.1'], undefined, /it has no prefix length; write "198.51.100.1\/32"/],
  ['another type', ranges, kplus.ServiceType.NODE_PORT, /its serviceType is "NodePort"; leave it unset/],
])('fails to expose a workload via a load balancer to %s', (_, sources, serviceType, message) => {
  expect(() => deployment().exposeViaLoadBalancer(sources, { serviceType })).toThrow(message);
});
