import { onWindows } from '../conditions';
import { defineControl } from '../control';
import { PodSecurityCheck, requirementOf } from '../pod-security-check';
import { Faults } from '../pod-security-text';
import { anyOf, field, item } from '../require';

const demands = [{
  container: field('securityContext.allowPrivilegeEscalation').isFalse(),
  says: ({ containers }: Faults) => `${containers} must set securityContext.allowPrivilegeEscalation=false`,
}];

const check: PodSecurityCheck = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  reason: 'allowPrivilegeEscalation != false',
  revisions: [{ since: '1.8', demands }, { since: '1.25', demands, unless: onWindows }],
};

const escalation = (allowPrivilegeEscalation: boolean) => ({ securityContext: { allowPrivilegeEscalation } });

export const noPrivilegeEscalation = defineControl({
  id: 'no-privilege-escalation',
  title: 'Processes cannot gain privileges',
  subject: 'container',
  why: 'a setuid program in the image gives an unprivileged intruder root',
  fix: {
    code: 'leave `securityContext.allowPrivilegeEscalation` of the container props unset',
    yaml: 'set `securityContext.allowPrivilegeEscalation: false`',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted', 'https://docs.kernel.org/userspace-api/no_new_privs.html',
  ],
  frameworks: [
    'pss:allowPrivilegeEscalation', 'nsa-cisa:pod-security-enforcement', 'cis:5.2.6', 'mitre:T1611', 'mitre:T1068',
    'kube-linter:privilege-escalation-container', 'kubescape:C-0016', 'kyverno:disallow-privilege-escalation', 'polaris:privilegeEscalationAllowed',
    'checkov:CKV_K8S_20', 'checkov:CKV_K8S_30', 'trivy:KSV-0001', 'kubesec:AllowPrivilegeEscalation',
  ],
  ...requirementOf(check),
  podSecurity: [check],
  harden: {
    container: escalation(false),
    // the API server refuses false beside these, since they imply true
    unless: anyOf(
      onWindows,
      field('securityContext.privileged').isTrue(),
      field('securityContext.capabilities.add').some(item().isOneOf(['SYS_ADMIN', 'CAP_SYS_ADMIN'])),
    ),
  },
  coveredBy: [{ control: 'no-privileged', where: 'unset-beside' }],
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'escalation switched off', subject: escalation(false) },
      { shows: 'a container of Windows', subject: {}, pod: { os: { name: 'windows' } } },
    ],
    bad: [
      { shows: 'an empty security context', subject: { securityContext: {} } },
      { shows: 'escalation allowed', subject: escalation(true) },
      { shows: 'a privileged container', subject: { securityContext: { privileged: true } } },
      { shows: 'a container that administers the node', subject: { securityContext: { capabilities: { add: ['SYS_ADMIN'] } } } },
      { shows: 'a pod that says it is for Linux', subject: {}, pod: { os: { name: 'linux' } } },
    ],
  }),
});
