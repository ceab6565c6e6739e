import { defineControl } from '../control';
import { field } from '../require';

const service = (type?: string, annotations?: object) => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop', annotations }, spec: { type, selector: { app: 'web' }, ports: [{ port: 80 }] },
});

export const noLoadBalancer = defineControl({
  id: 'no-load-balancer',
  title: 'Services request no load balancer',
  subject: 'object',
  kinds: ['Service'],
  why: 'each load balancer is one more entry point, with an address outside the cluster, that bypasses the Ingress and its TLS, host rules and limits',
  fix: {
    code: 'leave `serviceType` of `exposeViaService` unset and publish with `exposeViaIngress`',
    yaml: 'remove `spec.type`; waive this control where the Service is meant to be the way into the cluster',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer'],
  // kube-score recommends a load balancer over a node port, kube-linter and Kyverno report both: so do we, since either is a second way in. Whether
  // a load balancer is an internal one is up to annotations that each cloud spells in its own way and ignores when misspelt; that takes a waiver.
  frameworks: ['mitre:T1133', 'mitre:T1190', 'kube-linter:exposed-services', 'kyverno:restrict-loadbalancer', 'kubescape:C-0256'],
  require: field('spec.type').differsFrom('LoadBalancer'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'an address inside the cluster', subject: service('ClusterIP') },
      { shows: 'the default type', subject: service() },
      { shows: 'a port of the nodes, which another control judges', subject: service('NodePort') },
    ],
    bad: [
      { shows: 'a load balancer', subject: service('LoadBalancer') },
      { shows: 'one that claims to be internal', subject: service('LoadBalancer', { 'networking.gke.io/load-balancer-type': 'internal' }) },
    ],
  }),
});
