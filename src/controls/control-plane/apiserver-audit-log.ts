import { defineControl } from '../control';
import { allOf, anyOf, field } from '../require';

const POLICY = { '--audit-policy-file': '/etc/kubernetes/secure/audit-policy.yaml' };

export const apiserverAuditLog = defineControl({
  id: 'apiserver-audit-log',
  title: 'The API server records who did what',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'after an attack nobody can tell what was read or changed, by whom, and whether the attacker still has access',
  fix: {
    code: 'make the cluster with `ClusterBaseline`, which brings an `AuditPolicy`',
    yaml: 'pass `--audit-policy-file` and `--audit-log-path` or `--audit-webhook-config-file`, and mount the files into the static pod',
  },
  references: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/'],
  frameworks: ['cis:1.2.16', 'cis:3.2.1', 'nsa-cisa:audit-logging'],
  require: allOf(
    field('--audit-policy-file').isNotEmpty(),
    anyOf(field('--audit-log-path').isNotEmpty(), field('--audit-webhook-config-file').isNotEmpty()),
  ),
  absent: 'bad',
  examples: () => ({
    good: [
      {
        shows: 'into a file',
        subject: { ...POLICY, '--audit-log-path': '/var/log/kubernetes/audit/audit.log' },
      },
      {
        shows: 'to a service',
        subject: { ...POLICY, '--audit-webhook-config-file': '/etc/kubernetes/secure/audit-webhook.yaml' },
      },
    ],
    bad: [
      { shows: 'a policy alone', subject: POLICY },
      { shows: 'a log without a policy, which stays empty', subject: { '--audit-log-path': '/var/log/kubernetes/audit/audit.log' } },
    ],
  }),
});
