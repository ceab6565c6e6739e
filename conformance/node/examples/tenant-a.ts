import { Expectations, visitorIn } from './expectations';

const API_SERVER = ['10.0.0.10:6443', 'kubernetes.default:443'];
const INTERNET = '203.0.113.7:443';
const DNS = 'kube-dns.kube-system:53';

export const tenantA: Expectations = {
  example: 'tenant-a',
  given: [],
  visitors: ['tenant-b', 'default'].map(visitorIn),
  targets: [INTERNET, ...API_SERVER, DNS],
  open: {
    'tenant-a/frontend': ['tenant-a/backend:80', DNS],
    'tenant-a/backend': [DNS],
    'tenant-b/visitor': [INTERNET, ...API_SERVER, DNS],
    'default/visitor': [INTERNET, ...API_SERVER, DNS],
    'outside': [INTERNET, '10.0.0.10:6443'],
  },
  undecided: {},
  requests: {},
};
