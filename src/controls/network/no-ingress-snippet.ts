import { defineControl } from '../control';
import { allOf, field, item, not } from '../require';

const ingress = (annotations?: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web', namespace: 'shop', annotations },
  spec: { rules: [{ host: 'web.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }] } }] },
});
const SNIPPETS = [
  'nginx.ingress.kubernetes.io/configuration-snippet', 'nginx.ingress.kubernetes.io/server-snippet', 'nginx.ingress.kubernetes.io/auth-snippet',
  'nginx.ingress.kubernetes.io/stream-snippet', 'nginx.ingress.kubernetes.io/modsecurity-snippet', 'haproxy.org/backend-config-snippet',
  'nginx.org/server-snippets', 'nginx.org/location-snippets',
];

export const noIngressSnippet = defineControl({
  id: 'no-ingress-snippet',
  title: 'Ingresses do not add snippets to the configuration of their controller',
  subject: 'object',
  kinds: ['networking.k8s.io/Ingress'],
  why: 'the snippet runs in the controller: anyone who may write an Ingress can read the token of the controller and, with it, every secret of the cluster (CVE-2021-25742)',
  fix: {
    code: 'configure the route with `host`, `path` and `tls` of the Ingress, or with a route of the Gateway API',
    yaml: 'remove the snippet from `metadata.annotations`',
  },
  references: [
    'https://github.com/kubernetes/kubernetes/issues/126811', 'https://github.com/kubernetes/ingress-nginx/issues/7837',
    'https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/',
  ],
  // checkov looks for single directives in the text. We refuse all of it, and by the end of the key alone: its prefix can be set when the controller is
  // installed, and the controllers of HAProxy and F5 have such keys too.
  frameworks: [
    'kubescape:C-0059', 'kubescape:C-0292', 'checkov:CKV_K8S_152', 'checkov:CKV_K8S_153', 'checkov:CKV_K8S_154', 'trivy:KCV-0093',
    'kyverno:disallow-ingress-nginx-custom-snippets', 'kyverno:restrict-annotations', 'kyverno:check-ingress-nginx-controller-version-and-annotation-policy',
  ],
  require: field('metadata.annotations').everyKey(allOf(not(item().endsWith('-snippet')), not(item().endsWith('-snippets')))),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'no annotation', subject: ingress() },
      { shows: 'settings with a meaning of their own', subject: ingress({ 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' }) },
    ],
    bad: SNIPPETS.map((key) => ({ shows: key.slice(key.indexOf('/') + 1), subject: ingress({ 'example.com/owner': 'shop', [key]: 'more_set_headers "X: 1";' }) })),
  }),
});
