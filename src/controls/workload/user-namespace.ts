import { onWindows } from '../conditions';
import { defineControl } from '../control';
import { anyOf, field, item, pod } from '../require';

const rawDevices = (list: string) => pod(list).some(item('volumeDevices').isNotEmpty());

/** What gives a pod a user namespace of its own. */
export const OWN_USER_NAMESPACE = { hostUsers: false };

export const userNamespace = defineControl({
  id: 'user-namespace',
  title: 'Pods have a user namespace of their own',
  subject: 'pod',
  why: 'in the user namespace of the node, root in a container that escapes is root on the node',
  fix: {
    code: 'once all nodes support it, set `userNamespace` of the workload, or give `user-namespace` a severity in the profile, and all workloads set the field',
    yaml: 'set `hostUsers: false` in the pod spec, once all nodes support it',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/'],
  frameworks: ['mitre:T1611', 'kubesec:HostUsers', 'checkov:CKV_K8S_40'],
  require: anyOf(field('hostUsers').isFalse(), onWindows),
  harden: {
    pod: OWN_USER_NAMESPACE,
    // the API server refuses it beside these
    unless: anyOf(
      onWindows,
      field('hostNetwork').isTrue(), field('hostPID').isTrue(), field('hostIPC').isTrue(),
      rawDevices('containers'), rawDevices('initContainers'),
    ),
  },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a user namespace', subject: { hostUsers: false } },
      { shows: 'a pod of Windows', subject: { os: { name: 'windows' } } },
    ],
    bad: [
      { shows: 'the user namespace of the node', subject: { hostUsers: true } },
      { shows: 'the network of the node, which allows none', subject: { hostNetwork: true } },
    ],
  }),
});
