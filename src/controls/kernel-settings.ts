/**
 * What a kubelet with `protectKernelDefaults` finds on its host, or does not start.
 *
 * @see https://github.com/kubernetes/component-helpers/blob/master/node/util/sysctl/sysctl.go
 */
export const KERNEL_SETTINGS: Readonly<Record<string, number>> = {
  'vm.overcommit_memory': 1,
  'vm.panic_on_oom': 0,
  'kernel.panic': 10,
  'kernel.panic_on_oops': 1,
  'kernel.keys.root_maxkeys': 1_000_000,
  'kernel.keys.root_maxbytes': 25_000_000,
};
