import { defineControl, notEnforceable } from '../control';
import { anyOf, field } from '../require';

const schema = (level: string, name = 'batch') => ({
  apiVersion: 'flowcontrol.apiserver.k8s.io/v1', kind: 'FlowSchema', metadata: { name },
  spec: {
    priorityLevelConfiguration: { name: level }, matchingPrecedence: 1000,
    rules: [{
      subjects: [{ kind: 'ServiceAccount', serviceAccount: { namespace: 'shop', name: 'batch' } }],
      resourceRules: [{ apiGroups: ['batch'], resources: ['jobs'], verbs: ['list'], namespaces: ['shop'] }],
    }],
  },
});

export const flowSchemaNotExempt = defineControl({
  id: 'flow-schema-not-exempt',
  title: 'FlowSchemas exempt no request from flow control',
  subject: 'object',
  kinds: ['flowcontrol.apiserver.k8s.io/FlowSchema'],
  why: 'requests of the level "exempt" are never queued nor refused, so that one client, hostile or broken, can keep the API server from answering all others',
  fix: {
    code: 'name another level in `priorityLevelConfiguration` of the FlowSchema, such as `workload-high` or one of your own',
    yaml: 'set `spec.priorityLevelConfiguration.name` to another level, such as `workload-high` or one of your own',
  },
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/flow-control/#exempt-requests'],
  frameworks: [],
  // The API server makes these two itself: for system:masters, and for the probes of its own health.
  require: anyOf(field('spec.priorityLevelConfiguration.name').differsFrom('exempt'), field('metadata.name').isOneOf(['exempt', 'probes'])),
  admission: notEnforceable('the policies are about kinds that tenants write, and only administrators of the cluster may write FlowSchemas'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a level that is queued', subject: schema('workload-low') },
      { shows: 'what the API server makes for administrators', subject: schema('exempt', 'exempt') },
      { shows: 'what the API server makes for probes', subject: schema('exempt', 'probes') },
    ],
    bad: [{ shows: 'the level exempt', subject: schema('exempt') }],
  }),
});
