import { LEAST_MEMORY } from '../conditions';
import { defineControl } from '../control';
import { allOf, field } from '../require';

const limit = (memory: string) => ({ resources: { limits: { memory } } });

export const memoryLimit = defineControl({
  id: 'memory-limit',
  title: 'Containers limit their memory',
  subject: 'container',
  containers: ['main', 'init'],
  why: 'a leak, or a request made to exhaust memory, takes the node down and all of its pods with it',
  fix: {
    code: 'leave `resources.memory` of the container unset, or set its `limit`, best equal to the request',
    yaml: 'set `resources.limits.memory` above 0, best equal to the request',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  frameworks: [
    'nsa-cisa:resource-policies', 'mitre:T1496', 'mitre:T1499', 'kube-linter:unset-memory-requirements', 'kube-score:container-resources',
    'kubescape:C-0271', 'polaris:memoryLimitsMissing', 'checkov:CKV_K8S_13', 'trivy:KSV-0018', 'kubesec:LimitsMemory',
  ],
  require: field('resources.limits.memory').isQuantityAtLeast(LEAST_MEMORY),
  harden: ({ resources }) => ({
    assumed: true,
    container: { resources: { limits: { memory: resources.memoryLimit.toString() } } },
    // the API server refuses a limit below the request, and what somebody else requested may be more
    unless: allOf(field('resources.requests.memory').isPresent(), field('resources.requests.memory').differsFrom(resources.memoryRequest.toString())),
  }),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a limit', subject: limit('256Mi') },
      { shows: 'a limit in thousandths of a byte, which the API server understands', subject: limit('268435456000m') },
    ],
    bad: [
      { shows: 'a request alone', subject: { resources: { requests: { memory: '1Gi' } } } },
      { shows: 'zero, which the kubelet reads as no limit', subject: limit('0') },
      { shows: 'the suffix of thousandths instead of that of millions', subject: limit('3500m') },
      { shows: 'a number without the suffix', subject: limit('512') },
    ],
  }),
});
