import { Expectations, visitorIn } from './expectations';

const DATABASE = '10.20.0.2:5432';
const COLLECTOR = '10.30.0.2:24224';
const INTERNET = '203.0.113.7:443';
const API_SERVER = ['10.0.0.10:6443', 'kubernetes.default:443'];
const DNS = 'kube-dns.kube-system:53';
const OUTSIDE_OF_PODS = [DATABASE, COLLECTOR, INTERNET, ...API_SERVER];

/** What the operator of external secrets makes of an ExternalSecret. */
const passwordIn = (namespace: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'database', namespace }, stringData: { password: 'none' } });

export const tenantPlatform: Expectations = {
  example: 'tenant-platform',
  given: [
    passwordIn('payments'), passwordIn('reports'),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flags', namespace: 'reports' }, data: { fast: 'yes' } },
  ],
  visitors: [
    { namespace: 'ingress-nginx', name: 'controller', labels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
    { namespace: 'monitoring', name: 'prometheus', labels: { 'app.kubernetes.io/name': 'prometheus' } },
    ...['ingress-nginx', 'monitoring', 'default'].map(visitorIn),
  ],
  targets: ['web.storefront:80', 'gateway.payments:80', 'ledger.payments:80', ...OUTSIDE_OF_PODS, DNS],
  open: {
    'storefront/web': ['storefront/cart:8080', 'payments/gateway:8080', 'gateway.payments:80', DNS],
    'storefront/cart': [DATABASE, DNS],
    'payments/gateway': ['payments/ledger:8080', 'ledger.payments:80', DNS],
    'payments/ledger': [DATABASE, DNS],
    'reports/reporter': ['payments/ledger:8080', 'ledger.payments:80', ...API_SERVER, DNS],
    'logging/shipper': [COLLECTOR, DNS],
    'ingress-nginx/controller': ['storefront/web:8080', 'web.storefront:80', ...OUTSIDE_OF_PODS, DNS],
    'monitoring/prometheus': [
      ...['storefront/web', 'storefront/cart', 'payments/gateway', 'payments/ledger', 'reports/reporter'].map((pod) => `${pod}:9090`), ...OUTSIDE_OF_PODS, DNS,
    ],
    'ingress-nginx/visitor': [...OUTSIDE_OF_PODS, DNS],
    'monitoring/visitor': [...OUTSIDE_OF_PODS, DNS],
    'default/visitor': [...OUTSIDE_OF_PODS, DNS],
    'outside': [DATABASE, COLLECTOR, INTERNET, '10.0.0.10:6443'],
  },
  undecided: {
    // a pod may reach itself through its own Service, and another one of the same Deployment may not
    'storefront/web': ['web.storefront:80'],
    'payments/gateway': ['gateway.payments:80'],
    'payments/ledger': ['ledger.payments:80'],
  },
  requests: {
    'reports/reporter': {
      '/api/v1/namespaces/reports/configmaps/flags': 200,
      '/api/v1/namespaces/reports/configmaps': 403,
      '/api/v1/namespaces/reports/secrets': 403,
      '/api/v1/namespaces/payments/secrets/database': 403,
      '/api/v1/nodes': 403,
    },
  },
};
