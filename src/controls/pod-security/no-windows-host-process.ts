import { defineControl } from '../control';
import { PodSecurityCheck, requirementOf } from '../pod-security-check';
import { field, pod } from '../require';

const check: PodSecurityCheck = {
  id: 'windowsHostProcess',
  level: 'baseline',
  reason: 'hostProcess',
  revisions: [{
    since: '1.0',
    demands: [{
      pod: pod('securityContext.windowsOptions.hostProcess').isNotTrue(),
      container: field('securityContext.windowsOptions.hostProcess').isNotTrue(),
      says: ({ setters }) => `${setters} must not set securityContext.windowsOptions.hostProcess=true`,
    }],
  }],
};

const hostProcess = (value: boolean) => ({ securityContext: { windowsOptions: { hostProcess: value } } });

export const noWindowsHostProcess = defineControl({
  id: 'no-windows-host-process',
  title: 'Windows containers are not processes of the host',
  subject: 'container',
  why: 'a HostProcess container runs on the Windows node itself, with its file system, its network and the rights of a local account',
  fix: {
    code: 'remove the JSON patch of `securityContext.windowsOptions.hostProcess`',
    yaml: 'remove `securityContext.windowsOptions.hostProcess` from the pod and its containers',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  frameworks: [
    'pss:windowsHostProcess', 'cis:5.2.10', 'mitre:T1611', 'kyverno:disallow-host-process', 'polaris:hostProcess', 'kubescape:C-0202',
    'kubescape:C-0211', 'trivy:KSV-0103',
  ],
  ...requirementOf(check),
  podSecurity: [check],
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'switched off', subject: hostProcess(false), pod: hostProcess(false) }],
    bad: [
      { shows: 'a container that is a process of the host', subject: hostProcess(true) },
      { shows: 'a pod of such containers', subject: {}, pod: hostProcess(true) },
    ],
  }),
});
