const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const PEM = /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([A-Za-z0-9+/=\s]+)-----END (?:NEW )?CERTIFICATE REQUEST-----/;
/** The object identifier of organizations, 2.5.4.10, as DER writes it. API servers take the organizations of a client certificate for its groups. */
const ORGANIZATION = '\x06\x03\x55\x04\x0a';
const WIDE = '\x1e';

const decoded = (text: string): string | undefined => {
  const compact = text.replace(/\s+/g, '');
  return BASE64.test(compact) ? atob(compact) : undefined;
};

/** A text as DER holds it, behind its length: one byte for each character, or two in the type BMPString. */
const contents = (text: string): { readonly narrow: string; readonly wide: string } => {
  const wide = [...text].map((character) => `\0${character}`).join('');
  return { narrow: String.fromCharCode(text.length) + text, wide: String.fromCharCode(wide.length) + wide };
};

/**
 * Whether a certificate signing request (PKCS #10), as base64 of its PEM, names a group of less than 64 ASCII characters; undefined where it cannot be read.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates
 */
export function requestsGroup(request: string, group: string): boolean | undefined {
  const pem = PEM.exec(decoded(request) ?? '');
  const der = pem ? decoded(pem[1]) : undefined;
  if (der === undefined || !der.startsWith('\x30')) return undefined;
  const { narrow, wide } = contents(group);
  for (let at = der.indexOf(ORGANIZATION); at >= 0; at = der.indexOf(ORGANIZATION, at + 1)) {
    const type = at + ORGANIZATION.length;
    if (der.startsWith(der[type] === WIDE ? wide : narrow, type + 1)) return true;
  }
  return false;
}
