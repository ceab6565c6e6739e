import { Subject } from './subject';
import { Manifest } from '../../objects/manifest';
import { embeddedConfigurations } from '../../objects/validation/components/embedded-configurations';

const ALONE = ['pod-security.admission.config.k8s.io/PodSecurityConfiguration', 'eventratelimit.admission.k8s.io/Configuration'];
const TOGETHER = 'apiserver.config.k8s.io/AdmissionConfiguration';
const plugins = (configuration: unknown): Manifest => ({ apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AdmissionConfiguration', plugins: [{ name: 'Plugin', configuration }] });

/** The configuration of an admission plugin, in a file of its own or in that of all plugins. */
export const pluginConfiguration: Subject<Manifest> = {
  name: 'plugin-configuration',
  ownKinds: [TOGETHER, ...ALONE],
  isIn: (groupKind) => groupKind === TOGETHER || ALONE.includes(groupKind),
  framesIn: ({ manifest, groupKind, object }) => {
    if (ALONE.includes(groupKind)) return [{ subject: { value: manifest, pointer: '' }, object }];
    return embeddedConfigurations(manifest).map(({ configuration, pointer }) => ({ subject: { value: configuration, pointer }, object }));
  },
  notAdmitted: 'a component reads it from a file, and no API server stores such an object',
  text: { variable: 'configuration', meaning: () => 'the configuration of an admission plugin', each: 'each configuration of an admission plugin' },
  examples: {
    showsUnset: false,
    excerpt: ({ subject }) => [subject],
    placements: ({ subject }) => [
      { where: 'a file of its own', manifests: [subject as Manifest] }, { where: 'AdmissionConfiguration', manifests: [plugins(subject)] },
    ],
  },
};
