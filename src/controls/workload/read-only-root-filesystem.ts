import { onWindows } from '../conditions';
import { defineControl } from '../control';
import { anyOf, field } from '../require';

export const readOnlyRootFilesystem = defineControl({
  id: 'read-only-root-filesystem',
  title: 'Container root filesystems are read-only',
  subject: 'container',
  why: 'a writable root filesystem lets an intruder drop binaries and survive inside the container',
  fix: {
    code: 'leave `readOnlyRootFilesystem` unset and declare each path that the process writes to with `writable`',
    yaml: 'set `securityContext.readOnlyRootFilesystem: true` and mount an emptyDir at each path that the process writes to',
  },
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  frameworks: [
    'nsa-cisa:immutable-container-filesystems', 'kubescape:C-0017', 'checkov:CKV_K8S_22', 'trivy:KSV-0014', 'kube-linter:no-read-only-root-fs',
    'kube-score:container-security-context-readonlyrootfilesystem', 'polaris:notReadOnlyRootFilesystem', 'kyverno:require-ro-rootfs',
    'kubesec:ReadOnlyRootFilesystem',
  ],
  require: anyOf(field('securityContext.readOnlyRootFilesystem').isTrue(), onWindows),
  harden: { container: { securityContext: { readOnlyRootFilesystem: true } }, unless: onWindows },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a read-only root', subject: { securityContext: { readOnlyRootFilesystem: true } } },
      { shows: 'a container of Windows, where the API server refuses the field', subject: {}, pod: { os: { name: 'windows' } } },
    ],
    bad: [
      { shows: 'an empty security context', subject: { securityContext: {} } },
      { shows: 'a writable root', subject: { securityContext: { readOnlyRootFilesystem: false } } },
    ],
  }),
});
