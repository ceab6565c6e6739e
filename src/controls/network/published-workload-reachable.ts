import { keyOf } from '../../objects/manifest';
import { PodEnd, podEnd } from '../../objects/network/reachability';
import { PodGroup } from '../../objects/pod-index';
import { valueAt } from '../../objects/pointer';
import { getOrInsert } from '../../objects/remembered';
import { SecurityProfile } from '../../profile/security-profile';
import { TrafficSource } from '../../profile/traffic-source';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { CONNECTIONS, INBOUND_PATHS, networkIsolationOf, podIndexOf, reachabilityOf } from '../members';
import { notEvaluatedText } from '../not-evaluated-policies';
import { closedPort, Publication, publicationsIn } from '../publications';

function inspect(set: ObjectSet): SetSite[] {
  const published = publicationsIn(set);
  if (published.length === 0) return [];
  const [pods, network, isolation] = [podIndexOf(set), reachabilityOf(set), networkIsolationOf(set)];
  const ends = new Map<PodGroup, PodEnd>(); // many paths may lead to the same pods
  const endOf = (group: PodGroup): PodEnd => getOrInsert(ends, group, ({ namespace, pod }) => podEnd(namespace, pod.metadata, pod.spec));
  const fault = (one: Publication, group: PodGroup): { readonly message: string; readonly undecided?: true } | undefined => {
    if (valueAt(group.pod.spec, '/hostNetwork') === true) return undefined;
    const closed = closedPort(network, endOf(group), one);
    if (!closed) return undefined;
    const { kind } = group.manifest;
    const who = one.sources ? 'none of the ingress controllers of the profile' : 'nobody';
    const message = `leads to ${kind as string} "${keyOf(group.manifest).name}", whose network policies admit ${who} on port ${JSON.stringify(closed.port)} (${closed.protocol})`;
    const others = isolation.notEvaluated(group.namespace, group.labels);
    return others.length === 0 ? { message } : { message: `${message}, and which is ${notEvaluatedText(others)}`, undecided: true as const };
  };
  return published.flatMap((one) => {
    const faults = pods.selectedWithin(one.podSelector, one.namespace).flatMap((group) => fault(one, group) ?? []);
    return faults.slice(0, 1).map((found) => ({ member: one.member, pointer: one.pointer, ...found }));
  });
}

const app = { app: 'web' };
const metadata = { name: 'web', namespace: 'shop' };
const port = { name: 'http', containerPort: 8080 };
const workload = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata,
  spec: { template: { metadata: { labels: app }, spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0', ports: [port] }] } } },
};
const onHost = { ...workload, spec: { template: { ...workload.spec.template, spec: { ...workload.spec.template.spec, hostNetwork: true } } } };
const service = (spec: object = {}) => ({ apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: app, ports: [{ port: 80, targetPort: 'http' }], ...spec } });
const ingress = {
  apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata,
  spec: { rules: [{ host: 'web.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } }] },
};
const route = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata, spec: { rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] } };
const policy = (spec: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { podSelector: { matchLabels: app }, policyTypes: ['Ingress'], ...spec } });
const from = (namespace: string, number: number | string = 8080) => (
  { ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }], ports: [{ port: number }] }] });
const named = { profile: () => SecurityProfile.restricted({ ingressControllers: [TrafficSource.pods({ namespace: 'ingress-nginx' })] }) };

export const publishedWorkloadReachable = defineControl({
  id: 'published-workload-reachable',
  title: 'Published workloads allow traffic from what publishes them',
  subject: 'set',
  why: 'requests time out although all pods are ready, and nothing in Kubernetes reports that a network policy is the reason',
  fix: {
    code: 'pass `ingressControllers` to the SecurityProfile, or open the workload with `allowFrom`',
    yaml: 'add a NetworkPolicy with an `ingress` rule for the ingress controller and the port of the container',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors'],
  frameworks: [],
  // Where the profile names the ingress controllers, one of them must be let in, and anybody where it does not.
  // For pods in the network of their node policies have no defined effect.
  reads: [...CONNECTIONS, INBOUND_PATHS, { pods: ['/spec/hostNetwork'] }],
  inspectSet: inspect,
  admission: notEnforceable('needs the Service, the workload and the NetworkPolicies, which may arrive later'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'an Ingress and a policy that lets a namespace in', subject: [ingress, service(), workload, policy(from('ingress-nginx'))] },
      { shows: 'a port by name', subject: [route, service(), workload, policy(from('ingress-nginx', 'http'))] },
      { shows: 'no policy', subject: [ingress, service(), workload] },
      { shows: 'a policy for egress', subject: [ingress, service(), workload, policy({ policyTypes: ['Egress'] })] },
      { shows: 'a load balancer and its addresses', subject: [service({ type: 'LoadBalancer' }), workload, policy({ ingress: [{ from: [{ ipBlock: { cidr: '198.51.100.0/24' } }] }] })] },
      { shows: 'pods in the network of their node', subject: [ingress, service(), onHost, policy({})] },
      { shows: 'a service inside the cluster', subject: [service(), workload, policy({})] },
      { shows: 'the ingress controller of the profile', subject: [ingress, service(), workload, policy(from('ingress-nginx'))], ...named },
    ],
    bad: [
      { shows: 'an Ingress to pods that admit nobody', subject: [ingress, service(), workload, policy({})] },
      { shows: 'a route to pods that admit nobody', subject: [route, service(), workload, policy({})] },
      { shows: 'a load balancer before pods that admit nobody', subject: [service({ type: 'LoadBalancer' }), workload, policy({})] },
      { shows: 'a port of the nodes before pods that admit nobody', subject: [service({ type: 'NodePort' }), workload, policy({})] },
      { shows: 'another port opened', subject: [ingress, service(), workload, policy(from('ingress-nginx', 9090))] },
      { shows: 'others than the ingress controller of the profile', subject: [ingress, service(), workload, policy(from('shop'))], ...named },
    ],
  }),
});
