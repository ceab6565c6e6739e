import { defineControl } from '../control';
import { allOf, field } from '../require';

const FILE = { '--admission-control-config-file': '/etc/kubernetes/secure/admission.yaml' };

export const apiserverEventRateLimit = defineControl({
  id: 'apiserver-event-rate-limit',
  title: 'The API server limits the rate of events',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'one namespace that floods the API server with events slows it and etcd down for everyone',
  fix: {
    code: 'render the flags with `ControlPlane`, whose `admissionPlugins` hold `EventRateLimit`',
    yaml: 'add `EventRateLimit` to `--enable-admission-plugins`, beside `NodeRestriction`, and give its limits in the file of '
      + '`--admission-control-config-file`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#eventratelimit'],
  frameworks: ['cis:1.2.9'],
  require: allOf(
    field('--enable-admission-plugins').includes('EventRateLimit'), field('--disable-admission-plugins').excludes('EventRateLimit'),
    field('--admission-control-config-file').isNotEmpty(),
  ),
  absent: 'bad',
  examples: () => ({
    good: [
      {
        shows: 'on',
        subject: { '--enable-admission-plugins': ['NodeRestriction', 'EventRateLimit'], ...FILE },
      },
    ],
    bad: [
      {
        shows: 'other plugins only',
        subject: { '--enable-admission-plugins': ['NodeRestriction'], ...FILE },
      },
      {
        shows: 'on and off',
        subject: { '--enable-admission-plugins': ['EventRateLimit'], '--disable-admission-plugins': ['EventRateLimit'], ...FILE },
      },
      { shows: 'on without limits', subject: { '--enable-admission-plugins': ['EventRateLimit'] } },
    ],
  }),
});
