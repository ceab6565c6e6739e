import { SecurityProfile } from '../../profile/security-profile';
import { onWindows } from '../conditions';
import { defineControl } from '../control';
import { allOf, anyOf, Field, field, pod } from '../require';

const ALLOWED = ['RuntimeDefault', 'Localhost'];

const filtered = (at: (path: string) => Field) => at('securityContext.seccompProfile.type').isOneOf(ALLOWED);
const unset = (at: (path: string) => Field) => at('securityContext.seccompProfile').isAbsent();

// What is set must filter at either level, and one level must be set. Windows is spared only the latter: the restricted level spares it both
// and relies on the API server, which refuses the field there; manifests that no API server has seen are judged here.
const goodWhereSet = allOf(anyOf(filtered(field), unset(field)), anyOf(filtered(pod), unset(pod)));
const set = anyOf(field('securityContext.seccompProfile').isPresent(), pod('securityContext.seccompProfile').isPresent());

const profile = (type?: string) => ({ securityContext: { seccompProfile: type === undefined ? {} : { type } } });
const runtimeDefault = profile('RuntimeDefault');

export const seccompProfile = defineControl({
  id: 'seccomp-profile',
  title: 'Containers run under a seccomp profile',
  subject: 'container',
  why: 'without a seccomp filter a process may call every function of the kernel, among them those that container escapes are made from',
  fix: 'use a Secure workload, which sets the profile, without a patch of it; in YAML set `securityContext.seccompProfile.type: RuntimeDefault` on the pod and its containers',
  references: ['https://kubernetes.io/docs/tutorials/security/seccomp/', 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  frameworks: [
    'pss:seccompProfile_baseline', 'pss:seccompProfile_restricted', 'nsa-cisa:hardening-container-environments', 'cis:5.6.2',
    'kube-score:container-seccomp-profile', 'kubescape:C-0055', 'kubescape:C-0210', 'kubescape:C-0211', 'kyverno:restrict-seccomp', 'kyverno:restrict-seccomp-strict',
    'polaris:linuxHardening', 'checkov:CKV_K8S_31', 'trivy:KSV-0030', 'trivy:KSV-0104', 'kubesec:SeccompAny', 'kubesec:SeccompUnconfined',
  ],
  require: allOf(), // before 1.19 profiles were annotations, which no supported cluster reads any more
  revisions: [
    { since: '1.19', require: allOf(goodWhereSet, set) },
    { since: '1.25', require: allOf(goodWhereSet, anyOf(set, onWindows)) },
  ],
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
  examples: {
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
  },
});
