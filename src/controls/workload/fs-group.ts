import { RunAs } from '../../profile/run-as';
import { SecurityProfile } from '../../profile/security-profile';
import { onWindows } from '../conditions';
import { defineControl } from '../control';
import { allOf, anyOf, field } from '../require';

const context = (securityContext: object) => ({ securityContext });

export const fsGroup = defineControl({
  id: 'fs-group',
  title: 'Mounted volumes belong to the group of the pod',
  subject: 'pod',
  why: 'without `fsGroup` many volumes belong to root, so people run the process as root or open the files to everyone',
  fix: {
    code: 'leave `securityContext.fsGroup` of the pod unset, or set `runAs` of the profile',
    yaml: 'set `securityContext.fsGroup` and `fsGroupChangePolicy: OnRootMismatch`',
  },
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods'],
  frameworks: ['cis:5.6.3', 'kubescape:C-0211'],
  require: ({ runAs }) => (runAs.assignedByPlatform ? allOf() : anyOf(
    allOf(field('securityContext.fsGroup').isPresent(), field('securityContext.fsGroupChangePolicy').isPresent()),
    onWindows,
  )),
  harden: ({ runAs }) => (runAs.assignedByPlatform || runAs.fsGroup === undefined ? {} : {
    pod: context({ fsGroup: runAs.fsGroup, fsGroupChangePolicy: 'OnRootMismatch' }),
    unless: onWindows,
  }),
  coveredBy: [{ control: 'run-as-non-root', where: 'both-unset' }, { control: 'no-root-group', where: 'both-unset' }],
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a group and how it is applied', subject: context({ fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch' }) },
      { shows: 'a pod of Windows, which has no groups', subject: { os: { name: 'windows' } } },
      { shows: 'a group that the platform assigns', subject: {}, profile: () => SecurityProfile.restricted({ runAs: RunAs.platformAssigned() }) },
    ],
    bad: [
      { shows: 'a group alone', subject: context({ fsGroup: 65532 }) },
      { shows: 'a policy alone', subject: context({ fsGroupChangePolicy: 'OnRootMismatch' }) },
    ],
  }),
});
