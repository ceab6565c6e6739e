import { onWindows } from '../conditions';
import { defineControl } from '../control';
import { allOf, anyOf, field, item } from '../require';

const restricted = allOf(
  field('securityContext.capabilities.drop').includes('ALL'),
  field('securityContext.capabilities.add').every(item().equals('NET_BIND_SERVICE')),
);

const capabilities = (drop: string[], add?: string[]) => ({ securityContext: { capabilities: { drop, ...(add && { add }) } } });

export const dropAllCapabilities = defineControl({
  id: 'drop-all-capabilities',
  title: 'Containers drop all capabilities',
  subject: 'container',
  why: 'container runtimes grant a dozen capabilities by default, among them raw sockets for spoofing and changing the owner of any file',
  fix: 'leave `securityContext.capabilities` of the container props unset, or add nothing but NET_BIND_SERVICE; in YAML set '
    + '`securityContext.capabilities.drop: [ALL]`',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  frameworks: [
    'pss:capabilities_restricted', 'cis:5.2.8', 'cis:5.2.9', 'kube-linter:drop-net-raw-capability', 'kubescape:C-0211', 'kyverno:require-drop-all',
    'kyverno:disallow-capabilities-strict', 'polaris:insecureCapabilities', 'polaris:linuxHardening', 'checkov:CKV_K8S_28', 'checkov:CKV_K8S_37',
    'trivy:KSV-0003', 'trivy:KSV-0004', 'trivy:KSV-0106', 'kubesec:CapDropAll', 'kubesec:CapDropAny',
  ],
  require: allOf(),
  revisions: [
    { since: '1.22', require: restricted },
    { since: '1.25', require: anyOf(restricted, onWindows) },
  ],
  harden: { container: { securityContext: { capabilities: { drop: ['ALL'] } } }, unless: onWindows },
  absent: 'bad',
  examples: {
    good: [
      { shows: 'all capabilities dropped', subject: capabilities(['ALL']) },
      { shows: 'a low port allowed', subject: capabilities(['ALL'], ['NET_BIND_SERVICE']) },
      { shows: 'a container of Windows, which has no capabilities', subject: {}, pod: { os: { name: 'windows' } } },
    ],
    bad: [
      { shows: 'empty capabilities', subject: { securityContext: { capabilities: {} } } },
      { shows: 'a single capability dropped', subject: capabilities(['NET_RAW']) },
      { shows: 'the wrong case', subject: capabilities(['all']) },
      { shows: 'one taken back', subject: capabilities(['ALL'], ['NET_BIND_SERVICE', 'CHOWN']) },
      { shows: 'a pod that says it is for Linux', subject: {}, pod: { os: { name: 'linux' } } },
    ],
  },
});
