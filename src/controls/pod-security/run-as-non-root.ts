import { inUserNamespace } from '../conditions';
import { defineControl } from '../control';
import { PodSecurityCheck } from '../pod-security-check';
import { Faults } from '../pod-security-text';
import { allOf, anyOf, field, pod } from '../require';

const promised = anyOf(
  field('securityContext.runAsNonRoot').isTrue(),
  allOf(field('securityContext.runAsNonRoot').isAbsent(), pod('securityContext.runAsNonRoot').isTrue()),
);
const podAllowsNone = pod('securityContext.runAsNonRoot').isNotFalse();
const notZero = { pod: pod('securityContext.runAsUser').differsFrom(0), container: field('securityContext.runAsUser').differsFrom(0) };

const promises = [
  {
    pod: podAllowsNone,
    container: field('securityContext.runAsNonRoot').isNotFalse(),
    says: ({ setters }: Faults) => `${setters} must not set securityContext.runAsNonRoot=false`,
  },
  { container: promised, says: ({ containers }: Faults) => `pod or ${containers} must set securityContext.runAsNonRoot=true` },
];
const users = [{ ...notZero, says: ({ setters }: Faults) => `${setters} must not set runAsUser=0` }];

const checks: readonly PodSecurityCheck[] = [
  {
    id: 'runAsNonRoot',
    level: 'restricted',
    reason: 'runAsNonRoot != true',
    revisions: [{ since: '1.0', demands: promises }, { since: '1.35', demands: promises, unless: inUserNamespace }],
  },
  {
    id: 'runAsUser',
    level: 'restricted',
    reason: 'runAsUser=0',
    revisions: [{ since: '1.23', demands: users }, { since: '1.35', demands: users, unless: inUserNamespace }],
  },
];

const context = (securityContext: object) => ({ securityContext });
const nonRoot = context({ runAsNonRoot: true });

export const runAsNonRoot = defineControl({
  id: 'run-as-non-root',
  title: 'Containers do not run as root',
  subject: 'container',
  why: 'root in a container is root on the node as soon as it escapes, and until then it can rewrite everything in the container',
  fix: {
    code: 'leave `securityContext.ensureNonRoot` and `securityContext.user` of the container unset, or set the user with `RunAs` in the profile',
    yaml: 'set `securityContext.runAsNonRoot: true`, and `runAsUser`, where it is set, to a number above zero',
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  frameworks: [
    'pss:runAsNonRoot', 'pss:runAsUser', 'nsa-cisa:non-root-containers', 'cis:5.2.7', 'cis:5.6.3', 'mitre:T1611', 'kube-linter:run-as-non-root',
    'kubescape:C-0013', 'kyverno:require-run-as-nonroot', 'kyverno:require-run-as-non-root-user', 'polaris:runAsRootAllowed', 'checkov:CKV_K8S_23', 'checkov:CKV_K8S_30',
    'checkov:CKV_K8S_29', 'trivy:KSV-0012', 'trivy:KSV-0105', 'trivy:KSV-0118', 'kubesec:RunAsNonRoot',
  ],
  // Since 1.35 the restricted level lets pods with `hostUsers: false` run as root. We do not: root still rewrites its own image and volumes,
  // and a node whose runtime lacks user namespaces would make it root of the node. Who needs it waives the control and says why.
  require: allOf(promised, podAllowsNone, notZero.container, notZero.pod),
  podSecurity: checks,
  harden: {
    container: nonRoot,
    pod: nonRoot,
    // beside a root user the kubelet would not start the container
    unless: anyOf(
      pod('securityContext.runAsNonRoot').isFalse(), field('securityContext.runAsUser').equals(0), pod('securityContext.runAsUser').equals(0),
    ),
  },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a container that says so', subject: nonRoot },
      { shows: 'a pod that says so for all', subject: {}, pod: nonRoot },
      { shows: 'a user by number', subject: context({ runAsUser: 65532 }), pod: context({ runAsNonRoot: true, runAsUser: 65532 }) },
    ],
    bad: [
      { shows: 'a user without the promise', subject: context({ runAsUser: 65532 }) },
      { shows: 'a container that takes the promise back', subject: context({ runAsNonRoot: false }), pod: nonRoot },
      { shows: 'a pod that allows root', subject: nonRoot, pod: context({ runAsNonRoot: false }) },
      { shows: 'root by number', subject: context({ runAsNonRoot: true, runAsUser: 0 }) },
      { shows: 'root by number on the pod', subject: nonRoot, pod: context({ runAsUser: 0 }) },
      { shows: 'root in a user namespace', subject: context({ runAsUser: 0 }), pod: { hostUsers: false } },
    ],
  }),
});
