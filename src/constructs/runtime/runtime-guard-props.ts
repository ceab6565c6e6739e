import { RuntimeEngine } from './runtime-engine';

/** What differs from the defaults. */
export interface RuntimeGuardProps {
  /**
   * The programs that rules are written for.
   * @default [RuntimeEngine.FALCO]
   */
  readonly engines?: RuntimeEngine[];

  /**
   * The namespace of Falco, in which its ConfigMap has to be.
   * @default 'falco'
   */
  readonly falcoNamespace?: string;

  /**
   * The blocks that pods and Services have their addresses from. A node sees addresses and no labels, so that an edge to a pod is a connection to any of
   * them on its ports.
   * @default - the private blocks of IPv4 and IPv6
   */
  readonly clusterCidrs?: string[];

  /**
   * Has Tetragon end a process that does what is not declared, at once. Observe first: a process that was forgotten ends too.
   * @default false
   */
  readonly killUndeclared?: boolean;

  /**
   * Adds a PrometheusRule for each workload, which alerts where one replica runs what its siblings do not, by the metrics of Tetragon.
   * @default false
   */
  readonly alertOnDeviation?: boolean;

  /**
   * Adds a ProfileRecording of the Security Profiles Operator for each workload, which records its system calls as a seccomp profile. The namespace needs
   * the label `spo.x-k8s.io/enable-recording`.
   * @default false
   */
  readonly recordProfiles?: boolean;
}
