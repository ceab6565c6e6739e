import { WANTED_PLUGINS } from '../admission-plugins';
import { defineControl } from '../control';
import { allOf, field } from '../require';

export const apiserverNodeRestriction = defineControl({
  id: 'apiserver-node-restriction',
  title: 'A kubelet can change only its own node and pods',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'an attacker who takes over one node could relabel nodes, and so attract pods with secrets to the node under their control',
  fix: {
    code: 'render the flags with `ControlPlane`, which turns `NodeRestriction` on',
    yaml: 'add `NodeRestriction` to `--enable-admission-plugins`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction'],
  frameworks: ['cis:1.2.14', 'nsa-cisa:authorization'],
  require: allOf(field('--enable-admission-plugins').includes('NodeRestriction'), field('--disable-admission-plugins').excludes('NodeRestriction')),
  harden: { component: { '--enable-admission-plugins': WANTED_PLUGINS } },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'on', subject: { '--enable-admission-plugins': ['NodeRestriction'] } },
    ],
    bad: [
      { shows: 'other plugins only', subject: { '--enable-admission-plugins': ['EventRateLimit'] } },
      { shows: 'on and off', subject: { '--enable-admission-plugins': ['NodeRestriction'], '--disable-admission-plugins': ['NodeRestriction'] } },
    ],
  }),
});
