import { defineControl, notEnforceable } from '../control';
import { field, item } from '../require';

const configuration = (kind: string, clientConfig: object) => ({
  apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'images' },
  webhooks: [{
    name: 'images.example.com', clientConfig, sideEffects: 'None', admissionReviewVersions: ['v1'],
    rules: [{ apiGroups: ['apps'], apiVersions: ['v1'], resources: ['deployments'], operations: ['CREATE'] }],
  }],
});
const service = { service: { namespace: 'images', name: 'webhook' }, caBundle: 'Y2E=' };
const KINDS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

export const webhookInsideCluster = defineControl({
  id: 'webhook-inside-cluster',
  title: 'Admission webhooks are Services of the cluster',
  subject: 'object',
  kinds: KINDS.map((kind) => `admissionregistration.k8s.io/${kind}`),
  why: 'the API server sends every object that the rules match to the webhook, and a mutating one decides what is stored: behind a URL this leaves the cluster, '
    + 'where neither its network policies nor its RBAC hold',
  fix: {
    code: 'set `service` of `clientConfig` instead of `url`, or waive the control with the reason why the server is to be trusted',
    yaml: 'set `clientConfig.service` and remove `clientConfig.url`, or waive the control with the reason why the server is to be trusted',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#url', 'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/'],
  frameworks: [],
  require: field('webhooks').every(item('clientConfig.url').isAbsent()),
  admission: notEnforceable('the API server asks no admission policy about webhooks, so that a faulty one can always be removed'),
  absent: 'good',
  examples: () => ({
    good: KINDS.map((kind) => ({ shows: `${kind} with a Service`, subject: configuration(kind, service) })),
    bad: KINDS.map((kind) => ({ shows: `${kind} with a URL`, subject: configuration(kind, { url: 'https://images.example.com/review' }) })),
  }),
});
