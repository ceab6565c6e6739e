import { eventRateLimitProblems, podSecurityProblems, unreadableConfigurations } from './admission';
import { auditProblems } from './audit';
import { authenticationProblems } from './authentication';
import { authorizationProblems } from './authorization';
import { embeddedConfigurations } from './embedded-configurations';
import { encryptionProblems } from './encryption';
import { flagProblems } from './flags';
import { kubeProxyProblems } from './kube-proxy';
import { clusterConfigurationProblems, initConfigurationProblems, joinConfigurationProblems } from './kubeadm';
import { kubeletProblems } from './kubelet';
import { DocumentPart } from '../../document-part';
import { fieldProblems } from '../../fields/manifest-fields';
import { groupKind, Manifest } from '../../manifest';
import { Problem } from '../../problem';

const RULES: Readonly<Record<string, (file: DocumentPart) => readonly Problem[]>> = {
  'apiserver.config.k8s.io/AuthenticationConfiguration': authenticationProblems,
  'apiserver.config.k8s.io/AuthorizationConfiguration': authorizationProblems,
  'apiserver.config.k8s.io/EncryptionConfiguration': encryptionProblems,
  'audit.k8s.io/Policy': auditProblems,
  'eventratelimit.admission.k8s.io/Configuration': eventRateLimitProblems,
  'kubeadm.k8s.io/ClusterConfiguration': clusterConfigurationProblems,
  'kubeadm.k8s.io/InitConfiguration': initConfigurationProblems,
  'kubeadm.k8s.io/JoinConfiguration': joinConfigurationProblems,
  'kubelet.config.k8s.io/KubeletConfiguration': kubeletProblems,
  'kubeproxy.config.k8s.io/KubeProxyConfiguration': kubeProxyProblems,
  'pod-security.admission.config.k8s.io/PodSecurityConfiguration': podSecurityProblems,
};

/** What a component refuses about its configuration file, beyond the types of its fields, and about its flags; nothing for any other object. */
export const componentProblems = (manifest: Manifest, minor: number): readonly Problem[] =>
  [...fileProblems(manifest, minor), ...flagProblems(manifest)];

function fileProblems(manifest: Manifest, minor: number): readonly Problem[] {
  const kind = groupKind(manifest);
  if (Object.hasOwn(RULES, kind)) return RULES[kind](new DocumentPart(manifest));
  return [...unreadableConfigurations(manifest), ...embeddedConfigurations(manifest).flatMap(({ configuration, pointer }) => (
    [...fieldProblems(configuration, minor), ...fileProblems(configuration, minor)]
      .map((problem) => ({ ...problem, pointer: pointer + problem.pointer }))))];
}
