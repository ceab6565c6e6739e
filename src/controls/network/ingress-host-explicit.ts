import { defineControl } from '../control';
import { allOf, field, item, not } from '../require';

const backend = { service: { name: 'web', port: { name: 'http' } } };
const ingress = (host: string | undefined, spec: object = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { rules: [{ host: 'shop.example.com', http: { paths: [] } }, { host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }], ...spec },
});

export const ingressHostExplicit = defineControl({
  id: 'ingress-host-explicit',
  title: 'Ingresses name their hosts',
  subject: 'object',
  kinds: ['networking.k8s.io/Ingress'],
  why: 'an Ingress without a host receives requests for every host name that no other Ingress claims, forged Host headers included',
  fix: {
    code: 'pass `host` to each rule of the Ingress and no `defaultBackend`',
    yaml: 'set `spec.rules[].host` to a full name and remove `spec.defaultBackend`',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards'],
  frameworks: ['kyverno:disallow-empty-ingress-host', 'kyverno:restrict-ingress-wildcard', 'kyverno:restrict-ingress-defaultbackend'],
  require: allOf(
    field('spec.rules').every(allOf(item('host').isNotEmpty(), not(item('host').startsWith('*')))),
    field('spec.defaultBackend').isAbsent(),
  ),
  absent: 'not-applicable', // the API server refuses an Ingress without rule and backend
  examples: () => ({
    good: [{ shows: 'a full name', subject: ingress('web.example.com') }],
    bad: [
      { shows: 'no host', subject: ingress(undefined) },
      { shows: 'an empty host', subject: ingress('') },
      { shows: 'any host of a domain', subject: ingress('*.example.com') },
      { shows: 'a backend for all that no rule takes', subject: ingress('web.example.com', { defaultBackend: backend }) },
    ],
  }),
});
