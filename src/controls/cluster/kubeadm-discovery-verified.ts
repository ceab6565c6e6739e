import { defineControl, notEnforceable } from '../control';
import { allOf, anyOf, field } from '../require';

const HASH = `sha256:${'0'.repeat(64)}`;
const join = (discovery: object) => ({ apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'JoinConfiguration', discovery });
const token = (rest: object) => join({ bootstrapToken: { token: 'abcdef.0123456789abcdef', apiServerEndpoint: '10.0.0.10:6443', ...rest } });

export const kubeadmDiscoveryVerified = defineControl({
  id: 'kubeadm-discovery-verified',
  title: 'Nodes verify the API server when they join',
  subject: 'object',
  kinds: ['kubeadm.k8s.io/JoinConfiguration'],
  why: 'an attacker between the node and the API server could give it a CA of their own, and from then on decide what it runs',
  fix: {
    code: 'let nodes discover the cluster with `discoveryFile` of `NodeConfiguration`',
    yaml: 'set `discovery.file`, or `discovery.bootstrapToken.caCertHashes` without `unsafeSkipCAVerification`',
  },
  references: ['https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-join/#token-based-discovery-with-ca-pinning'],
  frameworks: ['nsa-cisa:authentication', 'mitre:T1557'],
  require: anyOf(
    field('discovery.bootstrapToken').isAbsent(),
    allOf(field('discovery.bootstrapToken.caCertHashes').isNotEmpty(), field('discovery.bootstrapToken.unsafeSkipCAVerification').isNotTrue()),
  ),
  admission: notEnforceable('kubeadm reads the file on the node, before it has joined'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'the hash of the authority', subject: token({ caCertHashes: [HASH] }) },
      { shows: 'a file that was brought to the node', subject: join({ file: { kubeConfigPath: '/etc/kubernetes/discovery.conf' } }) },
    ],
    bad: [
      { shows: 'whoever answers', subject: token({ unsafeSkipCAVerification: true }) },
      { shows: 'a hash that is not looked at', subject: token({ caCertHashes: [HASH], unsafeSkipCAVerification: true }) },
      { shows: 'no hash', subject: token({ caCertHashes: [] }) },
    ],
  }),
});
