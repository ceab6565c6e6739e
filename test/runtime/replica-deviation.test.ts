import { workload } from './workload';
import { profileRecording } from '../../src/runtime/profile-recording';
import { replicaDeviation } from '../../src/runtime/replica-deviation';

test('an alert fires where one replica alone has run a binary, and there are others', () => {
  expect(replicaDeviation(workload({ title: 'the API' }), { name: 'x', namespace: 'monitoring' })).toMatchInlineSnapshot(`
{
  "apiVersion": "monitoring.coreos.com/v1",
  "kind": "PrometheusRule",
  "metadata": {
    "name": "x",
    "namespace": "monitoring",
  },
  "spec": {
    "groups": [
      {
        "name": "replicas-of-shop-api",
        "rules": [
          {
            "alert": "ReplicaDeviates",
            "annotations": {
              "summary": "one replica of the API has run {{ $labels.binary }}, and its siblings have not",
            },
            "expr": "count by (workload, binary) (count by (workload, binary, pod) (tetragon_events_total{namespace="shop",workload="api",type="PROCESS_EXEC"})) == 1 and on (workload) count by (workload) (count by (workload, pod) (tetragon_events_total{namespace="shop",workload="api",type="PROCESS_EXEC"})) > 1",
            "for": "5m",
            "labels": {
              "namespace": "shop",
              "severity": "warning",
            },
          },
        ],
      },
    ],
  },
}
`);
});

test('a text of PromQL ends where it should, whatever it holds', () => {
  const { spec } = replicaDeviation(workload({ name: 'a"}' }), {}) as any;
  expect(spec.groups[0].rules[0].expr).toContain('workload="a\\"}"');
});

test('a recording merges the system calls of all replicas into a profile that somebody reads first', () => {
  expect(profileRecording({ app: 'api' }, { name: 'x' })).toMatchInlineSnapshot(`
{
  "apiVersion": "security-profiles-operator.x-k8s.io/v1",
  "kind": "ProfileRecording",
  "metadata": {
    "name": "x",
  },
  "spec": {
    "disableProfileAfterRecording": true,
    "kind": "SeccompProfile",
    "mergeStrategy": "Containers",
    "podSelector": {
      "matchLabels": {
        "app": "api",
      },
    },
    "recorder": "Bpf",
  },
}
`);
});
