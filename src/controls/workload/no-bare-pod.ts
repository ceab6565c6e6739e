import { defineControl } from '../control';
import { anyOf, field } from '../require';

/** Who runs such a pod deletes it as well; the kubelet runs static pods and mirrors them. */
const RUN_BY_OTHERS: readonly string[] = ['helm.sh/hook', 'argocd.argoproj.io/hook', 'kubernetes.io/config.mirror'];

const pod = (metadata: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', ...metadata } });

export const noBarePod = defineControl({
  id: 'no-bare-pod',
  title: 'Pods belong to a workload that replaces them',
  subject: 'object',
  kinds: ['Pod'],
  why: 'a pod of its own is gone for good when its node fails or is drained, and cannot be updated without an outage',
  fix: {
    code: 'use SecureDeployment, SecureStatefulSet or SecureJob instead of SecurePod',
    yaml: 'move the spec into the `template` of a Deployment, StatefulSet or Job',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/#pods-and-controllers'],
  frameworks: ['kubescape:C-0073', 'kyverno:prevent-bare-pods'],
  require: anyOf(
    field('metadata.ownerReferences').isNotEmpty(),
    ...RUN_BY_OTHERS.map((key) => field(['metadata', 'annotations', key]).isPresent()),
  ),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a pod of a workload', subject: pod({ ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: '1' }] }) },
      ...RUN_BY_OTHERS.map((key) => ({ shows: `a pod with ${key}`, subject: pod({ annotations: { [key]: 'test' } }) })),
    ],
    bad: [
      { shows: 'a pod of its own', subject: pod({ annotations: { owner: 'shop' } }) },
      { shows: 'no owner in the list', subject: pod({ ownerReferences: [] }) },
    ],
  }),
});
