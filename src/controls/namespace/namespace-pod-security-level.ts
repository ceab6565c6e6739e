import { levelsBelow, PodSecurityLevel } from '../../profile/pod-security-level';
import { SecurityProfile } from '../../profile/security-profile';
import { isKubeSystem } from '../conditions';
import { defineControl } from '../control';
import { field, given, not } from '../require';

const LABEL = 'pod-security.kubernetes.io/enforce';

const namespace = (labels?: object, name = 'shop') => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...(labels && { labels }) } });
const baseline = () => SecurityProfile.restricted({ podSecurityLevel: PodSecurityLevel.BASELINE });

export const namespacePodSecurityLevel = defineControl({
  id: 'namespace-pod-security-level',
  title: 'Namespaces enforce at least the Pod Security level of the profile',
  subject: 'object',
  kinds: ['Namespace'],
  why: 'whoever lowers the level of a namespace opens it to pods that the platform refuses everywhere else, so each exception needs a reason',
  fix: {
    code: 'leave `podSecurityLevel` of the HardenedNamespace unset, or say why a lower level is right with `podSecurityReason`',
    yaml: 'raise the label `pod-security.kubernetes.io/enforce` to the level of the profile, or waive this control on the Namespace with the reason',
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces'],
  frameworks: ['cis:5.2.1', 'nsa-cisa:pod-security', 'kyverno:deny-privileged-profile'],
  // a missing label and a level that does not exist are findings of namespace-pod-security-labels
  require: ({ podSecurityLevel }) => given(not(isKubeSystem), field(['metadata', 'labels', LABEL]).isNoneOf(levelsBelow(podSecurityLevel))),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'the level of the profile', subject: namespace({ [LABEL]: 'restricted' }) },
      { shows: 'no level', subject: namespace() },
      { shows: 'privileged for kube-system, whose pods need it', subject: namespace({ [LABEL]: 'privileged' }, 'kube-system') },
      { shows: 'baseline, where the profile asks for no more', subject: namespace({ [LABEL]: 'baseline' }), profile: baseline },
    ],
    bad: [
      { shows: 'baseline', subject: namespace({ [LABEL]: 'baseline' }) },
      { shows: 'privileged', subject: namespace({ [LABEL]: 'privileged' }) },
      { shows: 'privileged, where the profile asks for baseline', subject: namespace({ [LABEL]: 'privileged' }), profile: baseline },
    ],
  }),
});
