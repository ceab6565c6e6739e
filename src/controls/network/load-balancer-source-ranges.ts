import { defineControl } from '../control';
import { allOf, field, given } from '../require';

const service = (spec: object) => (
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { selector: { app: 'web' }, ports: [{ port: 443 }], ...spec } });
const balancer = (ranges?: string[]) => service({ type: 'LoadBalancer', ...(ranges && { loadBalancerSourceRanges: ranges }) });
const ranges = field('spec.loadBalancerSourceRanges');

export const loadBalancerSourceRanges = defineControl({
  id: 'load-balancer-source-ranges',
  title: 'Load balancers name the addresses that may use them',
  subject: 'object',
  kinds: ['Service'],
  why: 'without source ranges the cloud opens the port of the load balancer to the whole internet',
  fix: {
    code: 'use `exposeViaLoadBalancer`, which requires the source ranges',
    yaml: 'set `spec.loadBalancerSourceRanges` to the address ranges of the clients',
  },
  references: ['https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-policies', 'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer'],
  frameworks: [],
  require: given(field('spec.type').equals('LoadBalancer'), allOf(ranges.isNotEmpty(), ranges.excludes('0.0.0.0/0'), ranges.excludes('::/0'))),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'addresses', subject: balancer(['198.51.100.0/24', '2001:db8::/32']) },
      { shows: 'an address inside the cluster', subject: service({ type: 'ClusterIP' }) },
      { shows: 'the default type', subject: service({}) },
    ],
    bad: [
      { shows: 'no source ranges', subject: balancer() },
      { shows: 'an empty list', subject: balancer([]) },
      { shows: 'every IPv4 address', subject: balancer(['198.51.100.0/24', '0.0.0.0/0']) },
      { shows: 'every IPv6 address', subject: balancer(['198.51.100.0/24', '::/0']) },
    ],
  }),
});
