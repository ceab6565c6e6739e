import { defineControl } from '../control';
import { allOf, anyOf, Expression, field } from '../require';

/** What the kubelet evicts pods for by default. Where `evictionHard` is set, a signal that is missing counts as 0, which never evicts. */
const SIGNALS = ['memory.available', 'nodefs.available', 'imagefs.available'];

const isNotZero = (signal: string): Expression => field(['evictionHard', signal]).isNoneOf(['0', '0%']);
const evicts = (signal: string): Expression => allOf(field(['evictionHard', signal]).isPresent(), isNotZero(signal));

export const kubeletEvictionThresholds = defineControl({
  id: 'kubelet-eviction-thresholds',
  title: 'The kubelet evicts pods before the node runs out of memory or disk',
  subject: 'component',
  components: ['kubelet'],
  why: 'a pod that fills the disk or the memory of the node takes down the kubelet and every other pod with it',
  fix: {
    code: 'leave `evictionHard` out of `kubelet` of `NodeConfiguration`',
    yaml: 'remove `evictionHard`, set `mergeDefaultEvictionSettings: true`, or give `memory.available`, `nodefs.available` and '
      + '`imagefs.available` a value above 0',
  },
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#hard-eviction-thresholds'],
  frameworks: ['nsa-cisa:resource-policies', 'mitre:T1499'],
  require: anyOf(
    field('evictionHard').isAbsent(),
    allOf(field('mergeDefaultEvictionSettings').isTrue(), ...SIGNALS.map(isNotZero)),
    allOf(...SIGNALS.map(evicts)),
  ),
  absent: 'good',
  examples: () => ({
    good: [
      {
        shows: 'a threshold for each signal',
        subject: { evictionHard: { 'memory.available': '200Mi', 'nodefs.available': '10%', 'imagefs.available': '15%' } },
      },
      { shows: 'the defaults beside a threshold', subject: { evictionHard: { 'memory.available': '200Mi' }, mergeDefaultEvictionSettings: true } },
    ],
    bad: [
      ...SIGNALS.flatMap((signal) => ['0', '0%'].map((zero) => ({
        shows: `no eviction for ${signal}, written ${zero}`,
        subject: { evictionHard: { 'memory.available': '200Mi', 'nodefs.available': '10%', 'imagefs.available': '15%', [signal]: zero } },
      }))),
      ...SIGNALS.map((missing) => ({
        shows: `no threshold for ${missing}`,
        subject: { evictionHard: Object.fromEntries(SIGNALS.filter((signal) => signal !== missing).map((signal) => [signal, '10%'])) },
      })),
      ...SIGNALS.flatMap((signal) => ['0', '0%'].map((zero) => ({
        shows: `the defaults, but for ${signal}, written ${zero}`, subject: { evictionHard: { [signal]: zero }, mergeDefaultEvictionSettings: true },
      }))),
    ],
  }),
});
