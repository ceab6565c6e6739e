import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

const RESOURCES = ['deviceclasses', 'resourceslices', 'devicetaintrules', 'resourceclaims/status', 'resourceclaims/binding', 'resourceclaims/driver'];

export const rbacNoDeviceWrite = defineControl({
  id: 'rbac-no-device-write',
  title: 'RBAC rules do not allocate devices',
  why: 'classes, slices and the allocation in the status of claims decide which pod gets which device of a node, and a taint of a device evicts '
    + 'the pods that use it',
  fix: {
    code: 'leave the cluster-wide kinds of `resource.k8s.io` and `resourceclaims/status` out of the rules of `ScopedRole`, they belong to device '
      + 'drivers',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for these resources',
  },
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/'],
  frameworks: ['nsa-cisa:rbac'],
  // A warning: device drivers need it. The last two are asked for beside resourceclaims/status from 1.36 on.
  ...withholds({ apiGroups: ['resource.k8s.io'], resources: RESOURCES, verbs: WRITE }),
});
