import { defineControl } from '../control';
import { anyOf, field } from '../require';

const LOCAL = ['127.0.0.1', 'localhost', '[::1]'];

export const kubeProxyMetricsLocal = defineControl({
  id: 'kube-proxy-metrics-local',
  title: 'The metrics of kube-proxy are served on localhost only',
  subject: 'component',
  components: ['kube-proxy'],
  why: 'the port requires no credentials, and shows the services of the cluster and the configuration of the proxy to anyone who can connect to the '
    + 'node',
  fix: {
    code: 'leave `metricsBindAddress` out of `kubeProxy` of `NodeConfiguration`',
    yaml: 'set `metricsBindAddress: 127.0.0.1:10249`, or remove it',
  },
  references: ['https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/'],
  frameworks: ['cis:4.3.1'],
  require: anyOf(
    ...LOCAL.flatMap((address) => [field('metricsBindAddress').equals(address), field('metricsBindAddress').startsWith(`${address}:`)]),
    field('metricsBindAddress').isEmpty(),
  ),
  harden: { component: { metricsBindAddress: '127.0.0.1:10249' } },
  absent: 'good',
  examples: () => ({
    good: [
      ...LOCAL.flatMap((address) => [address, `${address}:10249`])
        .map((address) => ({ shows: `on ${address}`, subject: { metricsBindAddress: address } })),
      { shows: 'the default', subject: { metricsBindAddress: '' } },
    ],
    bad: [
      { shows: 'on every address', subject: { metricsBindAddress: '0.0.0.0:10249' } },
      { shows: 'an address that starts like a local one', subject: { metricsBindAddress: '127.0.0.10:10249' } },
    ],
  }),
});
