import { POD_KINDS } from '../../objects/pod-template';
import { defineControl } from '../control';
import { allOf, field } from '../require';

const LABELS: readonly string[] = ['app.kubernetes.io/name', 'app.kubernetes.io/instance'];

const labelled = (labels: object) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', labels } });

export const labelsRecommended = defineControl({
  id: 'labels-recommended',
  title: 'Workloads carry the labels that tools look for',
  subject: 'object',
  kinds: Object.keys(POD_KINDS),
  why: 'in an incident nobody can list what belongs to an application, and policies that select by these labels miss the workload',
  fix: {
    code: 'use a `Secure*` workload, which renders the labels',
    yaml: 'set `app.kubernetes.io/name` and `app.kubernetes.io/instance` in `metadata.labels`',
  },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/'],
  frameworks: ['kubescape:C-0077', 'polaris:metadataAndInstanceMismatched', 'kyverno:require-labels'],
  // Polaris wants the instance to be the name of the object; Helm, and with it most charts, makes it the name of the release. Any value passes here.
  require: allOf(...LABELS.map((key) => field(['metadata', 'labels', key]).isNotEmpty())),
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'a name and an instance', subject: labelled({ 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'shop' }) }],
    bad: [
      { shows: 'no instance', subject: labelled({ 'app.kubernetes.io/name': 'web' }) },
      { shows: 'an empty name', subject: labelled({ 'app.kubernetes.io/name': '', 'app.kubernetes.io/instance': 'shop' }) },
    ],
  }),
});
