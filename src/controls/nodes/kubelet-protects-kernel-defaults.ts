import { defineControl } from '../control';
import { field } from '../require';

export const kubeletProtectsKernelDefaults = defineControl({
  id: 'kubelet-protects-kernel-defaults',
  title: 'The kubelet does not change kernel settings',
  subject: 'component',
  components: ['kubelet'],
  why: 'otherwise the kubelet silently overwrites kernel settings that the host was hardened with',
  fix: {
    code: 'render the configuration of the kubelet with `NodeConfiguration`, and set the kernel settings that its README lists on the host',
    yaml: 'set `protectKernelDefaults: true`, once vm.overcommit_memory=1, vm.panic_on_oom=0, kernel.panic=10 and kernel.panic_on_oops=1 are set on '
      + 'the host: the kubelet does not start where they differ',
  },
  references: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://docs.k3s.io/security/hardening-guide#ensure-protect-kernel-defaults-is-set',
  ],
  require: field('protectKernelDefaults').isTrue(),
  harden: { component: { protectKernelDefaults: true }, assumed: true },
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'the settings of the host', subject: { protectKernelDefaults: true } }],
    bad: [{ shows: 'settings that the kubelet changes', subject: { protectKernelDefaults: false } }],
  }),
});
