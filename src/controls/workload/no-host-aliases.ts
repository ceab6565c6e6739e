import { defineControl } from '../control';
import { field } from '../require';

export const noHostAliases = defineControl({
  id: 'no-host-aliases',
  title: 'Pods do not rewrite /etc/hosts',
  subject: 'pod',
  why: 'an entry in /etc/hosts silently sends traffic to another address than DNS says, where nobody looks for it',
  fix: {
    code: 'leave `hostAliases` of the workload unset and name the address with a Service',
    yaml: 'remove `hostAliases` from the pod spec; name the address with a Service',
  },
  references: ['https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/'],
  frameworks: ['trivy:KSV-0007', 'kubesec:HostAliases'],
  require: field('hostAliases').isEmpty(),
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'an empty list', subject: { hostAliases: [] } }],
    bad: [{ shows: 'another address for a name', subject: { hostAliases: [{ ip: '10.1.2.3', hostnames: ['db.example.com'] }] } }],
  }),
});
