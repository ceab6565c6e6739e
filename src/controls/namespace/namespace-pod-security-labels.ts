import { keyOf, Manifest } from '../../objects/manifest';
import { SecurityProfile } from '../../profile/security-profile';
import { isKubeSystem } from '../conditions';
import { defineControl } from '../control';
import { allOf, field, given, not } from '../require';

const PREFIX = 'pod-security.kubernetes.io/';

/** What a namespace says about Pod Security; levels are `privileged`, `baseline` or `restricted`. */
export interface PodSecurityModes {
  readonly enforce: string;
  /** `v1.36` or `latest`. */
  readonly enforceVersion: string;
  readonly audit: string;
  /** `latest` where nothing is said. */
  readonly auditVersion?: string;
  readonly warn: string;
  /** `latest` where nothing is said. */
  readonly warnVersion?: string;
}

/** The labels of the three modes. Warnings and audit follow the newest rules, so that what an upgrade will refuse shows before it. */
export const podSecurityLabels = (
  { enforce, enforceVersion, audit, auditVersion, warn, warnVersion }: PodSecurityModes,
): Readonly<Record<string, string>> => ({
  [`${PREFIX}enforce`]: enforce,
  [`${PREFIX}enforce-version`]: enforceVersion,
  [`${PREFIX}audit`]: audit,
  [`${PREFIX}audit-version`]: auditVersion ?? 'latest',
  [`${PREFIX}warn`]: warn,
  [`${PREFIX}warn-version`]: warnVersion ?? 'latest',
});

/** Enforced as of the version that the manifests are for, so that an upgrade of the cluster refuses nothing. */
const labels = ({ podSecurityLevel: level, kubernetesVersion }: SecurityProfile, enforce = level) =>
  ({ metadata: { labels: podSecurityLabels({ enforce, enforceVersion: `v${kubernetesVersion}`, audit: level, warn: level }) } });

/** Older than every release that is supported beside the version of the profile: their rules lack what was added since. */
const oldVersion = ({ kubernetesMinor }: SecurityProfile): string =>
  `^v1\\.(${[...Array(Math.max(kubernetesMinor - SUPPORTED_MINORS + 1, 0)).keys()].join('|')})$`;

/** Kubernetes supports this many minor releases. https://kubernetes.io/releases/patch-releases/ */
const SUPPORTED_MINORS = 3;

const namespace = (labelled: object, name = 'shop') => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: labelled } });

export const namespacePodSecurityLabels = defineControl({
  id: 'namespace-pod-security-labels',
  title: 'Namespaces enforce a Pod Security Standard of a current version',
  subject: 'object',
  kinds: ['Namespace'],
  why: 'without the label the namespace accepts any pod, including privileged ones, from anyone who may create pods in it',
  fix: {
    code: 'make the namespace with `HardenedNamespace`, which takes the level from `podSecurityLevel` of the profile',
    yaml: 'set the labels `pod-security.kubernetes.io/enforce: restricted` and `pod-security.kubernetes.io/enforce-version: latest`, or the version of the cluster, as in `v1.36`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces'],
  frameworks: [
    'cis:5.2.1', 'nsa-cisa:pod-security', 'kyverno:add-psa-labels',
    ...['C-0192', 'C-0193', 'C-0194', 'C-0195', 'C-0196', 'C-0197', 'C-0198', 'C-0199', 'C-0200', 'C-0201', 'C-0202', 'C-0203', 'C-0204']
      .map((id) => `kubescape:${id}`),
  ],
  // whether the level is high enough is decided by namespace-pod-security-level
  require: (profile) => given(not(isKubeSystem), allOf(
    field(['metadata', 'labels', `${PREFIX}enforce`]).isOneOf(['restricted', 'baseline', 'privileged']),
    not(field(['metadata', 'labels', `${PREFIX}enforce-version`]).matches(oldVersion(profile))),
  )),
  harden: (profile) => ({
    unless: isKubeSystem,
    objects: { Namespace: labels(profile) },
    besideOthers: ({ object }, others) => {
      const lower = others.lowerLevelIn(keyOf(object!.value as Manifest).name);
      return lower && { because: lower.because, fill: labels(profile, lower.level) };
    },
  }),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'restricted', subject: namespace({ [`${PREFIX}enforce`]: 'restricted' }) },
      { shows: 'baseline', subject: namespace({ [`${PREFIX}enforce`]: 'baseline', [`${PREFIX}enforce-version`]: 'v1.36' }) },
      { shows: 'privileged, a level too; whether it is high enough is for namespace-pod-security-level to say', subject: namespace({ [`${PREFIX}enforce`]: 'privileged' }) },
      { shows: 'kube-system, whose pods need more', subject: namespace({}, 'kube-system') },
      { shows: 'the newest version of the rules', subject: namespace({ [`${PREFIX}enforce`]: 'restricted', [`${PREFIX}enforce-version`]: 'latest' }) },
    ],
    bad: [
      { shows: 'another namespace of Kubernetes, where no pods run', subject: namespace({}, 'kube-public') },
      { shows: 'an old version of the rules', subject: namespace({ [`${PREFIX}enforce`]: 'restricted', [`${PREFIX}enforce-version`]: 'v1.24' }) },
      { shows: 'warnings only', subject: namespace({ [`${PREFIX}warn`]: 'restricted', [`${PREFIX}audit`]: 'restricted' }) },
      { shows: 'a level that does not exist', subject: namespace({ [`${PREFIX}enforce`]: 'strict' }) },
    ],
  }),
});
