import { onWindows } from '../conditions';
import { defineControl } from '../control';
import { PodSecurityCheck, requirementOf } from '../pod-security-check';
import { field } from '../require';

const check: PodSecurityCheck = {
  id: 'privileged',
  level: 'baseline',
  reason: 'privileged',
  revisions: [{
    since: '1.0',
    demands: [{
      container: field('securityContext.privileged').isNotTrue(),
      says: ({ containers }) => `${containers} must not set securityContext.privileged=true`,
    }],
  }],
};

export const noPrivileged = defineControl({
  id: 'no-privileged',
  title: 'Containers are not privileged',
  subject: 'container',
  why: 'a privileged container holds every capability and all devices of its node, so whoever breaks into the container owns the node',
  fix: {
    code: 'leave `securityContext.privileged` of the container props unset and add the single capability that the process needs',
    yaml: 'remove `securityContext.privileged`, and add the single capability that the process needs',
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  frameworks: [
    'pss:privileged', 'nsa-cisa:pod-security-enforcement', 'cis:5.2.2', 'mitre:T1611', 'kube-linter:privileged-container',
    'kube-score:container-security-context-privileged', 'kubescape:C-0057', 'kyverno:disallow-privileged-containers', 'polaris:runAsPrivileged',
    'checkov:CKV_K8S_16', 'trivy:KSV-0017', 'kubesec:Privileged',
  ],
  ...requirementOf(check),
  podSecurity: [check],
  harden: { container: { securityContext: { privileged: false } }, unless: onWindows },
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'privileged switched off', subject: { securityContext: { privileged: false } } },
      { shows: 'an empty security context', subject: { securityContext: {} } },
    ],
    bad: [{ shows: 'a privileged container', subject: { securityContext: { privileged: true } } }],
  }),
});
