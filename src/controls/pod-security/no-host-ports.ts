import { defineControl } from '../control';
import { PodSecurityCheck, requirementOf } from '../pod-security-check';
import { plural, uses } from '../pod-security-text';
import { field, item } from '../require';

const check: PodSecurityCheck = {
  id: 'hostPorts',
  level: 'baseline',
  reason: 'hostPort',
  revisions: [{
    since: '1.0',
    demands: [{
      container: field('ports').every(item('hostPort').isAbsentOr(0)),
      says: ({ containers, containerNames, distinctValues }) => (
        `${containers} ${uses(containerNames.length)} ${plural('hostPort', distinctValues.length)} ${distinctValues.join(', ')}`),
    }],
  }],
};

const ports = (...list: object[]) => ({ ports: list });

export const noHostPorts = defineControl({
  id: 'no-host-ports',
  title: 'Containers listen on no port of the host',
  subject: 'container',
  why: 'a host port is open to anyone who can reach the node, and it bypasses Services and, with many network plugins, NetworkPolicies',
  fix: {
    code: 'leave `hostPort` of the container ports unset and expose the workload with a Service',
    yaml: 'remove `ports[].hostPort`; expose the workload with a Service',
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  frameworks: [
    'pss:hostPorts', 'nsa-cisa:pod-security-enforcement', 'cis:5.2.12', 'mitre:T1133', 'kubescape:C-0044', 'kyverno:disallow-host-ports',
    'polaris:hostPortSet', 'checkov:CKV_K8S_26', 'trivy:KSV-0024',
  ],
  // In a Pod hostNetwork implies host ports, which the check sees; no-host-namespaces already says so, a second finding would name a field that nobody wrote
  ...requirementOf(check),
  podSecurity: [check],
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a port of the pod alone', subject: ports({ containerPort: 8080 }) },
      { shows: 'host port zero, which is none', subject: ports({ containerPort: 8080, hostPort: 0 }) },
    ],
    bad: [{ shows: 'a port of the host', subject: ports({ containerPort: 8080 }, { containerPort: 8081, hostPort: 8081 }) }],
  }),
});
