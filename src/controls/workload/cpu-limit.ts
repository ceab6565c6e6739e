import { ResourceDefaults } from '../../profile/resource-defaults';
import { SecurityProfile } from '../../profile/security-profile';
import { defineControl } from '../control';
import { allOf, field } from '../require';

const omitted = () => SecurityProfile.restricted({ resources: ResourceDefaults.of({ omitCpuLimit: true }) });
const limit = (cpu: string) => ({ resources: { limits: { cpu } } });

export const cpuLimit = defineControl({
  id: 'cpu-limit',
  title: 'Containers limit their CPU',
  subject: 'container',
  containers: ['main', 'init'],
  why: 'a busy loop, or a miner that an intruder starts, takes all CPU of the node that its neighbors did not request',
  // contested: a limit also throttles bursts that would hurt nobody, so the profile has a switch
  fix: {
    code: 'leave `resources.cpu` of the container unset, or set its `limit`; where throttling hurts more, set `omitCpuLimit` of the '
      + '`ResourceDefaults` of the profile',
    yaml: 'set `resources.limits.cpu` above 0',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  frameworks: [
    'nsa-cisa:resource-policies', 'mitre:T1496', 'kube-score:container-resources', 'kubescape:C-0270', 'polaris:cpuLimitsMissing',
    'checkov:CKV_K8S_11', 'trivy:KSV-0011', 'kubesec:LimitsCPU', 'kyverno:require-cpu-limits',
  ],
  // the finest step of the kubelet: zero is no limit
  require: ({ resources }) => (resources.omitCpuLimit ? allOf() : field('resources.limits.cpu').isQuantityAtLeast('1m')),
  harden: ({ resources }) => (resources.cpuLimit === undefined ? {} : {
    assumed: true,
    container: limit(resources.cpuLimit.toString()),
    // the API server refuses a limit below the request, and what somebody else requested may be more
    unless: allOf(field('resources.requests.cpu').isPresent(), field('resources.requests.cpu').differsFrom(resources.cpuRequest.toString())),
  }),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a limit', subject: limit('500m') },
      { shows: 'no limit where the profile omits it', subject: {}, profile: omitted },
    ],
    bad: [
      { shows: 'a request alone', subject: { resources: { requests: { cpu: '2' } } } },
      { shows: 'zero, which the kubelet reads as no limit', subject: limit('0') },
    ],
  }),
});
