import { defineControl } from '../control';
import { CheckRevision, PodSecurityCheck, requirementOf } from '../pod-security-check';
import { Faults, listed } from '../pod-security-text';
import { allOf, Expression, Field, field, pod } from '../require';

const TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
const TYPES_1_31 = [...TYPES, 'container_engine_t'];

const confined = (at: (path: string) => Field, types: readonly string[]): Expression => allOf(
  at('securityContext.seLinuxOptions.type').isAbsentOrOneOf(types),
  at('securityContext.seLinuxOptions.user').isAbsentOr(''),
  at('securityContext.seLinuxOptions.role').isAbsentOr(''),
);

function said(faults: Faults): string {
  const { distinctValues: types } = faults.at('type');
  const set = [
    ...(types.length > 0 ? [listed('type', types)] : []),
    ...['user', 'role'].filter((name) => faults.at(name).count > 0).map((name) => `${name} may not be set`),
  ];
  return `${faults.setters} set forbidden securityContext.seLinuxOptions: ${set.join('; ')}`;
}

const only = (since: string, types: readonly string[]): CheckRevision => ({
  since, demands: [{ pod: confined(pod, types), container: confined(field, types), says: said }],
});

const check: PodSecurityCheck = {
  id: 'seLinuxOptions',
  level: 'baseline',
  reason: 'seLinuxOptions',
  revisions: [only('1.0', TYPES), only('1.31', TYPES_1_31)],
};

const options = (seLinuxOptions: object) => ({ securityContext: { seLinuxOptions } });

export const selinuxOptions = defineControl({
  id: 'selinux-options',
  title: 'SELinux keeps containers confined',
  subject: 'container',
  why: 'another SELinux type, user or role lifts the confinement that keeps a process which escapes its container away from the files of the node',
  fix: {
    code: 'remove the JSON patch of `securityContext.seLinuxOptions`, or set only `level` or a container `type`',
    yaml: 'remove `seLinuxOptions.user` and `seLinuxOptions.role`, and set `type` to one of the container types or remove it',
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  frameworks: [
    'pss:seLinuxOptions', 'nsa-cisa:hardening-container-environments', 'mitre:T1611', 'kyverno:disallow-selinux', 'trivy:KSV-0025',
    'kubescape:C-0211',
  ],
  ...requirementOf(check),
  podSecurity: [check],
  absent: 'good',
  examples: () => ({
    good: [
      ...TYPES_1_31.map((type) => ({ shows: `the type "${type}"`, subject: options({ type }), pod: options({ type }) })),
      { shows: 'a level and nothing else', subject: options({ level: 's0:c123,c456', user: '', role: '' }) },
    ],
    bad: [
      { shows: 'the type of a container that is not confined', subject: options({ type: 'spc_t' }) },
      { shows: 'a user', subject: options({ user: 'sysadm_u' }) },
      { shows: 'a role', subject: options({ role: 'sysadm_r' }) },
      { shows: 'a pod whose type is not confined', subject: {}, pod: options({ type: 'spc_t' }) },
      { shows: 'a pod with a user', subject: {}, pod: options({ user: 'sysadm_u' }) },
      { shows: 'a pod with a role', subject: {}, pod: options({ role: 'sysadm_r' }) },
    ],
  }),
});
