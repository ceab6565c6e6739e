import { defineControl } from '../control';
import { field } from '../require';

export const noHostAliases = defineControl({
  id: 'no-host-aliases',
  title: 'Pods do not rewrite /etc/hosts',
  subject: 'pod',
  why: 'an entry in /etc/hosts silently sends traffic to another address than DNS says, where nobody looks for it',
  fix: 'leave `hostAliases` unset in the props of the workload and name the address by a Service; in YAML remove `hostAliases`',
  references: ['https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/'],
  frameworks: ['trivy:KSV-0007', 'kubesec:HostAliases'],
  require: field('hostAliases').isEmpty(),
  absent: 'good',
  examples: {
    good: [{ shows: 'an empty list', subject: { hostAliases: [] } }],
    bad: [{ shows: 'another address for a name', subject: { hostAliases: [{ ip: '10.1.2.3', hostnames: ['db.example.com'] }] } }],
  },
});
