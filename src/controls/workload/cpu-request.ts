import { defineControl } from '../control';
import { allOf, anyOf, field } from '../require';

export const cpuRequest = defineControl({
  id: 'cpu-request',
  title: 'Containers request CPU',
  subject: 'container',
  containers: ['main', 'init'],
  why: 'without a request the scheduler packs the container onto a full node, where its neighbors, or an intruder in one, leave it no CPU',
  fix: {
    code: 'leave `resources.cpu` of the container unset, or set its `request`',
    yaml: 'set `resources.requests.cpu` above 0',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  frameworks: [
    'nsa-cisa:resource-policies', 'kube-linter:unset-cpu-requirements', 'kube-score:container-resources', 'kubescape:C-0268',
    'kyverno:require-pod-requests-limits', 'polaris:cpuRequestsMissing', 'checkov:CKV_K8S_10', 'trivy:KSV-0015', 'kubesec:RequestsCPU',
  ],
  // where only the limit is set, the API server makes it the request
  require: anyOf(
    field('resources.requests.cpu').isQuantityAtLeast('1m'),
    allOf(field('resources.requests.cpu').isAbsent(), field('resources.limits.cpu').isQuantityAtLeast('1m')),
  ),
  harden: ({ resources }) => ({
    assumed: true,
    container: { resources: { requests: { cpu: resources.cpuRequest.toString() } } },
    unless: field('resources.limits.cpu').isPresent(),
  }),
  coveredBy: [{ control: 'cpu-limit', where: 'both-unset' }],
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a request', subject: { resources: { requests: { cpu: '100m' } } } },
      { shows: 'a limit, which becomes the request', subject: { resources: { limits: { cpu: 1 } } } },
    ],
    bad: [
      { shows: 'a request for memory only', subject: { resources: { requests: { memory: '64Mi' } } } },
      { shows: 'zero', subject: { resources: { requests: { cpu: '0' } } } },
      { shows: 'zero beside a limit', subject: { resources: { requests: { cpu: '0' }, limits: { cpu: '1' } } } },
      { shows: 'a limit of zero', subject: { resources: { limits: { cpu: '0' } } } },
    ],
  }),
});
