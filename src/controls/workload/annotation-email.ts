import { POD_KINDS } from '../../objects/pod-template';
import { defineControl } from '../control';
import { field } from '../require';

const annotated = (annotations: object) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', annotations } });

export const annotationEmail = defineControl({
  id: 'annotation-email',
  title: 'Workloads name an email address for incidents',
  subject: 'object',
  kinds: Object.keys(POD_KINDS),
  why: 'whoever sees the workload fail or misbehave does not know whom to write to',
  fix: {
    code: 'add an `email` to `annotations` of the `metadata` prop of the workload',
    yaml: 'set `metadata.annotations.email`',
  },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/'],
  frameworks: ['kube-linter:required-annotation-email'],
  require: field('metadata.annotations.email').contains('@'),
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'an address', subject: annotated({ email: 'shop-team@example.com' }) }],
    bad: [{ shows: 'a name instead', subject: annotated({ email: 'shop-team' }) }],
  }),
});
