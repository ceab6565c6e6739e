import { DocumentPart } from '../../objects/document-part';
import { groupKind } from '../../objects/manifest';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';
import { allOf, anyOf, field, not } from '../require';

const LEVELS = ['privileged', 'baseline', 'restricted'];
const KIND = 'pod-security.admission.config.k8s.io/PodSecurityConfiguration';
const configuration = (defaults: object) => ({ apiVersion: 'pod-security.admission.config.k8s.io/v1', kind: 'PodSecurityConfiguration', defaults });
const isDefaults = allOf(field('kind').equals('PodSecurityConfiguration'), anyOf(field('apiVersion').startsWith('pod-security.admission.config.k8s.io/')));

export const podSecurityDefault = defineControl({
  id: 'pod-security-default',
  title: 'Namespaces without labels enforce the Pod Security level of the profile',
  subject: 'plugin-configuration',
  why: 'the default is privileged, so a namespace that was created without labels runs pods that can take over their node',
  fix: {
    code: 'leave the level to `AdmissionConfiguration`, which takes it from the profile',
    yaml: 'set `defaults.enforce: restricted` with `defaults.enforce-version`, and list system namespaces in `exemptions.namespaces`',
  },
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/'],
  frameworks: ['cis:5.2.1', 'nsa-cisa:pod-security-enforcement'],
  inspect: (subject, { podSecurityLevel }) => {
    const level = new DocumentPart(subject).at('defaults').at('enforce');
    if (groupKind(subject) !== KIND || LEVELS.indexOf(level.text) >= LEVELS.indexOf(podSecurityLevel)) return [];
    return [{ pointer: level.pointer, actual: level.value, expected: `must be "${podSecurityLevel}"` }];
  },
  admission: READ_FROM_FILE,
  harden: ({ podSecurityLevel, kubernetesVersion }) => ({
    'plugin-configuration': {
      defaults: {
        'enforce': podSecurityLevel,
        'enforce-version': `v${kubernetesVersion}`,
        'audit': podSecurityLevel,
        'audit-version': 'latest',
        'warn': podSecurityLevel,
        'warn-version': 'latest',
      },
    },
    'unless': not(isDefaults),
  }),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'the level of the profile', subject: configuration({ 'enforce': 'restricted', 'enforce-version': 'v1.36' }) },
      { shows: 'the configuration of another plugin', subject: { apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1', kind: 'Configuration', limits: [{ type: 'Server', qps: 50, burst: 100 }] } },
    ],
    bad: [{ shows: 'no level, which is privileged', subject: configuration({}) }, { shows: 'a lower level', subject: configuration({ enforce: 'baseline' }) }],
  }),
});
