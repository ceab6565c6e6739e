/**
 * Texts that are secrets, by their names and by their looks. Every match is linear in the text.
 *
 * The names are those of kubescape C-0012 and of gitleaks, cut down where they call ordinary settings secret.
 */

import { remembered } from './remembered';

const SECRET_ENDINGS = ['password', 'passwd', 'passphrase', 'secret', 'token', 'credential', 'apikey', 'accesskey', 'privatekey', 'secretkey'];
const SECRET_WORDS = new Set(['pass', 'pwd', 'jwt', 'bearer']);
/** What makes a key a secret one: SIGNING_KEY is, SORT_KEY is not. */
const KEY_KINDS = new Set([
  'access', 'account', 'admin', 'api', 'app', 'auth', 'client', 'encryption', 'hmac', 'jwt', 'license', 'master', 'private', 'secret', 'session', 'shared',
  'signing', 'ssh', 'storage',
]);
const PASSWORDS = ['password', 'passwd', 'passphrase', 'pass', 'pwd'];
/** A last word that says that the value is about a secret but is none: TOKEN_TTL, PASSWORD_FILE. */
const DESCRIPTIONS = new Set([
  'age', 'alg', 'algorithm', 'attempts', 'audience', 'backend', 'class', 'count', 'dir', 'directory', 'duration', 'enabled', 'encryption', 'endpoint', 'expiration',
  'expiry', 'field', 'file', 'format', 'header', 'host', 'id', 'in', 'interval', 'issuer', 'length', 'lifetime', 'limit', 'location', 'max', 'method', 'min', 'mode',
  'name', 'namespace', 'path', 'policy', 'port', 'prefix', 'provider', 'ref', 'required', 'role', 'scheme', 'size', 'source', 'store', 'strategy', 'suffix', 'timeout',
  'ttl', 'type', 'uri', 'url', 'user', 'username', 'validity', 'version',
]);
/** A last word that says nothing about the value. */
const OF_VALUES = new Set(['clear', 'cleartext', 'data', 'inline', 'literal', 'plain', 'plaintext', 'raw', 'string', 'text', 'value']);

const SWITCHES = new Set(['true', 'false', 'yes', 'no', 'on', 'off', '0', '1', 'enabled', 'disabled', 'none', 'null']);
const NUMBER = /^-?\d{1,9}(?:\.\d{1,9})?$/;
const DURATION = /^\d{1,9}(?:ns|us|ms|s|m|h|d)$/;
const CAPITALS = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const REFERENCE = /^\$\([^()]+\)$/; // https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
const PATH = /^(?:\.{1,2}|~|[A-Za-z]:)?[/\\][\w@./\\-]*$/;

/** Tokens that say themselves what they are, and how many characters follow at least. */
const TOKEN_PREFIXES: readonly (readonly [string, number])[] = [
  ['ghp_', 16], ['gho_', 16], ['ghu_', 16], ['ghs_', 16], ['ghr_', 16], ['github_pat_', 16], ['glpat-', 16], ['npm_', 30], ['dckr_pat_', 16], ['AIza', 35],
  ['xoxb-', 10], ['xoxp-', 10], ['xoxa-', 10], ['xoxr-', 10], ['xoxs-', 10], ['xapp-', 10], ['sk_live_', 16], ['rk_live_', 16], ['hvs.', 20], ['ya29.', 20],
  ['xoxe-', 10], ['xoxe.', 10], ['sk-ant-', 20], ['sk-proj-', 20], ['hf_', 30], ['SG.', 60], ['shpat_', 32], ['shpss_', 32], ['shpca_', 32], ['dop_v1_', 60], ['doo_v1_', 60],
  ['pypi-AgEI', 50], ['rubygems_', 40], ['glrt-', 20], ['gldt-', 20], ['glptt-', 40], ['glsa_', 32], ['glc_eyJ', 20], ['ATATT3', 50], ['lin_api_', 30], ['sntrys_', 30],
  ['sntryu_', 60], ['tskey-', 20], ['AGE-SECRET-KEY-1', 50], ['hvb.', 20], ['pscale_tkn_', 32], ['pscale_pw_', 32], ['nvapi-', 40], ['whsec_', 24], ['dp.st.', 40], ['dp.pt.', 40],
  ['ops_eyJ', 100], ['ghapp_', 30], ['PMAK-', 50], ['sq0csp-', 40], ['EAACEdEose0cBA', 10], ['xkeysib-', 60],
  ['eyJhdXRocyI6', 10], // {"auths": of a registry login
];
const AWS_KEY_ID = /^(?:AKIA|ASIA)[A-Z0-9]{16}$/;
/** One of these is in whatever looks like a secret; most texts are long and have none. */
const HINT = new RegExp(['-----BEGIN ', 'AKIA', 'ASIA', 'eyJ', '://', ...TOKEN_PREFIXES.map(([prefix]) => prefix.replace(/\./g, '\\.'))].join('|'));
/** `a://b:c@d` */
const SHORTEST = 9;
const JSON_WEB_TOKEN = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;

/**
 * What something else fills in or decrypts before anybody uses it, each as one whole text: templates (`${A}`, `${{ a }}`, `{{ a }}`, `<a>`, `%A%`, `[[a]]`, `((a))`,
 * `#{a}#`, `__A__`, `@A@`), what people are to replace (`REPLACE_ME`, `YOUR_TOKEN`), references to secret stores (`vault:secret/a#b`, `arn:aws:…`,
 * `projects/a/secrets/b`, `@Microsoft.KeyVault(…)`, `a@azurekeyvault`, `!var a/b`, `sm://a/b`), and ciphertext (`ENC[AES256_GCM,…]` of SOPS).
 */
