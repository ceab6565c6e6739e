import { defineControl } from '../control';
import { field } from '../require';

export const controlPlaneListensLocally = defineControl({
  id: 'control-plane-listens-locally',
  title: 'The controller manager and the scheduler listen on localhost only',
  subject: 'component',
  components: ['kube-controller-manager', 'kube-scheduler'],
  why: 'nothing outside the host needs their ports, and an exposed port lets anyone on the network probe them for vulnerabilities',
  fix: {
    code: 'leave `bind-address` out of `extraArguments` of `ControlPlane`',
    yaml: 'pass `--bind-address=127.0.0.1`; the default is every address',
  },
  references: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/',
    'https://kubernetes.io/docs/reference/networking/ports-and-protocols/',
  ],
  // CIS accepts an unset flag, whose default is every address
  frameworks: ['cis:1.3.7', 'cis:1.4.2'],
  require: field('--bind-address').isOneOf(['127.0.0.1', '::1']),
  harden: { component: { '--bind-address': '127.0.0.1' } },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'the host alone', subject: { '--bind-address': '127.0.0.1' } },
      { shows: 'the host alone, in IPv6', subject: { '--bind-address': '::1' } },
    ],
    bad: [
      { shows: 'every address', subject: { '--bind-address': '0.0.0.0' } },
    ],
  }),
});
