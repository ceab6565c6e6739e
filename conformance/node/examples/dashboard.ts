import { Expectations, visitorIn } from './expectations';

const ISSUER = '198.51.100.7:443';
const INTERNET = '203.0.113.7:443';
const API_SERVER = ['10.0.0.10:6443', 'kubernetes.default:443'];
const DNS = 'kube-dns.kube-system:53';
const SERVICE = 'dashboard-headlamp-service-c840f304.dashboard:80';
const OUTSIDE_OF_PODS = [ISSUER, INTERNET, ...API_SERVER];

const secret = (name: string, key: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'dashboard' }, stringData: { [key]: 'none' } });

/** The stand-in plays oauth2-proxy and Headlamp here; the login through the real oauth2-proxy is what the suite `dashboard` tries. */
export const dashboard: Expectations = {
  example: 'dashboard',
  given: [secret('dashboard-client', 'client-secret'), secret('dashboard-cookie', 'cookie-secret'), secret('dashboard-tls', 'tls.key')],
  visitors: [
    { namespace: 'ingress-nginx', name: 'controller', labels: { 'app.kubernetes.io/name': 'ingress-nginx' } }, ...['ingress-nginx', 'default'].map(visitorIn),
  ],
  targets: [SERVICE, ...OUTSIDE_OF_PODS, DNS],
  open: {
    'dashboard/Headlamp': [ISSUER, ...API_SERVER, DNS],
    'ingress-nginx/controller': ['dashboard/Headlamp:4180', SERVICE, ...OUTSIDE_OF_PODS, DNS],
    'ingress-nginx/visitor': [...OUTSIDE_OF_PODS, DNS],
    'default/visitor': [...OUTSIDE_OF_PODS, DNS],
    'outside': [ISSUER, INTERNET, '10.0.0.10:6443'],
  },
  // a pod may reach itself through its own Service, and another one of the same Deployment may not
  undecided: { 'dashboard/Headlamp': [SERVICE] },
  requests: {
    // whoever is logged in asks with a token of their own; that of the pod is bound to nothing
    'dashboard/Headlamp': {
      '/version': 200,
      '/api/v1/namespaces/dashboard/pods': 403,
      '/api/v1/namespaces/dashboard/secrets/dashboard-client': 403,
      '/api/v1/nodes': 403,
    },
  },
};
