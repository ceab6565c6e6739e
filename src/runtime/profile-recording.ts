import { PodMatch } from './watched-workload';

type Json = Readonly<Record<string, unknown>>;

/**
 * Has the Security Profiles Operator record which system calls the pods make, one profile for each replica, merged by container at the end. The
 * namespace needs the label `spo.x-k8s.io/enable-recording: "true"`, and the profile is written disabled, for somebody to read first.
 *
 * @see https://github.com/kubernetes-sigs/security-profiles-operator/blob/main/installation-usage.md#record-profiles-from-workloads-with-profilerecordings
 */
export function profileRecording(labels: Extract<PodMatch, { by: 'labels' }>['labels'], metadata: Json): Json {
  return {
    apiVersion: 'security-profiles-operator.x-k8s.io/v1',
    kind: 'ProfileRecording',
    metadata,
    spec: {
      kind: 'SeccompProfile', recorder: 'Bpf', mergeStrategy: 'Containers', disableProfileAfterRecording: true, podSelector: { matchLabels: labels },
    },
  };
}
