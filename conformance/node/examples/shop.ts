import { Expectations, visitorIn } from './expectations';

const DATABASE = '10.20.0.2:5432';
const API_SERVER = ['10.0.0.10:6443', 'kubernetes.default:443'];
const DNS = 'kube-dns.kube-system:53';

export const shop: Expectations = {
  example: 'shop',
  given: [
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'database-credentials', namespace: 'shop' }, stringData: { password: 'none' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flags', namespace: 'shop' }, data: { fast: 'yes' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'others', namespace: 'shop' } },
  ],
  visitors: ['ingress-nginx', 'monitoring', 'default'].map(visitorIn),
  targets: ['frontend.shop:80', 'api.shop.svc.cluster.local:80', DATABASE, '10.20.0.2:6379', '203.0.113.7:443', ...API_SERVER, DNS],
  open: {
    'shop/frontend': ['shop/api:8080', 'api.shop.svc.cluster.local:80', DNS],
    'shop/api': [DATABASE, DNS],
    'shop/worker': [DATABASE, ...API_SERVER, DNS],
    'ingress-nginx/visitor': ['shop/frontend:8080', 'frontend.shop:80', DATABASE, '10.20.0.2:6379', '203.0.113.7:443', ...API_SERVER, DNS],
    'monitoring/visitor': ['shop/worker:9090', DATABASE, '10.20.0.2:6379', '203.0.113.7:443', ...API_SERVER, DNS],
    'default/visitor': [DATABASE, '10.20.0.2:6379', '203.0.113.7:443', ...API_SERVER, DNS],
    'outside': [DATABASE, '10.20.0.2:6379', '203.0.113.7:443', '10.0.0.10:6443'],
  },
  undecided: {
    // a pod may reach itself through its own Service, and another one of the same Deployment may not
    'shop/frontend': ['frontend.shop:80'],
    'shop/api': ['api.shop.svc.cluster.local:80'],
  },
  updated: { workload: 'shop/frontend', client: 'ingress-nginx/visitor', url: 'http://frontend.shop/' },
  requests: {
    'shop/worker': {
      '/api/v1/namespaces/shop/configmaps/flags': 200,
      '/api/v1/namespaces/shop/configmaps/others': 403,
      '/api/v1/namespaces/shop/configmaps': 403,
      '/api/v1/namespaces/shop/secrets': 403,
      '/api/v1/namespaces/shop/secrets/database-credentials': 403,
      '/api/v1/namespaces/default/configmaps/kube-root-ca.crt': 403,
      '/api/v1/namespaces/shop/pods': 403,
      '/api/v1/nodes': 403,
    },
  },
};
