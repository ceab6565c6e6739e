import { defineControl } from '../control';
import { allOf, anyOf, field } from '../require';

export const kubeletServingCertificate = defineControl({
  id: 'kubelet-serving-certificate',
  title: 'The kubelet serves with a certificate that can be verified',
  subject: 'component',
  components: ['kubelet'],
  why: 'a self-signed certificate does not tell a kubelet from an impostor, who could read what the API server sends: commands in containers, their '
    + 'input and output',
  fix: {
    code: 'render the configuration with `NodeConfiguration`, which requests certificates, and run an approver for these requests',
    yaml: 'set `serverTLSBootstrap: true` and run an approver for requests of `kubernetes.io/kubelet-serving`, or set `tlsCertFile` and '
      + '`tlsPrivateKeyFile`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/#client-and-serving-certificates'],
  // CIS 4.2.9 requires the two files; we prefer a certificate that the kubelet requests and rotates itself, which excludes them
  frameworks: ['cis:4.2.9', 'nsa-cisa:encryption'],
  require: anyOf(field('serverTLSBootstrap').isTrue(), allOf(field('tlsCertFile').isNotEmpty(), field('tlsPrivateKeyFile').isNotEmpty())),
  harden: { component: { serverTLSBootstrap: true }, assumed: true },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a certificate that the cluster signs', subject: { serverTLSBootstrap: true } },
      {
        shows: 'a certificate from files',
        subject: { tlsCertFile: '/var/lib/kubelet/pki/kubelet.crt', tlsPrivateKeyFile: '/var/lib/kubelet/pki/kubelet.key' },
      },
    ],
    bad: [
      { shows: 'a certificate without its key', subject: { tlsCertFile: '/var/lib/kubelet/pki/kubelet.crt' } },
      { shows: 'a key without its certificate', subject: { tlsPrivateKeyFile: '/var/lib/kubelet/pki/kubelet.key' } },
      { shows: 'its own certificate', subject: { serverTLSBootstrap: false } },
    ],
  }),
});
