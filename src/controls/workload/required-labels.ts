import { SecurityProfile } from '../../profile/security-profile';
import { defineControl } from '../control';
import { allOf, field } from '../require';

const labelled = (labels: Record<string, string>) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', labels } });
const requiring = () => SecurityProfile.restricted({ requiredLabels: { 'owner': 'team-x', 'example.com/cost-center': '42' } });

export const requiredLabels = defineControl({
  id: 'required-labels',
  title: 'Objects carry the labels that the profile requires',
  subject: 'object',
  why: 'without these labels nobody knows which owner to send a finding or an incident to',
  // no harden value: each construct fills in the values of the profile, which a fill by kind could not
  fix: {
    code: 'create the object in an app whose profile has `requiredLabels`, which fills them in',
    yaml: 'set each of these labels in `metadata.labels`',
  },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/'],
  frameworks: ['kube-linter:required-label-owner', 'kubescape:C-0076', 'kyverno:require-labels'],
  require: (profile) => allOf(...Object.keys(profile.requiredLabels).map((key) => field(['metadata', 'labels', key]).isNotEmpty())),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'all labels', subject: labelled({ 'owner': 'team-y', 'example.com/cost-center': '42' }), profile: requiring },
      { shows: 'no labels where the profile requires none', subject: labelled({}) },
    ],
    bad: [
      { shows: 'an empty label', subject: labelled({ 'owner': '', 'example.com/cost-center': '42' }), profile: requiring },
      { shows: 'a missing label', subject: labelled({ owner: 'team-x' }), profile: requiring },
    ],
  }),
});
