import { defineControl } from '../control';
import { allOf, field } from '../require';

export const dedicatedServiceAccount = defineControl({
  id: 'dedicated-service-account',
  title: 'Pods have a service account of their own',
  subject: 'pod',
  why: 'rights that anyone gives to the default service account reach every pod of the namespace that names none',
  fix: {
    code: 'leave `serviceAccount` of the workload unset, which creates one, or pass a ServiceAccount',
    yaml: 'create a ServiceAccount for the workload and set `serviceAccountName` in the pod spec',
  },
  references: ['https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts'],
  frameworks: [
    'nsa-cisa:pod-service-account-tokens', 'cis:5.1.5', 'mitre:T1078.001', 'kube-linter:default-service-account',
    'kube-linter:deprecated-service-account-field', 'kubescape:C-0189', 'checkov:CKV_K8S_41', 'checkov:CKV_K8S_42', 'kubesec:ServiceAccountName',
  ],
  require: allOf(field('serviceAccountName').isNotEmpty(), field('serviceAccountName').differsFrom('default')),
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'a service account of its own', subject: { serviceAccountName: 'web' } }],
    bad: [
      { shows: 'the default one', subject: { serviceAccountName: 'default' } },
      { shows: 'an empty name', subject: { serviceAccountName: '' } },
    ],
  }),
});
