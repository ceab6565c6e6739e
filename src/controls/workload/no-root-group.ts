import { RunAs } from '../../profile/run-as';
import { SecurityProfile } from '../../profile/security-profile';
import { onWindows } from '../conditions';
import { defineControl } from '../control';
import { allOf, anyOf, field, item, pod } from '../require';

const context = (securityContext: object) => ({ securityContext });
const platform = () => SecurityProfile.restricted({ runAs: RunAs.platformAssigned() });

export const noRootGroup = defineControl({
  id: 'no-root-group',
  title: 'Containers are not in the root group',
  subject: 'container',
  why: 'group 0 can read or write many files in common images and on the node, and a user without a group gets group 0',
  fix: {
    code: 'leave `securityContext.group` of the container and `fsGroup` of the pod unset, or set `runAs` of the profile',
    yaml: 'set `securityContext.runAsGroup` above 0, and remove 0 from `fsGroup` and `supplementalGroups`',
  },
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  frameworks: ['kube-linter:run-as-non-root', 'kubescape:C-0013', 'kubescape:C-0211', 'kyverno:require-non-root-groups', 'trivy:KSV-0116'],
  // platforms that assign the user put it into group 0, and give that group the rights of the image on purpose
  require: ({ runAs }) => (runAs.assignedByPlatform ? allOf() : anyOf(
    allOf(
      anyOf(field('securityContext.runAsGroup').isPresent(), pod('securityContext.runAsGroup').isPresent()),
      field('securityContext.runAsGroup').differsFrom(0),
      pod('securityContext.runAsGroup').differsFrom(0),
      pod('securityContext.fsGroup').differsFrom(0),
      pod('securityContext.supplementalGroups').every(item().differsFrom(0)),
    ),
    onWindows,
  )),
  // Containers inherit the group; high-uid-gid also writes it on each of them. The group of volumes comes with it: without that a volume belongs
  // to root, and the process cannot write to it.
  harden: ({ runAs: { assignedByPlatform, gid, fsGroup } }) => (assignedByPlatform || gid === undefined ? {} : {
    pod: context({ runAsGroup: gid, ...(fsGroup === undefined ? {} : { fsGroup, fsGroupChangePolicy: 'OnRootMismatch' }) }),
    unless: onWindows,
  }),
  coveredBy: [{ control: 'run-as-non-root', where: 'both-unset' }, { control: 'high-uid-gid', where: 'both-unset' }],
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a group on the container', subject: context({ runAsGroup: 65532 }) },
      { shows: 'groups on the pod', subject: {}, pod: context({ runAsGroup: 65532, fsGroup: 65532, supplementalGroups: [2000] }) },
      { shows: 'a container of Windows, which has no groups', subject: {}, pod: { os: { name: 'windows' } } },
      { shows: 'a group that the platform assigns', subject: {}, profile: platform },
    ],
    bad: [
      { shows: 'a user without group', subject: context({ runAsUser: 65532 }) },
      { shows: 'the root group', subject: context({ runAsGroup: 0 }) },
      { shows: 'the root group on the pod', subject: context({ runAsGroup: 65532 }), pod: context({ runAsGroup: 0 }) },
      { shows: 'volumes of the root group', subject: context({ runAsGroup: 65532 }), pod: context({ fsGroup: 0 }) },
      { shows: 'the root group among others', subject: context({ runAsGroup: 65532 }), pod: context({ supplementalGroups: [2000, 0] }) },
    ],
  }),
});
