import { defineControl } from '../control';
import { field } from '../require';

export const noServiceLinks = defineControl({
  id: 'no-service-links',
  title: 'Pods get no environment variables about Services',
  subject: 'pod',
  why: 'the variables show an intruder the address of every Service in the namespace, and a Service named like an option of the process overrides it',
  fix: {
    code: 'use a `Secure*` workload, which switches them off; find Services by DNS',
    yaml: 'set `enableServiceLinks: false` in the pod spec; find Services by DNS',
  },
  references: ['https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables'],
  require: field('enableServiceLinks').isFalse(),
  harden: { pod: { enableServiceLinks: false } },
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'no variables', subject: { enableServiceLinks: false } }],
    bad: [{ shows: 'variables about every Service', subject: { enableServiceLinks: true } }],
  }),
});
