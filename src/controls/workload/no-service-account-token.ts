import { keyOf, Manifest } from '../../objects/manifest';
import { podsOf } from '../../objects/pod-template';
import { accountOf } from '../../objects/rbac-graph';
import { Account } from '../../objects/rbac-subject';
import { isAbsent } from '../../objects/value-types';
import { defineControl } from '../control';
import { byNamespace } from '../members';
import { field } from '../require';
import { SubjectFrame } from '../subjects/subject';

/** The account that a pod runs as, or that the object is. */
function accountIn({ subject, object }: SubjectFrame): Account {
  const whole = object!.value as Manifest;
  return subject.pointer === '' ? keyOf(whole) : accountOf(whole, { spec: subject.value as Manifest });
}

/** A pod that says nothing follows its account. Of two of a name either may be applied last. */
function isSwitchedOff(accounts: ReturnType<typeof byNamespace>, { namespace, name }: Account): boolean {
  const found = accounts(namespace).filter(({ manifest }) => keyOf(manifest).name === name);
  return found.length > 0 && found.every(({ manifest }) => manifest.automountServiceAccountToken === false);
}

export const noServiceAccountToken = defineControl({
  id: 'no-service-account-token',
  title: 'Pods get no service account token by default',
  subject: 'pod',
  why: 'a token in every container lets whoever reads one file call the API server with all rights of the service account',
  fix: {
    code: 'leave `automountServiceAccountToken` of the workload unset; where it calls the API server, `bindTo` of its role mounts a token that '
      + 'expires',
    yaml: 'set `automountServiceAccountToken: false` in the pod spec or in its ServiceAccount',
  },
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting'],
  frameworks: [
    'nsa-cisa:pod-service-account-tokens', 'cis:5.1.6', 'mitre:T1528', 'mitre:T1552.007', 'kubescape:C-0034', 'kubescape:C-0190', 'kubescape:C-0261',
    'kyverno:restrict-automount-sa-token', 'kyverno:disable-automountserviceaccounttoken', 'polaris:automountServiceAccountToken',
    'checkov:CKV_K8S_38', 'trivy:KSV-0036', 'kubesec:AutomountServiceAccountToken',
  ],
  require: field('automountServiceAccountToken').isFalse(),
  excuse: {
    reads: [{
      kinds: { ServiceAccount: ['/automountServiceAccountToken'] },
      pods: ['/spec/automountServiceAccountToken', '/spec/serviceAccountName', '/spec/serviceAccount'],
    }],
    excuses: (set) => {
      const accounts = byNamespace(set, 'ServiceAccount');
      return ({ manifest, profile }, pointer) => podsOf(manifest, profile.customPodSpecs)
        .some((pod) => pointer.startsWith(`${pod.pointer}/`) && isAbsent(pod.spec.automountServiceAccountToken) && isSwitchedOff(accounts, accountOf(manifest, pod)));
    },
  },
  harden: {
    pod: { automountServiceAccountToken: false },
    objects: { ServiceAccount: { automountServiceAccountToken: false } },
    besideOthers: (frame, others) => {
      const because = others.tokenNeededBecause(accountIn(frame));
      return because === undefined ? undefined : { because };
    },
  },
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'no token', subject: { automountServiceAccountToken: false } }],
    bad: [{ shows: 'a token', subject: { automountServiceAccountToken: true } }],
  }),
});
