import { ControlExamples } from './control';
import { allOf, anyOf, Expression, field, item } from './require';

/**
 * Cipher suites with forward secrecy and authenticated encryption, by all names that the components take. Those of TLS 1.3 are always on.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/staging/src/k8s.io/component-base/cli/flag/ciphersuites_flag.go
 */
const STRONG_CIPHERS: readonly string[] = [
  'TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
];

/**
 * TLS 1.3, or 1.2 with strong cipher suites alone.
 *
 * @param version the field or flag of the least version
 * @param suites the field or flag of the cipher suites
 * @param prefix what the component writes before the number of a version
 */
export function usesStrongTls(version: string, suites: string, prefix: 'VersionTLS1' | 'TLS1.' = 'VersionTLS1'): Expression {
  return anyOf(
    field(version).equals(`${prefix}3`),
    allOf(field(suites).isNotEmpty(), field(suites).every(item().isOneOf(STRONG_CIPHERS)), field(version).isAbsentOr(`${prefix}2`)),
  );
}

/** Examples of settings that `usesStrongTls` with the same parameters takes and refuses. */
export function tlsExamples(version: string, suites: string, prefix: 'VersionTLS1' | 'TLS1.' = 'VersionTLS1'): ControlExamples {
  return {
    good: [
      { shows: 'TLS 1.3', subject: { [version]: `${prefix}3` } },
      { shows: 'strong ciphers', subject: { [version]: `${prefix}2`, [suites]: STRONG_CIPHERS } },
      { shows: 'strong ciphers of the default version', subject: { [suites]: STRONG_CIPHERS } },
    ],
    bad: [
      { shows: 'ciphers by default', subject: { [version]: `${prefix}2` } },
      { shows: 'a weak cipher', subject: { [suites]: ['TLS_RSA_WITH_AES_128_CBC_SHA'] } },
      { shows: 'an old version', subject: { [version]: `${prefix}0`, [suites]: STRONG_CIPHERS } },
      { shows: 'an empty list', subject: { [suites]: [] } },
    ],
  };
}
