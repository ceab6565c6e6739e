import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

export const rbacNoTrustBundleWrite = defineControl({
  id: 'rbac-no-trust-bundle-write',
  title: 'RBAC rules do not change whom pods trust',
  why: 'pods trust the certificate authorities in a ClusterTrustBundle: whoever writes one can impersonate any service that '
    + 'these pods call',
  fix: {
    code: 'leave clustertrustbundles, and attest on signers, out of the rules of `ScopedRole`',
    yaml: 'remove `clustertrustbundles` and the signers from `rules[].resources`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#cluster-trust-bundles'],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1557'],
  power: { may: 'change whom pods trust', clusterOnly: true },
  // The API server asks for attest as well where a bundle belongs to a signer. Either half is reported, since two roles can add up.
  ...withholds(
    { apiGroups: ['certificates.k8s.io'], resources: ['clustertrustbundles'], verbs: WRITE },
    { apiGroups: ['certificates.k8s.io'], resources: ['signers'], verbs: ['attest'] },
  ),
});
