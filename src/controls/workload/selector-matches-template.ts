import { selectorMatches } from '../../objects/label-selector';
import { Manifest, stringMap } from '../../objects/manifest';
import { isObject, valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const PARTS = ['matchLabels', 'matchExpressions'];

function inspect(manifest: Manifest): Site[] {
  const pointer = '/spec/selector';
  const selector = valueAt(manifest, pointer);
  const isEmpty = isObject(selector) && PARTS.every((part) => Object.keys(selector[part] ?? {}).length === 0);
  if (selector === undefined || selector === null || isEmpty) return [{ pointer, message: 'spec.selector is missing or empty' }];
  if (selectorMatches(selector, stringMap(valueAt(manifest, '/spec/template/metadata/labels')))) return [];
  return [{ pointer, message: 'spec.selector does not match the labels of spec.template.metadata' }];
}

const workload = (selector: unknown, labels: object = { app: 'web', tier: 'front' }) => (
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { selector, template: { metadata: { labels }, spec: {} } } }
);

export const selectorMatchesTemplate = defineControl({
  id: 'selector-matches-template',
  title: 'Workloads select the pods that they create',
  subject: 'object',
  kinds: ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet'],
  why: 'the API server refuses the workload, so the old version keeps running, with its vulnerabilities',
  fix: {
    code: 'leave `select` unset, which selects by a label of its own',
    yaml: 'set `spec.selector.matchLabels`, and repeat it in `spec.template.metadata.labels`',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  frameworks: [
    'kube-linter:mismatching-selector', 'kube-score:deployment-pod-selector-labels-match-template-metadata-labels',
    'kube-score:statefulset-pod-selector-labels-match-template-metadata-labels',
  ],
  inspect,
  admission: notEnforceable('the API server refuses such an object itself'),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a label of the template', subject: workload({ matchLabels: { app: 'web' } }) },
      { shows: 'an expression that holds', subject: workload({ matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }] }) },
    ],
    bad: [
      { shows: 'another value', subject: workload({ matchLabels: { app: 'api' } }) },
      { shows: 'a template without labels', subject: workload({ matchLabels: { app: 'web' } }, {}) },
      {
        shows: 'an expression that does not hold',
        subject: workload({ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }),
      },
      { shows: 'an empty selector', subject: workload({ matchLabels: {}, matchExpressions: [] }) },
    ],
  }),
});
