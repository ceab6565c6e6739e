import { defineControl } from '../control';
import { field } from '../require';

export const controllersSeparateCredentials = defineControl({
  id: 'controllers-separate-credentials',
  title: 'Each controller has a ServiceAccount of its own',
  subject: 'component',
  components: ['kube-controller-manager'],
  why: 'otherwise all controllers share the permissions of all, so a flaw in one of them gives an attacker everything that any of them may do',
  fix: {
    code: 'render the flags with `ControlPlane`, and leave `use-service-account-credentials` to kubeadm',
    yaml: 'pass `--use-service-account-credentials=true`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles'],
  frameworks: ['cis:1.3.3', 'nsa-cisa:rbac'],
  require: field('--use-service-account-credentials').isTrue(),
  harden: { component: { '--use-service-account-credentials': true } },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'its own', subject: { '--use-service-account-credentials': true } },
    ],
    bad: [
      { shows: 'that of all', subject: { '--use-service-account-credentials': false } },
    ],
  }),
});
