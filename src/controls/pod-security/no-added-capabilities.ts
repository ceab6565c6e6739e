import { defineControl } from '../control';
import { PodSecurityCheck, requirementOf } from '../pod-security-check';
import { quoted } from '../pod-security-text';
import { field, item } from '../require';

// What the baseline level allows. The restricted level allows NET_BIND_SERVICE alone: drop-all-capabilities, a control of that level, says so.
const BASELINE = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID',
  'SYS_CHROOT',
];

const check: PodSecurityCheck = {
  id: 'capabilities_baseline',
  level: 'baseline',
  reason: 'non-default capabilities',
  revisions: [{
    since: '1.0',
    demands: [{
      container: field('securityContext.capabilities.add').every(item().isOneOf(BASELINE)),
      says: ({ containers, distinctValues }) => `${containers} must not include ${quoted(distinctValues)} in securityContext.capabilities.add`,
    }],
  }],
};

const adding = (...add: string[]) => ({ securityContext: { capabilities: { add } } });

export const noAddedCapabilities = defineControl({
  id: 'no-added-capabilities',
  title: 'Containers add no capabilities beyond the usual set',
  subject: 'container',
  why: 'capabilities such as SYS_ADMIN, NET_ADMIN or SYS_PTRACE let a process reconfigure its node or read the memory of other containers',
  fix: {
    code: 'remove the entry from `securityContext.capabilities.add` of the container props',
    yaml: 'remove the entry from `securityContext.capabilities.add`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  frameworks: [
    'pss:capabilities_baseline', 'nsa-cisa:pod-security-enforcement', 'mitre:T1611', 'kubescape:C-0046', 'kyverno:disallow-capabilities',
    'kyverno:disallow-capabilities-strict', 'polaris:dangerousCapabilities', 'checkov:CKV_K8S_25', 'checkov:CKV_K8S_39', 'trivy:KSV-0005',
    'trivy:KSV-0022', 'trivy:KSV-0119', 'trivy:KSV-0120', 'kubesec:CapSysAdmin',
  ],
  // The restricted level leaves this check out, and spares Windows the one instead. We do not: the API server alone refuses capabilities there.
  ...requirementOf(check),
  podSecurity: [check],
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'every capability of the baseline level', subject: adding(...BASELINE) },
      { shows: 'null lists', subject: { securityContext: { capabilities: { add: null, drop: null } } } },
    ],
    bad: [
      { shows: 'administration of the node', subject: adding('SYS_ADMIN') },
      { shows: 'raw sockets beside a harmless capability', subject: adding('CHOWN', 'NET_RAW') },
      { shows: 'all capabilities', subject: adding('ALL') },
      { shows: 'a prefix, which the API server does not know', subject: adding('CAP_CHOWN') },
    ],
  }),
});
