import { SecurityProfile } from '../../profile/security-profile';
import { defineControl } from '../control';
import { CheckRevision, PodSecurityCheck, requirementOf } from '../pod-security-check';
import { field, item } from '../require';

// Each of these is kept apart per pod by the kernel. The list grew with Kubernetes.
const OLDEST = [
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
];
const SINCE_1_27 = [...OLDEST, 'net.ipv4.ip_local_reserved_ports'];
const SINCE_1_29 = [
  ...SINCE_1_27, 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes',
];
const SINCE_1_32 = [...SINCE_1_29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'];
const SINCE_1_37 = [...SINCE_1_32, 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'];

const only = (since: string, names: readonly string[]): CheckRevision => ({
  since,
  demands: [{ pod: field('securityContext.sysctls').every(item('name').isOneOf(names)), says: ({ values }) => values.join(', ') }],
});

const check: PodSecurityCheck = {
  id: 'sysctls',
  level: 'baseline',
  reason: 'forbidden sysctls',
  revisions: [only('1.0', OLDEST), only('1.27', SINCE_1_27), only('1.29', SINCE_1_29), only('1.32', SINCE_1_32), only('1.37', SINCE_1_37)],
};

const setting = (...names: string[]) => ({ securityContext: { sysctls: names.map((name) => ({ name, value: '1' })) } });
const version = (kubernetesVersion: string) => () => SecurityProfile.restricted({ kubernetesVersion });

export const safeSysctls = defineControl({
  id: 'safe-sysctls',
  title: 'Pods change only safe kernel settings',
  subject: 'pod',
  why: 'a kernel setting that has no namespace per pod changes the node for all of its pods, and can switch off its protections',
  fix: {
    code: 'remove the JSON patch of `securityContext.sysctls`; sysctls outside the safe set belong in the configuration of the nodes',
    yaml: 'remove the entry from `securityContext.sysctls` of the pod; sysctls outside the safe set belong in the configuration of the nodes',
  },
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/', 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  frameworks: ['pss:sysctls', 'mitre:T1611', 'kube-linter:unsafe-sysctls', 'kubescape:C-0211', 'kyverno:restrict-sysctls', 'trivy:KSV-0026'],
  ...requirementOf(check),
  podSecurity: [check],
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'every safe setting', subject: setting(...SINCE_1_32) },
      { shows: 'every setting that was safe in 1.26', subject: setting(...OLDEST), profile: version('1.26') },
      { shows: 'every setting that was safe in 1.28', subject: setting(...SINCE_1_27), profile: version('1.28') },
      { shows: 'every setting that was safe in 1.31', subject: setting(...SINCE_1_29), profile: version('1.31') },
      { shows: 'every setting that is safe in 1.37', subject: setting(...SINCE_1_37), profile: version('1.37') },
    ],
    bad: [
      { shows: 'message queues of the node', subject: setting('kernel.msgmax') },
      { shows: 'slashes, which the API server does not translate', subject: setting('net/ipv4/tcp_syncookies') },
      { shows: 'a setting of 1.27 in 1.26', subject: setting('net.ipv4.ip_local_reserved_ports'), profile: version('1.26') },
      { shows: 'a setting of 1.29 in 1.28', subject: setting('net.ipv4.tcp_fin_timeout'), profile: version('1.28') },
      { shows: 'message queues of the node in 1.37', subject: setting('kernel.msgmax'), profile: version('1.37') },
      { shows: 'a setting before it was safe', subject: setting('net.ipv4.tcp_rmem'), profile: version('1.31') },
      { shows: 'a setting of 1.37 in 1.36', subject: setting('net.ipv4.tcp_notsent_lowat'), profile: version('1.36') },
    ],
  }),
});
