import { defineControl } from '../control';
import { anyOf, field } from '../require';

export const kubeletEventRate = defineControl({
  id: 'kubelet-event-rate',
  title: 'The kubelet limits the rate of its events',
  subject: 'component',
  components: ['kubelet'],
  why: 'a pod that fails in a loop could flood the API server and etcd with events, which also hide those of an attack',
  fix: {
    code: 'leave `eventRecordQPS` out of `kubelet` of `NodeConfiguration`',
    yaml: 'set `eventRecordQPS` to a positive number such as 50',
  },
  references: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/'],
  // CIS accepts 0 as well, which means no limit since Kubernetes 1.37
  frameworks: ['cis:4.2.8'],
  require: anyOf(field('eventRecordQPS').isAtLeast(1), field('eventRecordQPS').isAbsent()),
  harden: { component: { eventRecordQPS: 50 } },
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'a limit', subject: { eventRecordQPS: 50 } }],
    bad: [{ shows: 'no limit', subject: { eventRecordQPS: 0 } }],
  }),
});
