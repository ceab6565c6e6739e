const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** Two bytes with the length of an encrypted key, that key, and the ciphertext with its tag of 16 bytes. */
const LENGTH_BYTES = 2;
const TAG_BYTES = 16;
const SHORTEST_RSA_KEY = 256; // 2048 bits

/**
 * Why a text is not what Sealed Secrets encrypts a value to.
 *
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/v0.40.0/pkg/crypto/crypto.go
 */
export function sealedTextProblem(text: unknown): string | undefined {
  if (typeof text !== 'string' || !BASE64.test(text)) return 'is no ciphertext: it is not base64';
  const bytes = atob(text);
  const keyLength = bytes.length < LENGTH_BYTES ? 0 : bytes.charCodeAt(0) * 256 + bytes.charCodeAt(1);
  if (keyLength < SHORTEST_RSA_KEY || bytes.length < LENGTH_BYTES + keyLength + TAG_BYTES) return 'is no ciphertext: it does not start with an encrypted key';
  return undefined;
}
