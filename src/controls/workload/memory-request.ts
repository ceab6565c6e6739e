import { LEAST_MEMORY } from '../conditions';
import { defineControl } from '../control';
import { allOf, anyOf, field } from '../require';

export const memoryRequest = defineControl({
  id: 'memory-request',
  title: 'Containers request memory',
  subject: 'container',
  containers: ['main', 'init'],
  why: 'a container without a request is the first to be killed when the node runs out of memory, which any neighbor can cause',
  fix: {
    code: 'leave `resources.memory` of the container unset, or set its `request`',
    yaml: 'set `resources.requests.memory` above 0',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  frameworks: [
    'nsa-cisa:resource-policies', 'kube-score:container-resources', 'kubescape:C-0269', 'kyverno:require-pod-requests-limits',
    'polaris:memoryRequestsMissing', 'checkov:CKV_K8S_12', 'trivy:KSV-0016', 'kubesec:RequestsMemory',
  ],
  // where only the limit is set, the API server makes it the request
  require: anyOf(
    field('resources.requests.memory').isQuantityAtLeast(LEAST_MEMORY),
    allOf(field('resources.requests.memory').isAbsent(), field('resources.limits.memory').isQuantityAtLeast(LEAST_MEMORY)),
  ),
  harden: ({ resources }) => ({
    assumed: true,
    container: { resources: { requests: { memory: resources.memoryRequest.toString() } } },
    unless: field('resources.limits.memory').isPresent(),
  }),
  coveredBy: [{ control: 'memory-limit', where: 'both-unset' }],
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a request', subject: { resources: { requests: { memory: '256Mi' } } } },
      { shows: 'a limit, which becomes the request', subject: { resources: { limits: { memory: '256Mi' } } } },
    ],
    bad: [
      { shows: 'a request for CPU only', subject: { resources: { requests: { cpu: '100m' } } } },
      { shows: 'zero', subject: { resources: { requests: { memory: '0' } } } },
      { shows: 'zero beside a limit', subject: { resources: { requests: { memory: '0' }, limits: { memory: '256Mi' } } } },
      { shows: 'a limit of zero', subject: { resources: { limits: { memory: '0' } } } },
      { shows: 'the suffix of thousandths instead of that of millions', subject: { resources: { requests: { memory: '3500m' } } } },
    ],
  }),
});
