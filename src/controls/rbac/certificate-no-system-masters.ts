import { requestsGroup } from '../../objects/certificate-request';
import { DocumentPart } from '../../objects/document-part';
import { groupKind, Manifest } from '../../objects/manifest';
import { isObject } from '../../objects/pointer';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const MASTERS = 'system:masters';
const CERTIFICATE = 'cert-manager.io/Certificate';
const REQUESTS = ['certificates.k8s.io/CertificateSigningRequest', 'cert-manager.io/CertificateRequest'];

function inRequest(request: DocumentPart): Site[] {
  if (!request.isSet) return [];
  const asks = requestsGroup(request.text, MASTERS);
  if (asks === undefined) return [{ pointer: request.pointer, message: 'the request is no PEM in base64, so that the groups which it names could not be read', undecided: true }];
  return asks ? [{ pointer: request.pointer, message: `asks for a certificate of the group ${MASTERS}` }] : [];
}

/** cert-manager makes the request from these. */
function inCertificate(spec: DocumentPart): Site[] {
  const organizations = spec.at('subject').at('organizations').items.filter(({ text }) => text === MASTERS);
  const literal = spec.at('literalSubject');
  return [...organizations, ...(/(?:^|[,+])\s*O\s*=\s*"?system:masters"?\s*(?:[,+]|$)/i.test(literal.text) ? [literal] : [])]
    .map(({ pointer }) => ({ pointer, message: `asks for a certificate of the group ${MASTERS}` }));
}

function inspect(manifest: Manifest): Site[] {
  const spec = new DocumentPart(manifest).at('spec');
  if (spec.isSet && !isObject(spec.value)) return [{ pointer: spec.pointer, message: 'spec is no map, so that the request could not be read', undecided: true }];
  return groupKind(manifest) === CERTIFICATE ? inCertificate(spec) : inRequest(spec.at('request'));
}

/** Requests for `O=team-shop,CN=alice` and `O=system:masters,CN=admin`, made by openssl with keys that nobody kept. */
const DER = {
  team: 'MIHfMIGGAgEAMCQxEjAQBgNVBAoMCXRlYW0tc2hvcDEOMAwGA1UEAwwFYWxpY2UwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQonoOlzb9OQ2b30kutmt11CAJKQndbLXOltfHG7RuIfDpB'
    + 'M9mFIQfbnb/sal08gsPyX2JDYJJUhzy3wLy0/sTtoAAwCgYIKoZIzj0EAwIDSAAwRQIgWdkyuppF4FO6rkDf7bVCtTgG7a351iVprLzR+DQ81cMCIQCTM/n9vXOpOIVnUEdadpts45epTbvzEfUf'
    + 'C3cyXD9jPA==',
  masters: 'MIHkMIGLAgEAMCkxFzAVBgNVBAoMDnN5c3RlbTptYXN0ZXJzMQ4wDAYDVQQDDAVhZG1pbjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJ+IGEv+mkjj23xeDIL7KsFU2tY26O8iPGJmJ5gc'
    + 'IZitlLOAUVx2P3DWguL855ZcysgWfL1jRPOA2/hWLGWu2GGgADAKBggqhkjOPQQDAgNIADBFAiBG3oQdarMu2qN8S98A7F3NqrizFFq22m0wTiDV/bLFyAIhANUbn6H/8Lzl8Z2lyMHRskblIVmm'
    + 'h0ObLFVBeXoGPtAY',
};
const pem = (der: string): string => btoa(`-----BEGIN CERTIFICATE REQUEST-----\n${der.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE REQUEST-----\n`);
const signing = (request: string) => ({
  apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name: 'alice' },
  spec: { request, signerName: 'kubernetes.io/kube-apiserver-client', expirationSeconds: 3600, usages: ['client auth'] },
});
const ofCertManager = (request: string) => ({
  apiVersion: 'cert-manager.io/v1', kind: 'CertificateRequest', metadata: { name: 'alice', namespace: 'shop' },
  spec: { request, issuerRef: { name: 'internal', kind: 'ClusterIssuer' }, usages: ['client auth'] },
});
const certificate = (subject: object) => ({
  apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'alice', namespace: 'shop' },
  spec: { secretName: 'alice', issuerRef: { name: 'internal', kind: 'ClusterIssuer' }, usages: ['client auth'], ...subject },
});

export const certificateNoSystemMasters = defineControl({
  id: 'certificate-no-system-masters',
  title: 'No certificate is requested for system:masters',
  subject: 'object',
  kinds: [...REQUESTS, CERTIFICATE],
  why: 'whoever holds the certificate may do everything, past every authorization, until it ends: certificates cannot be revoked, and nobody can take the group away',
  fix: {
    code: 'bind a role to a group of your identity provider with `GroupBinding`, and sign people in there',
    yaml: 'name another organization in the subject of the request, and bind a role with what is needed to it',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#certificatesubjectrestriction',
  ],
  frameworks: ['cis:5.1.7', 'mitre:T1078'],
  inspect,
  admission: notEnforceable('no expression can read a certificate request; the admission plugin CertificateSubjectRestriction refuses it for clients of the API server'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a request for a team', subject: signing(pem(DER.team)) },
      { shows: 'a request to cert-manager for a team', subject: ofCertManager(pem(DER.team)) },
      { shows: 'a certificate for a team', subject: certificate({ commonName: 'alice', subject: { organizations: ['team-shop'] } }) },
      { shows: 'a certificate for a team, by its whole subject', subject: certificate({ literalSubject: 'CN=alice,O=team-shop' }) },
    ],
    bad: [
      { shows: 'a request for the group of masters', subject: signing(pem(DER.masters)) },
      { shows: 'a request to cert-manager for the group of masters', subject: ofCertManager(pem(DER.masters)) },
      { shows: 'a certificate for the group of masters', subject: certificate({ commonName: 'admin', subject: { organizations: ['team-shop', 'system:masters'] } }) },
      { shows: 'a certificate for the group of masters, by its whole subject', subject: certificate({ literalSubject: 'CN=admin,O=system:masters' }) },
    ],
  }),
});
