import { eventRateLimitProblems, podSecurityProblems, unreadableConfigurations } from './admission-problems';
import { auditProblems } from './audit-problems';
import { authenticationProblems } from './authentication-problems';
import { authorizationProblems } from './authorization-problems';
import { embeddedConfigurations } from './embedded-configurations';
import { encryptionProblems } from './encryption-problems';
import { kubeProxyProblems } from './kube-proxy-problems';
import { clusterConfigurationProblems, initConfigurationProblems, joinConfigurationProblems } from './kubeadm-problems';
import { kubeletProblems } from './kubelet-problems';
import { DocumentPart } from '../document-part';
import { fieldProblems } from '../fields/manifest-fields';
import { groupKind, Manifest } from '../manifest';
import { Problem } from '../problem';

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

/** What the component that reads a configuration file would refuse, beside what the table of its fields says; nothing for any other object. */
export function componentProblems(manifest: Manifest, minor: number): readonly Problem[] {
  const kind = groupKind(manifest);
  if (Object.hasOwn(RULES, kind)) return RULES[kind](new DocumentPart(manifest));
  return [...unreadableConfigurations(manifest), ...embeddedConfigurations(manifest).flatMap(({ configuration, pointer }) => (
    [...fieldProblems(configuration, minor), ...componentProblems(configuration, minor)]
      .map((problem) => ({ ...problem, pointer: pointer + problem.pointer }))))];
}
