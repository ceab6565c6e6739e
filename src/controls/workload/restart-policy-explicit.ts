import { defineControl, notEnforceable } from '../control';
import { field } from '../require';

export const restartPolicyExplicit = defineControl({
  id: 'restart-policy-explicit',
  title: 'Pods state their restart policy',
  subject: 'pod',
  why: 'a reader cannot tell whether a failed process is meant to restart, and a Job without the field is refused',
  fix: {
    code: 'use a `Secure*` workload, which renders it, or set `restartPolicy`',
    yaml: 'set `restartPolicy` in the pod spec',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy'],
  // kube-linter refuses Never, which is right for Jobs; what counts is that someone chose
  frameworks: ['kube-linter:restart-policy', 'kube-score:cronjob-restartpolicy'],
  require: field('restartPolicy').isNotEmpty(),
  admission: notEnforceable('the API server writes the default before it asks any policy'),
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'a policy', subject: { restartPolicy: 'Always' } }],
    bad: [{ shows: 'an empty text', subject: { restartPolicy: '' } }],
  }),
});
