import { defineControl } from '../control';
import { PodSecurityCheck, requirementOf } from '../pod-security-check';
import { allOf, field } from '../require';

const check: PodSecurityCheck = {
  id: 'hostNamespaces',
  level: 'baseline',
  reason: 'host namespaces',
  revisions: [{
    since: '1.0',
    demands: [{
      pod: allOf(field('hostNetwork').isNotTrue(), field('hostPID').isNotTrue(), field('hostIPC').isNotTrue()),
      says: ({ fields }) => fields.map((name) => `${name}=true`).join(', '),
    }],
  }],
};

export const noHostNamespaces = defineControl({
  id: 'no-host-namespaces',
  title: 'Pods do not share the namespaces of the host',
  subject: 'pod',
  why: 'a pod in the network, process or IPC namespace of its node reads the traffic, environment and memory of everything else that runs there',
  fix: {
    code: 'leave `hostNetwork` unset in the props of the workload, and remove JSON patches of `hostPID` and `hostIPC`; a workload that needs the '
      + 'node says why with `HostAccess.network` or `HostAccess.processes` in `hostAccess`',
    yaml: 'remove `hostNetwork`, `hostPID` and `hostIPC` from the pod spec',
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  frameworks: [
    'pss:hostNamespaces', 'nsa-cisa:pod-security-enforcement', 'cis:5.2.3', 'cis:5.2.4', 'cis:5.2.5', 'mitre:T1611', 'kube-linter:host-pid',
    'kube-linter:host-ipc', 'kube-linter:host-network', 'kubescape:C-0038', 'kubescape:C-0041', 'kubescape:C-0275', 'kubescape:C-0276',
    'kyverno:disallow-host-namespaces', 'polaris:hostPIDSet', 'polaris:hostIPCSet', 'polaris:hostNetworkSet', 'checkov:CKV_K8S_17',
    'checkov:CKV_K8S_18', 'checkov:CKV_K8S_19', 'trivy:KSV-0008', 'trivy:KSV-0009', 'trivy:KSV-0010', 'kubesec:HostPID', 'kubesec:HostIPC',
    'kubesec:HostNetwork',
  ],
  ...requirementOf(check),
  podSecurity: [check],
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'all three switched off', subject: { hostNetwork: false, hostPID: false, hostIPC: false } },
      { shows: 'null, which the API server drops', subject: { hostNetwork: null } },
    ],
    bad: [
      { shows: 'the network of the host', subject: { hostNetwork: true } },
      { shows: 'the processes of the host', subject: { hostPID: true } },
      { shows: 'the IPC namespace of the host', subject: { hostIPC: true } },
    ],
  }),
});
