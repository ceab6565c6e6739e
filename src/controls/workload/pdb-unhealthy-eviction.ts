import { SecurityProfile } from '../../profile/security-profile';
import { defineControl } from '../control';
import { allOf, field } from '../require';

const FIRST_MINOR = 27; // the field is beta, and on, since then: https://kep.k8s.io/3017

const budget = (spec: object) => ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web' }, spec: { maxUnavailable: 1, ...spec } });

export const pdbUnhealthyEviction = defineControl({
  id: 'pdb-unhealthy-eviction',
  title: 'Disruption budgets allow the eviction of unhealthy pods',
  subject: 'object',
  kinds: ['policy/PodDisruptionBudget'],
  why: 'a budget guards even pods that never become ready, so a broken workload blocks the drain of its nodes and with it their security updates',
  fix: {
    code: 'let a `Secure*` workload render its budget',
    yaml: 'set `spec.unhealthyPodEvictionPolicy: AlwaysAllow`',
  },
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy'],
  frameworks: ['kube-linter:pdb-unhealthy-pod-eviction-policy'],
  require: allOf(),
  revisions: [{ since: `1.${FIRST_MINOR}`, require: field('spec.unhealthyPodEvictionPolicy').equals('AlwaysAllow') }],
  harden: ({ kubernetesMinor }) => (kubernetesMinor < FIRST_MINOR ? {} : {
    objects: { 'policy/PodDisruptionBudget': { spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow' } } },
  }),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'unhealthy pods go', subject: budget({ unhealthyPodEvictionPolicy: 'AlwaysAllow' }) },
      { shows: 'an older cluster, which lacks the field', subject: budget({}), profile: () => SecurityProfile.restricted({ kubernetesVersion: '1.26' }) },
    ],
    bad: [
      { shows: 'the default of Kubernetes', subject: budget({}) },
      { shows: 'the default written out', subject: budget({ unhealthyPodEvictionPolicy: 'IfHealthyBudget' }) },
    ],
  }),
});
