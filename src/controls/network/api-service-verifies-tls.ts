import { defineControl, notEnforceable } from '../control';
import { field } from '../require';

const apiService = (spec: object) => ({
  apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1beta1.metrics.k8s.io' },
  spec: { group: 'metrics.k8s.io', version: 'v1beta1', groupPriorityMinimum: 100, versionPriority: 100, service: { name: 'metrics-server', namespace: 'monitoring' }, ...spec },
});

export const apiServiceVerifiesTls = defineControl({
  id: 'api-service-verifies-tls',
  title: 'The API server verifies the servers that it hands requests to',
  subject: 'object',
  kinds: ['apiregistration.k8s.io/APIService'],
  why: 'whoever gets between the API server and such a server reads and answers the requests of all users for its API group, which come with their names and groups',
  fix: {
    code: 'set `caBundle` of the APIService, or let the CA injector of cert-manager fill it in',
    yaml: 'remove `spec.insecureSkipTLSVerify` and set `spec.caBundle`, or let cert-manager fill it in by the annotation `cert-manager.io/inject-ca-from`',
  },
  references: [
    'https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/api-service-v1/',
    'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/',
  ],
  // A warning: metrics-server, which most clusters have, comes like this.
  frameworks: ['nsa-cisa:tls', 'mitre:T1557'],
  require: field('spec.insecureSkipTLSVerify').isNotTrue(),
  admission: notEnforceable('administrators alone may write an APIService, and the policies are about what the others write'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'the authority of its certificate', subject: apiService({ caBundle: 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==' }) },
      { shows: 'the authority that cert-manager fills in', subject: apiService({ insecureSkipTLSVerify: false }) },
    ],
    bad: [{ shows: 'any certificate', subject: apiService({ insecureSkipTLSVerify: true }) }],
  }),
});
