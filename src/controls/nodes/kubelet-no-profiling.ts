import { defineControl } from '../control';
import { allOf, field } from '../require';

export const kubeletNoProfiling = defineControl({
  id: 'kubelet-no-profiling',
  title: 'The kubelet serves no profiling data and takes no flags over the network',
  subject: 'component',
  components: ['kubelet'],
  why: 'profiles reveal what the kubelet is doing and slow it down, and whoever may change its log level makes it write requests, with what they '
    + 'contain, to the log',
  fix: {
    code: 'render the configuration of the kubelet with `NodeConfiguration`, which turns these handlers off',
    yaml: 'set `enableProfilingHandler: false`, `enableDebugFlagsHandler: false`, and leave `enableSystemLogQuery` out',
  },
  references: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/'],
  frameworks: ['mitre:T1552'],
  require: allOf(field('enableProfilingHandler').isFalse(), field('enableDebugFlagsHandler').isFalse(), field('enableSystemLogQuery').isNotTrue()),
  harden: { component: { enableProfilingHandler: false, enableDebugFlagsHandler: false } },
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'the handlers off', subject: { enableProfilingHandler: false, enableDebugFlagsHandler: false, enableSystemLogQuery: false } }],
    bad: [
      { shows: 'profiles', subject: { enableDebugFlagsHandler: false } },
      { shows: 'flags over the network', subject: { enableProfilingHandler: false } },
      { shows: 'the logs of the host', subject: { enableProfilingHandler: false, enableDebugFlagsHandler: false, enableSystemLogQuery: true } },
    ],
  }),
});
