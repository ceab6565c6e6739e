import { defineControl } from '../control';
import { PodSecurityCheck, requirementOf } from '../pod-security-check';
import { plural, quoted } from '../pod-security-text';
import { anyOf, Field, field, item, itemValue, not, pod, podMetadata } from '../require';

const PREFIX = 'container.apparmor.security.beta.kubernetes.io/';

const confined = (at: (path: string) => Field) => anyOf(
  at('securityContext.appArmorProfile.type').isOneOf(['RuntimeDefault', 'Localhost']),
  at('securityContext.appArmorProfile').isAbsent(),
);

// any key with the prefix counts, whether or not a container of that name exists
const annotation = anyOf(itemValue().isOneOf(['', 'runtime/default']), itemValue().startsWith('localhost/'), not(item().startsWith(PREFIX)));

const check: PodSecurityCheck = {
  id: 'appArmorProfile',
  level: 'baseline',
  reason: ({ distinctValues, annotations }) => plural('forbidden AppArmor profile', distinctValues.length + annotations.length),
  revisions: [{
    since: '1.0',
    demands: [{
      pod: confined(pod),
      container: confined(field),
      annotations: podMetadata('annotations').everyKey(annotation),
      says: ({ setters, distinctValues, annotations }) => `${setters} must not set AppArmor profile type to ${quoted([...distinctValues, ...annotations])}`,
    }],
  }],
};

const profile = (type?: string) => ({ securityContext: { appArmorProfile: type === undefined ? {} : { type } } });
const annotated = (key: string, value: string) => ({ annotations: { [key]: value } });

export const apparmorProfile = defineControl({
  id: 'apparmor-profile',
  title: 'No container switches AppArmor off',
  subject: 'container',
  why: 'without its AppArmor profile a process that escapes its container may write to /proc, mount file systems and trace other processes',
  // Nothing is filled in: the kubelet turns pods with an explicit profile away from nodes that have no AppArmor.
  fix: {
    code: 'remove the JSON patch of `securityContext.appArmorProfile`, and name another profile with `appArmorProfile` of the workload; where it is '
      + 'unset, the container runtime applies its default profile',
    yaml: 'remove `securityContext.appArmorProfile` and the annotations that start with `container.apparmor.security.beta.kubernetes.io`, or set the '
      + 'type to `RuntimeDefault`',
  },
  references: ['https://kubernetes.io/docs/tutorials/security/apparmor/', 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  frameworks: [
    'pss:appArmorProfile', 'nsa-cisa:hardening-container-environments', 'mitre:T1611', 'kyverno:restrict-apparmor-profiles', 'trivy:KSV-0002',
    'kubesec:ApparmorAny', 'kubesec:ApparmorUnconfined',
  ],
  ...requirementOf(check),
  podSecurity: [check],
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'the profile of the runtime', subject: profile('RuntimeDefault'), pod: profile('Localhost') },
      { shows: 'a profile of the node', subject: profile('Localhost'), pod: profile('RuntimeDefault') },
      { shows: 'an empty annotation', subject: {}, podMetadata: annotated(`${PREFIX}main`, '') },
      { shows: 'the profile of the runtime by annotation', subject: {}, podMetadata: annotated(`${PREFIX}main`, 'runtime/default') },
      { shows: 'a profile of the node by annotation', subject: {}, podMetadata: annotated(`${PREFIX}main`, 'localhost/web') },
      { shows: 'an annotation about something else', subject: {}, podMetadata: annotated('example.com/owner', 'unconfined') },
    ],
    bad: [
      { shows: 'a container without AppArmor', subject: profile('Unconfined'), pod: profile('RuntimeDefault') },
      { shows: 'a pod without AppArmor', subject: profile('RuntimeDefault'), pod: profile('Unconfined') },
      { shows: 'a profile without type', subject: profile() },
      { shows: 'no AppArmor by annotation', subject: {}, podMetadata: annotated(`${PREFIX}main`, 'unconfined') },
      { shows: 'an annotation for a container that does not exist', subject: {}, podMetadata: annotated(`${PREFIX}other`, 'unconfined') },
    ],
  }),
});
