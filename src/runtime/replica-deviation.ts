import { WatchedWorkload } from './watched-workload';

type Json = Readonly<Record<string, unknown>>;

/** A rolling update runs two versions beside each other for a while. */
const UPDATE_TIME = '5m';

/** A text of PromQL, in double quotes. https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals */
const quoted = (text: string): string => JSON.stringify(text);

/**
 * Alerts where a process has run in one replica of a workload alone. Tetragon counts the events of each pod and binary as long as the pod exists, so
 * that a series says that the binary ran there; its metrics must keep the labels namespace, workload, pod and binary, as they do by default.
 *
 * @see https://tetragon.io/docs/reference/metrics/
 */
export function replicaDeviation({ namespace, name, title }: WatchedWorkload, metadata: Json): Json {
  const series = `tetragon_events_total{namespace=${quoted(namespace)},workload=${quoted(name)},type="PROCESS_EXEC"}`;
  const replicas = `count by (workload) (count by (workload, pod) (${series}))`;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata,
    spec: {
      groups: [{
        name: `replicas-of-${namespace}-${name}`,
        rules: [{
          alert: 'ReplicaDeviates',
          expr: `count by (workload, binary) (count by (workload, binary, pod) (${series})) == 1 and on (workload) ${replicas} > 1`,
          for: UPDATE_TIME,
          labels: { severity: 'warning', namespace },
          annotations: { summary: `one replica of ${title} has run {{ $labels.binary }}, and its siblings have not` },
        }],
      }],
    },
  };
}
