import { defineControl } from '../control';
import { allOf, field, item } from '../require';

/** Plugins that are on by default and that others build upon. */
const KEPT = [
  'NamespaceLifecycle', 'ServiceAccount', 'PodSecurity', 'LimitRanger', 'ResourceQuota', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionWebhook',
  'MutatingAdmissionPolicy', 'MutatingAdmissionWebhook', 'CertificateApproval', 'CertificateSigning',
  'CertificateSubjectRestriction', 'RuntimeClass', 'Priority',
  'StorageObjectInUseProtection', 'TaintNodesByCondition', 'ClusterTrustBundleAttest',
];

export const apiserverKeepsAdmissionPlugins = defineControl({
  id: 'apiserver-keeps-admission-plugins',
  title: 'The admission plugins that protect the cluster stay enabled',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'without them, pods bypass Pod Security, quotas and admission policies, or are created in a namespace that is being deleted',
  fix: {
    code: 'leave `disable-admission-plugins` out of `extraArguments` of `ControlPlane`, and `AlwaysAdmit` out of its `admissionPlugins`',
    yaml: 'remove the plugins that the message names from `--disable-admission-plugins`, and `AlwaysAdmit` from `--enable-admission-plugins`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#which-plugins-are-enabled-by-default'],
  frameworks: ['cis:1.2.10', 'cis:1.2.12', 'cis:1.2.13'],
  require: allOf(field('--disable-admission-plugins').every(item().isNoneOf(KEPT)), field('--enable-admission-plugins').excludes('AlwaysAdmit')),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a plugin that protects nothing off', subject: { '--disable-admission-plugins': ['DefaultStorageClass'] } },
    ],
    bad: [
      ...KEPT.map((plugin) => ({ shows: `${plugin} off`, subject: { '--disable-admission-plugins': ['DefaultStorageClass', plugin] } })),
      { shows: 'everything admitted', subject: { '--enable-admission-plugins': ['NodeRestriction', 'AlwaysAdmit'] } },
    ],
  }),
});