const PLACEHOLDERS: readonly RegExp[] = [
  /\$\{[^{}]*\}/, /\$\{\{[^{}]*\}\}/, /\{\{[^{}]*\}\}/, /<[^<>]*>/, /%[A-Za-z]\w*%/, /\[\[[^[\]]*\]\]/, /\(\([^()]*\)\)/, /#\{[^{}]*\}#?/, /__[A-Z][A-Z0-9_]*__/, /@[A-Z][A-Z0-9_]*@/,
  /(?:REPLACE|INSERT|YOUR)(?:[_-][A-Z0-9]+)+/, /(?:arn|secretsmanager|ssm|awssm|azurekeyvault|keyvault|gcpsm|op|ref\+\w+):\S+/,
  /(?:>>)?vault:[\w.-]*[/#]\S+/, /(?:sm|gsm|berglas|doppler|conjur|infisical|akeyless|bws|aws\w+|gcp\w*|secretref\+\w+):\/\/\S+/, /gcp:secretmanager:\S+/,
  /[\w-]+@azurekeyvault(?:\?\w+)?/, /!var(?::\w+)* [\w.\/-]+/, /\$\([A-Za-z_][\w.]*\)/,
  /projects\/[\w.:-]+\/secrets\/[\w-]+(?:\/versions\/\w+)?/, /@Microsoft\.KeyVault\([^()]*\)/, /ENC\[[A-Z0-9_]+,[^[\]]*\]/,
];
const PLACEHOLDER = new RegExp(`^(?:${PLACEHOLDERS.map(({ source }) => source).join('|')})$`);
const LONGEST_PLACEHOLDER = 10_000;

/** Whether a text stands for a value that something else fills in or decrypts, so that it is no secret itself. */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.length > LONGEST_PLACEHOLDER ? '' : text.trim();
  return trimmed !== '' && PLACEHOLDER.test(trimmed);
}

const wordsOf = (name: string): string[] => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '');
const singular = (word: string): string => (word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word);

/** Whether a name says that what it holds is secret. */
export const namesSecret = remembered((name): boolean => {
  const words = wordsOf(name);
  if (DESCRIPTIONS.has(words[words.length - 1])) return false;
  return words.some((word, i) => SECRET_WORDS.has(word) || SECRET_ENDINGS.some((ending) => singular(word).endsWith(ending))
    || (i > 0 && ['key', 'keys'].includes(word) && KEY_KINDS.has(words[i - 1])));
});

/** Whether the last word of a name says so, but for words such as `value` behind it. */
export const endsInSecret = remembered((name): boolean => {
  const words = wordsOf(name);
  while (words.length > 1 && OF_VALUES.has(words[words.length - 1])) words.pop();
  const last = singular(words[words.length - 1] ?? '');
  const isKey = last === 'key' && KEY_KINDS.has(words[words.length - 2]);
  return isKey || SECRET_WORDS.has(last) || SECRET_ENDINGS.some((ending) => last.endsWith(ending));
});

/** Whether a value under a secret name is plainly none: nothing, a switch, a number, a duration, a path, a URL, a placeholder, or a reference to another variable. */
export function isPlainSetting(name: string, value: string): boolean {
  const text = value.trim();
  if (text === '' || SWITCHES.has(text.toLowerCase()) || REFERENCE.test(text) || PATH.test(text) || schemeEnd(text) > 0 || isPlaceholder(text)) return true;
  if (DURATION.test(text) || repeatsName(name, text)) return true;
  const last = wordsOf(name).pop() ?? '';
  return NUMBER.test(text) && !PASSWORDS.some((word) => singular(last).endsWith(word)); // a PIN is a password, a number of tokens is none
}

/** `GOOGLE_API_KEY_VAL` under `GOOGLE_API_KEY`, which people are to replace. */
const repeatsName = (name: string, text: string): boolean => CAPITALS.test(text) && text.startsWith(name.toUpperCase());

/** What kind of secret a text is by its looks, whatever its name; undefined where it looks like none. */
export function secretKind(text: string): string | undefined {
  if (text.length < SHORTEST || !HINT.test(text)) return undefined;
  if (text.includes('-----BEGIN ') && /PRIVATE KEY(?: BLOCK)?-----/.test(text)) return 'a private key';
  const tokens = text.split(/[\s"'`,;=(){}<>|:/@&[\]]+/);
  if (tokens.some((word) => AWS_KEY_ID.test(word))) return 'an AWS access key';
  if (tokens.some((word) => JSON_WEB_TOKEN.test(word))) return 'a JSON Web Token';
  if (tokens.some((word) => TOKEN_PREFIXES.some(([prefix, rest]) => word.startsWith(prefix) && word.length >= prefix.length + rest))) return 'an access token';
  return text.split(/[\s"'`,;=(){}<>|]+/).some(hasPassword) ? 'a URL with a password' : undefined;
}

/** Where the part behind `scheme://` starts; 0 where there is none. */
function schemeEnd(text: string): number {
  const at = text.indexOf('://');
  return at > 0 && at <= 20 && /^[A-Za-z][\w+.-]*$/.test(text.slice(0, at)) ? at + 3 : 0;
}

/** `scheme://user:password@host`. The text is cut at parentheses, so that a password `$(NAME)` arrives here as `$`. */
function hasPassword(text: string): boolean {
  const start = schemeEnd(text);
  if (start === 0) return false;
  const authority = text.slice(start).split(/[/?#]/, 1)[0];
  const at = authority.lastIndexOf('@');
  const colon = authority.indexOf(':');
  return at > 0 && colon >= 0 && colon < at - 1 && !isPlaceholder(authority.slice(colon + 1, at));
}
