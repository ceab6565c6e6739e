import { RunAs } from '../../profile/run-as';
import { SecurityProfile } from '../../profile/security-profile';
import { onWindows } from '../conditions';
import { defineControl } from '../control';
import { allOf, anyOf, Expression, field, pod } from '../require';

// kube-score and checkov ask for 10000 at least, Trivy and kubesec for more than that
const LEAST = 10001;

const ownOrInherited = (key: string, least: number): Expression => anyOf(
  field(`securityContext.${key}`).isAtLeast(least),
  allOf(field(`securityContext.${key}`).isAbsent(), pod(`securityContext.${key}`).isAtLeast(least)),
);

// a profile that decides for a lower number is followed
const least = (id: number | undefined): number => Math.min(LEAST, id ?? LEAST);

const chosen = { profile: () => SecurityProfile.restricted({ runAs: RunAs.user(2000, { group: 3000 }) }) };
const ids = (runAsUser: number, runAsGroup: number) => ({ securityContext: { runAsUser, runAsGroup } });

export const highUidGid = defineControl({
  id: 'high-uid-gid',
  title: 'Containers run as a user and group that the node does not have',
  subject: 'container',
  why: 'a process that escapes its container has the rights that the node gives to its number, and low numbers belong to services of the node',
  fix: {
    code: 'leave `securityContext.user` and `securityContext.group` of the container unset, or set `runAs` of the profile',
    yaml: 'set `securityContext.runAsUser` and `runAsGroup` above 10000',
  },
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  frameworks: [
    'kube-score:container-security-context-user-group-id', 'checkov:CKV_K8S_40', 'trivy:KSV-0020', 'trivy:KSV-0021', 'kubesec:RunAsUser',
    'kubesec:RunAsGroup', 'kyverno:restrict-usergroup-fsgroup-id', 'kyverno:require-unique-uid-per-workload',
  ],
  require: ({ runAs }) => (runAs.assignedByPlatform ? allOf() : anyOf(
    allOf(ownOrInherited('runAsUser', least(runAs.uid)), ownOrInherited('runAsGroup', least(runAs.gid))),
    onWindows,
  )),
  harden: ({ runAs: { assignedByPlatform, uid, gid } }) => (assignedByPlatform || uid === undefined || gid === undefined ? {} : {
    container: ids(uid, gid),
    pod: ids(uid, gid),
    // a container that inherits other numbers from its pod keeps them
    unless: anyOf(
      onWindows,
      allOf(pod('securityContext.runAsUser').isPresent(), pod('securityContext.runAsUser').differsFrom(uid)),
      allOf(pod('securityContext.runAsGroup').isPresent(), pod('securityContext.runAsGroup').differsFrom(gid)),
    ),
  }),
  coveredBy: [{ control: 'run-as-non-root', where: 'both-unset' }, { control: 'run-as-non-root', where: 'same-field' }],
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'both on the container', subject: ids(65532, 65532) },
      { shows: 'both on the pod', subject: {}, pod: ids(10001, 10001) },
      { shows: 'a container of Windows, which has no numbers', subject: {}, pod: { os: { name: 'windows' } } },
      { shows: 'numbers that the platform assigns', subject: {}, profile: () => SecurityProfile.restricted({ runAs: RunAs.platformAssigned() }) },
      { shows: 'the numbers that the profile chose', subject: ids(2000, 3000), ...chosen },
      { shows: 'the numbers that the profile chose, on the pod', subject: {}, pod: ids(2000, 3000), ...chosen },
    ],
    bad: [
      { shows: 'a low user', subject: ids(1000, 65532) },
      { shows: 'a low group', subject: ids(65532, 1000) },
      { shows: 'a user alone', subject: {}, pod: { securityContext: { runAsUser: 65532 } } },
      { shows: 'a group alone', subject: {}, pod: { securityContext: { runAsGroup: 65532 } } },
      { shows: 'a container that lowers the user of its pod', subject: ids(1000, 65532), pod: ids(65532, 65532) },
      { shows: 'a container that lowers the group of its pod', subject: ids(65532, 1000), pod: ids(65532, 65532) },
      { shows: 'a lower user than the profile chose', subject: ids(1999, 3000), ...chosen },
      { shows: 'a lower group than the profile chose', subject: ids(2000, 2999), ...chosen },
      { shows: 'a lower user than the profile chose, on the pod', subject: {}, pod: ids(1999, 3000), ...chosen },
      { shows: 'a lower group than the profile chose, on the pod', subject: {}, pod: ids(2000, 2999), ...chosen },
    ],
  }),
});
