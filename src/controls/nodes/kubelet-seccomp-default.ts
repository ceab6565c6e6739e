import { defineControl } from '../control';
import { field } from '../require';

export const kubeletSeccompDefault = defineControl({
  id: 'kubelet-seccomp-default',
  title: 'Containers get the seccomp profile of the runtime by default',
  subject: 'component',
  components: ['kubelet'],
  why: 'a container without a profile may make every system call, and many container escapes begin with one that applications do not need',
  fix: {
    code: 'render the configuration of the kubelet with `NodeConfiguration`, which turns the default on',
    yaml: 'set `seccompDefault: true`, or pass `--seccomp-default`',
  },
  references: [
    'https://kubernetes.io/docs/tutorials/security/seccomp/#enable-the-use-of-runtimedefault-as-the-default-seccomp-profile-for-all-workloads',
  ],
  frameworks: ['cis:4.2.14', 'nsa-cisa:pod-security', 'mitre:T1611'],
  require: field('seccompDefault').isTrue(),
  harden: { component: { seccompDefault: true } },
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'the profile of the runtime', subject: { seccompDefault: true } }],
    bad: [{ shows: 'no profile', subject: { seccompDefault: false } }],
  }),
});
