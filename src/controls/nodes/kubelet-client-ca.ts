import { defineControl } from '../control';
import { field } from '../require';

export const kubeletClientCa = defineControl({
  id: 'kubelet-client-ca',
  title: 'The kubelet verifies client certificates',
  subject: 'component',
  components: ['kubelet'],
  why: 'without a CA for client certificates the kubelet cannot tell the API server from anyone else on the network',
  fix: {
    code: 'render the configuration of the kubelet with `NodeConfiguration`, which names the CA of the cluster',
    yaml: 'set `authentication.x509.clientCAFile: /etc/kubernetes/pki/ca.crt`, or pass `--client-ca-file`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authentication'],
  frameworks: ['cis:4.2.3', 'nsa-cisa:authentication'],
  require: field('authentication.x509.clientCAFile').isNotEmpty(),
  harden: { component: { authentication: { x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' } } }, assumed: true },
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'the authority of the cluster', subject: { authentication: { x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' } } } }],
    bad: [{ shows: 'an empty path', subject: { authentication: { x509: { clientCAFile: '' } } } }],
  }),
});
