import { defineControl } from '../control';
import { allOf, anyOf, field } from '../require';

export const apiserverAuditLogRetention = defineControl({
  id: 'apiserver-audit-log-retention',
  title: 'Audit logs are kept for a month and do not fill the disk',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'attacks are often noticed weeks later, when a log that keeps only a few days no longer shows them; a log that is never rotated fills the disk '
    + 'of the control plane',
  fix: {
    code: 'render the flags with `ControlPlane`, which keeps 30 days',
    yaml: 'pass `--audit-log-maxage=30`, `--audit-log-maxbackup=10` and `--audit-log-maxsize=100`, or more',
  },
  references: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#log-backend'],
  frameworks: ['cis:1.2.17', 'cis:1.2.18', 'cis:1.2.19', 'nsa-cisa:audit-logging'],
  require: anyOf(
    field('--audit-log-path').isEmpty(),
    field('--audit-log-path').equals('-'),
    allOf(field('--audit-log-maxage').isAtLeast(30), field('--audit-log-maxbackup').isAtLeast(10), field('--audit-log-maxsize').isAtLeast(100)),
  ),
  harden: {
    component: { '--audit-log-maxage': 30, '--audit-log-maxbackup': 10, '--audit-log-maxsize': 100 },
    unless: field('--audit-log-path').isEmpty(),
  },
  absent: 'good',
  examples: () => ({
    good: [
      {
        shows: 'a month of ten large files',
        subject: { '--audit-log-path': '/var/log/audit.log', '--audit-log-maxage': 30, '--audit-log-maxbackup': 10, '--audit-log-maxsize': 100 },
      },
      { shows: 'standard output, which others rotate', subject: { '--audit-log-path': '-' } },
    ],
    bad: [
      {
        shows: 'a week',
        subject: { '--audit-log-path': '/var/log/audit.log', '--audit-log-maxage': 7, '--audit-log-maxbackup': 10, '--audit-log-maxsize': 100 },
      },
      {
        shows: 'two files',
        subject: { '--audit-log-path': '/var/log/audit.log', '--audit-log-maxage': 30, '--audit-log-maxbackup': 2, '--audit-log-maxsize': 100 },
      },
      {
        shows: 'small files',
        subject: { '--audit-log-path': '/var/log/audit.log', '--audit-log-maxage': 30, '--audit-log-maxbackup': 10, '--audit-log-maxsize': 1 },
      },
      { shows: 'no bounds', subject: { '--audit-log-path': '/var/log/audit.log' } },
    ],
  }),
});
