import { defineControl } from '../control';
import { field } from '../require';

const service = (type?: string) => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { type, selector: { app: 'web' }, ports: [{ port: 80 }] },
});

export const noNodePort = defineControl({
  id: 'no-node-port',
  title: 'Services open no ports on the nodes',
  subject: 'object',
  kinds: ['Service'],
  why: 'the port is open on every address of every node, and bypasses the Ingress and its TLS, host rules and limits',
  fix: {
    code: 'leave `serviceType` of `exposeViaService` unset and publish with `exposeViaIngress`',
    yaml: 'remove `spec.type` and `spec.ports[].nodePort`',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport'],
  frameworks: [
    'mitre:T1133', 'mitre:T1190', 'kube-linter:exposed-services', 'kube-score:service-type', 'kyverno:restrict-node-port', 'kubescape:C-0256',
  ],
  // The node ports that a load balancer takes by default are a matter of no-load-balancer.
  require: field('spec.type').differsFrom('NodePort'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'an address inside the cluster', subject: service('ClusterIP') },
      { shows: 'the default type', subject: service() },
      { shows: 'a load balancer, which another control judges', subject: service('LoadBalancer') },
    ],
    bad: [{ shows: 'a port of the nodes', subject: service('NodePort') }],
  }),
});
