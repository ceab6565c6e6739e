import { SecurityProfile } from '../../profile/security-profile';
import { onWindows } from '../conditions';
import { defineControl } from '../control';
import { PodSecurityCheck } from '../pod-security-check';
import { Faults, plural, quoted } from '../pod-security-text';
import { allOf, anyOf, Field, field, item, itemValue, not, pod, podMetadata } from '../require';

const ALLOWED = ['RuntimeDefault', 'Localhost'];

const filtered = (at: (path: string) => Field) => at('securityContext.seccompProfile.type').isOneOf(ALLOWED);
const goodWhereSet = (at: (path: string) => Field) => anyOf(filtered(at), at('securityContext.seccompProfile').isAbsent());
const set = anyOf(field('securityContext.seccompProfile').isPresent(), pod('securityContext.seccompProfile').isPresent());

const explicit = {
  pod: goodWhereSet(pod),
  container: goodWhereSet(field),
  says: ({ setters, distinctValues }: Faults) => `${setters} must not set securityContext.seccompProfile.type to ${quoted(distinctValues)}`,
};
const missing = {
  container: set,
  says: ({ containers }: Faults) => `pod or ${containers} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
};

// Before 1.19 profiles were annotations, of the pod and of containers by their names.
const filteredBy = (value: Field) => anyOf(value.isOneOf(['runtime/default', 'docker/default']), value.startsWith('localhost/'));
const ofPod = podMetadata(['annotations', 'seccomp.security.alpha.kubernetes.io/pod']);
const ofContainer = allOf(item().startsWith('container.seccomp.security.alpha.kubernetes.io/'), item().afterLast('/').isSameAs(field('name')));
const annotated = {
  annotations: anyOf(filteredBy(ofPod), ofPod.isAbsent()),
  container: podMetadata('annotations').everyKey(anyOf(filteredBy(itemValue()), not(ofContainer))),
  says: ({ annotations }: Faults) => `forbidden ${plural('annotation', annotations.length)} ${annotations.join(', ')}`,
};

const baseline: PodSecurityCheck = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  reason: 'seccompProfile',
  revisions: [{ since: '1.0', demands: [annotated] }, { since: '1.19', demands: [explicit] }],
};

const restricted: PodSecurityCheck = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  overrides: ['seccompProfile_baseline'],
  reason: 'seccompProfile',
  revisions: [{ since: '1.19', demands: [explicit, missing] }, { since: '1.25', demands: [explicit, missing], unless: onWindows }],
};

const profile = (type?: string) => ({ securityContext: { seccompProfile: type === undefined ? {} : { type } } });
const runtimeDefault = profile('RuntimeDefault');

export const seccompProfile = defineControl({
  id: 'seccomp-profile',
  title: 'Containers run under a seccomp profile',
  subject: 'container',
  why: 'without a seccomp filter a process can make every system call, including those that container escapes use',
  fix: {
    code: 'remove the JSON patch of `securityContext.seccompProfile`; the `Secure*` workloads set `RuntimeDefault`',
    yaml: 'set `securityContext.seccompProfile.type: RuntimeDefault` on the pod and on containers that set another type',
  },
  references: ['https://kubernetes.io/docs/tutorials/security/seccomp/', 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  frameworks: [
    'pss:seccompProfile_baseline', 'pss:seccompProfile_restricted', 'nsa-cisa:hardening-container-environments', 'cis:5.6.2', 'mitre:T1611',
    'mitre:T1068', 'kube-score:container-seccomp-profile', 'kubescape:C-0055', 'kubescape:C-0210', 'kubescape:C-0211', 'kyverno:restrict-seccomp',
    'kyverno:restrict-seccomp-strict', 'polaris:linuxHardening', 'checkov:CKV_K8S_31', 'trivy:KSV-0030', 'trivy:KSV-0104', 'kubesec:SeccompAny',
    'kubesec:SeccompUnconfined',
  ],
  // What is set must filter at either level, and one level must be set. Windows is spared only the latter: the restricted level spares it both
  // and relies on the API server, which refuses the field there; manifests that no API server has seen are judged here.
  require: allOf(), // no supported cluster reads the annotations any more
  revisions: [
    { since: '1.19', require: allOf(explicit.container, explicit.pod, set) },
    { since: '1.25', require: allOf(explicit.container, explicit.pod, anyOf(set, onWindows)) },
  ],
  podSecurity: [baseline, restricted],
  harden: {
    container: runtimeDefault,
    pod: runtimeDefault,
    // a container that inherits another profile from its pod keeps it
    unless: anyOf(
      onWindows,
      allOf(pod('securityContext.seccompProfile').isPresent(), pod('securityContext.seccompProfile.type').differsFrom('RuntimeDefault')),
    ),
  },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'the profile of the runtime on the container', subject: runtimeDefault },
      { shows: 'a profile of the node on the container', subject: profile('Localhost') },
      { shows: 'the profile of the runtime on the pod', subject: {}, pod: runtimeDefault },
      { shows: 'a profile of the node on the pod', subject: {}, pod: profile('Localhost') },
      { shows: 'a pod of Windows, which has no seccomp', subject: {}, pod: { os: { name: 'windows' } } },
    ],
    bad: [
      { shows: 'an empty profile', subject: profile() },
      { shows: 'a container without filter in a pod with one', subject: profile('Unconfined'), pod: runtimeDefault },
      { shows: 'a pod without filter', subject: runtimeDefault, pod: profile('Unconfined') },
      { shows: 'a pod of Windows before 1.25', subject: {}, pod: { os: { name: 'windows' } }, profile: () => SecurityProfile.restricted({ kubernetesVersion: '1.24' }) },
    ],
  }),
});
