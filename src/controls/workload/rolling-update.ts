import { defineControl } from '../control';
import { allOf, field } from '../require';

const rolling = { type: 'RollingUpdate' };
const workload = (kind: string, spec: object) => ({ apiVersion: 'apps/v1', kind, metadata: { name: 'web' }, spec });

export const rollingUpdate = defineControl({
  id: 'rolling-update',
  title: 'Updates replace pods step by step',
  subject: 'object',
  kinds: ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet'],
  why: 'with another strategy an update stops all pods before the first new one is ready, or waits for a person to delete them, even for security fixes',
  fix: {
    code: 'leave `strategy` of the workload unset, or pass `DeploymentStrategy.rollingUpdate`',
    yaml: 'remove `strategy` (`updateStrategy` of a StatefulSet or DaemonSet), or set its `type: RollingUpdate`',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy'],
  frameworks: ['kube-linter:no-rolling-update-strategy', 'kube-score:deployment-strategy', 'kubescape:C-0305'],
  // Unset, the API server sets it, so that is no fault; kube-linter wants it written out, which `harden` does.
  require: allOf(field('spec.strategy.type').isAbsentOr('RollingUpdate'), field('spec.updateStrategy.type').isAbsentOr('RollingUpdate')),
  harden: {
    objects: {
      'apps/Deployment': { spec: { strategy: rolling } },
      'apps/StatefulSet': { spec: { updateStrategy: rolling } },
      'apps/DaemonSet': { spec: { updateStrategy: rolling } },
    },
  },
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a Deployment that rolls', subject: workload('Deployment', { strategy: rolling }) },
      { shows: 'a StatefulSet that rolls', subject: workload('StatefulSet', { updateStrategy: rolling }) },
    ],
    bad: [
      { shows: 'a Deployment that stops first', subject: workload('Deployment', { strategy: { type: 'Recreate' } }) },
      { shows: 'a DaemonSet that waits for a human', subject: workload('DaemonSet', { updateStrategy: { type: 'OnDelete' } }) },
    ],
  }),
});
