import { onWindows } from '../conditions';
import { defineControl } from '../control';
import { PodSecurityCheck, requirementOf } from '../pod-security-check';
import { Faults, quoted } from '../pod-security-text';
import { allOf, field, item } from '../require';

const said = (lacking: Faults, adding: Faults): string[] => [
  ...(lacking.count > 0 ? [`${lacking.containers} must set securityContext.capabilities.drop=["ALL"]`] : []),
  ...(adding.count > 0 ? [`${adding.containers} must not include ${quoted(adding.distinctValues)} in securityContext.capabilities.add`] : []),
];

const demands = [{
  container: allOf(
    field('securityContext.capabilities.drop').includes('ALL'),
    field('securityContext.capabilities.add').every(item().equals('NET_BIND_SERVICE')),
  ),
  says: (faults: Faults) => said(faults.at('drop'), faults.at('add')).join('; '),
}];

const check: PodSecurityCheck = {
  id: 'capabilities_restricted',
  level: 'restricted',
  overrides: ['capabilities_baseline'],
  reason: 'unrestricted capabilities',
  revisions: [{ since: '1.22', demands }, { since: '1.25', demands, unless: onWindows }],
};

const capabilities = (drop: string[], add?: string[]) => ({ securityContext: { capabilities: { drop, ...(add && { add }) } } });

export const dropAllCapabilities = defineControl({
  id: 'drop-all-capabilities',
  title: 'Containers drop all capabilities',
  subject: 'container',
  why: 'container runtimes grant a dozen capabilities by default, among them NET_RAW, which allows spoofing, and CHOWN, which changes the owner of any file',
  fix: {
    code: 'leave `securityContext.capabilities` of the container props unset, or add nothing but NET_BIND_SERVICE',
    yaml: 'set `securityContext.capabilities.drop: [ALL]`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  frameworks: [
    'pss:capabilities_restricted', 'cis:5.2.8', 'cis:5.2.9', 'mitre:T1611', 'kube-linter:drop-net-raw-capability', 'kubescape:C-0211',
    'kyverno:require-drop-all', 'kyverno:disallow-capabilities-strict', 'polaris:insecureCapabilities', 'polaris:linuxHardening',
    'checkov:CKV_K8S_28', 'checkov:CKV_K8S_30', 'checkov:CKV_K8S_37', 'trivy:KSV-0003', 'trivy:KSV-0004', 'trivy:KSV-0106',
    'kubesec:CapDropAll', 'kubesec:CapDropAny',
  ],
  ...requirementOf(check),
  podSecurity: [check],
  harden: {
    container: { securityContext: { capabilities: { drop: ['ALL'] } } },
    extendedLists: ['/securityContext/capabilities/drop'], // whoever drops some does not want to keep the others
    unless: onWindows,
  },
  coveredBy: [{ control: 'no-added-capabilities', where: 'same-field' }],
  absent: 'bad',
  examples: () => ({
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
  }),
});
