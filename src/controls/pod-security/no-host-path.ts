import { defineControl } from '../control';
import { PodSecurityCheck, requirementOf } from '../pod-security-check';
import { listed } from '../pod-security-text';
import { field, item } from '../require';

const check: PodSecurityCheck = {
  id: 'hostPathVolumes',
  level: 'baseline',
  reason: 'hostPath volumes',
  revisions: [{ since: '1.0', demands: [{ pod: field('volumes').every(item('hostPath').isAbsent()), says: (faults) => listed('volume', faults.volumes) }] }],
};

const volumes = (...list: object[]) => ({ volumes: list });

export const noHostPath = defineControl({
  id: 'no-host-path',
  title: 'Pods mount nothing from the file system of the host',
  subject: 'pod',
  why: 'a hostPath volume exposes files of the node, such as kubelet credentials, and a write through it survives the pod',
  fix: {
    code: 'use a volume from an emptyDir, a ConfigMap or a persistent volume claim, for scratch space `writable`; a workload that needs files of the '
      + 'node says why with `HostAccess.readOnlyPath` in `hostAccess`',
    yaml: 'replace `hostPath` in `volumes` with `emptyDir`, `configMap` or `persistentVolumeClaim`',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline', 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  ],
  frameworks: [
    'pss:hostPathVolumes', 'nsa-cisa:pod-security-enforcement', 'cis:5.2.11', 'mitre:T1611', 'kubescape:C-0048', 'kubescape:C-0045',
    'kube-linter:writable-host-mount', 'kyverno:disallow-host-path', 'kyverno:limit-hostpath-vols', 'kyverno:ensure-readonly-hostpath',
    'polaris:hostPathSet', 'trivy:KSV-0023',
  ],
  ...requirementOf(check),
  podSecurity: [check],
  coveredBy: [{ control: 'no-runtime-socket', where: 'same-field' }, { control: 'no-sensitive-host-path', where: 'same-field' }],
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'an empty directory', subject: volumes({ name: 'tmp', emptyDir: {} }) },
      { shows: 'null, which the API server drops', subject: volumes({ name: 'tmp', hostPath: null }) },
    ],
    bad: [
      { shows: 'logs of the node', subject: volumes({ name: 'tmp', emptyDir: {} }, { name: 'logs', hostPath: { path: '/var/log' } }) },
      { shows: 'a hostPath without path, which is set all the same', subject: volumes({ name: 'logs', hostPath: {} }) },
    ],
  }),
});
