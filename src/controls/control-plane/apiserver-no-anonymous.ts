import { defineControl } from '../control';
import { allOf, anyOf, field } from '../require';

export const apiserverNoAnonymous = defineControl({
  id: 'apiserver-no-anonymous',
  title: 'Anonymous requests reach only health checks',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'every bug in authorization, and every binding of `system:unauthenticated`, is open to anyone who can connect to the API server',
  fix: {
    code: 'name the paths for health checks with `Authentication`, whose file the API server gets as `authentication-config`',
    yaml: 'pass `--authentication-config` with a file that allows anonymous requests to `/livez`, `/readyz` and `/healthz` only; kubeadm probes these, '
      + 'so its API server does not become ready with `--anonymous-auth=false`',
  },
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests',
    'https://github.com/kubernetes/kubeadm/issues/798',
  ],
  // CIS 1.2.1 requires the flag; the configuration file is equivalent, and keeps health checks and the discovery of kubeadm working
  frameworks: ['cis:1.2.1', 'nsa-cisa:authentication'],
  require: anyOf(field('--anonymous-auth').isFalse(), allOf(field('--authentication-config').isNotEmpty(), field('--anonymous-auth').isAbsent())),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'refused altogether', subject: { '--anonymous-auth': false } },
      { shows: 'a file that names the paths', subject: { '--authentication-config': '/etc/kubernetes/secure/authentication.yaml' } },
    ],
    bad: [
      { shows: 'admitted to everything', subject: { '--anonymous-auth': true } },
      { shows: 'no file', subject: { '--authentication-config': '' } },
      {
        shows: 'a file and the flag, which exclude each other',
        subject: { '--authentication-config': '/etc/kubernetes/secure/authentication.yaml', '--anonymous-auth': true },
      },
    ],
  }),
});
