import { inUserNamespace } from '../conditions';
import { defineControl } from '../control';
import { PodSecurityCheck } from '../pod-security-check';
import { Faults, quoted } from '../pod-security-text';
import { field } from '../require';

const masked = field('securityContext.procMount').isAbsentOr('Default');

const demands = [{
  container: masked,
  says: ({ containers, distinctValues }: Faults) => `${containers} must not set securityContext.procMount to ${quoted(distinctValues)}`,
}];

const baseline: PodSecurityCheck = {
  id: 'procMount',
  level: 'baseline',
  reason: 'procMount',
  revisions: [{ since: '1.0', demands }, { since: '1.35', demands, unless: inUserNamespace }],
};

const restricted: PodSecurityCheck = {
  id: 'procMount_restricted',
  level: 'restricted',
  overrides: ['procMount'],
  reason: 'procMount',
  revisions: [{ since: '1.35', demands }],
};

export const procMountDefault = defineControl({
  id: 'proc-mount-default',
  title: 'The /proc of containers stays masked',
  subject: 'container',
  why: 'an unmasked /proc shows kernel memory and lets root in the container change kernel settings of the node',
  fix: {
    code: 'remove the JSON patch of `securityContext.procMount`',
    yaml: 'remove `securityContext.procMount`; it defaults to `Default`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  frameworks: [
    'pss:procMount', 'pss:procMount_restricted', 'mitre:T1611', 'kube-linter:unsafe-proc-mount', 'kyverno:disallow-proc-mount', 'polaris:procMount',
    'trivy:KSV-0027',
  ],
  // Since 1.35 the baseline level allows any value under `hostUsers: false`, the restricted level does not. Strict holds for both.
  require: masked,
  podSecurity: [baseline, restricted],
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'the default written out', subject: { securityContext: { procMount: 'Default' } } }],
    bad: [
      { shows: 'an unmasked /proc', subject: { securityContext: { procMount: 'Unmasked' } } },
      { shows: 'an unmasked /proc in a user namespace', subject: { securityContext: { procMount: 'Unmasked' } }, pod: { hostUsers: false } },
    ],
  }),
});
