import { namedValues } from './named-values';
import { isRandomText } from './random-text';
import { endsInSecret, isPlainSetting, namesSecret, secretKind } from './secret-text';

/** A name of a file says what the file is about, not what it holds: `reset-password.html`, `token-policy.json`. */
const FILE = new RegExp(`\\.(?:${[
  'bash', 'cer', 'cfg', 'cnf', 'conf', 'crt', 'css', 'csv', 'env', 'go', 'groovy', 'hcl', 'html?', 'ini', 'j2', 'java', 'js', 'json', 'list', 'lua', 'md', 'pem',
  'php', 'policy', 'properties', 'py', 'rb', 'rules', 'sh', 'sql', 'template', 'tmpl', 'toml', 'tpl', 'ts', 'txt', 'vcl', 'xml', 'ya?ml',
].join('|')})$`, 'i');
/** Where an unquoted word behind a name is a variable, not a value. */
const PROGRAM = /\.(?:go|groovy|java|js|lua|php|py|rb|sql|ts|vcl)$/i;
/** Whatever these name may look random, and is no secret. */
const PUBLIC = /public|cert|(?:^|[^a-z])ca(?:$|[^a-z])|checksum|digest|fingerprint|hash|integrity|commit|revision|uuid|sha\d/i;
/** One of these is in every name that `namesSecret` recognizes. */
const HINT = /pass|pwd|secret|token|credential|key|jwt|bearer/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4}){4,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const PRINTABLE = /^[\t\n\r\x20-\x7e]+$/;
const LONGEST_ENCODED = 100_000;
const VARIABLE = /[$%{}]|<[^<>]*>/;
/** What stands for a value in a schema, a program or a template, and a path in JSON. */
const NO_VALUE = /^(?:\.\w.*|any|bool|boolean|int|integer|nil|object|optional|read|required|str|string|text|undefined|write)$/i;
/** The name of a Secret or of one of its keys, where the name says no more: a reference, not a value. */
const REFERENCE_KEY = /^(?:secrets?|credentials?|secret[_-]?key|existing[\w-]*secrets?)$/i;
/** What only a controller of the cluster can open. */
const SEALED = /sealed|encrypted|cipher/i;
/** A part that something else fills in: `Bearer ${token}`, `$__file{/run/secret}` of Grafana. */
const COMPUTED = /\$\{|\$\(|\{\{|\$__/;
/** What AWS calls an access key, which is of no use without the secret one. */
const KEY_ID = /^A[KS]IA[A-Z0-9]{16}$/;
const OBJECT_NAME = /^[a-z0-9]+(?:[-./][a-z0-9]+)*$/;

/**
 * What credential a value is or holds, in words that do not give it away; undefined where it is none. A value is one by its looks, or under a name that says
 * so; so is each value that a text names, such as a file of several lines. Every match is linear in the text.
 *
 * @param name the key of the ConfigMap, or the name of the variable
 */
export function credentialIn(name: string, value: string): string | undefined {
  const encoded = decodedText(value);
  const kind = secretKind(value) ?? underSecretName(name, value);
  if (encoded === undefined) return kind ?? randomText(name, value) ?? namedInside(name, value);
  return kind ?? secretKind(encoded) ?? namedInside(name, encoded);
}

/**
 * The same for a field of a custom resource. Such fields also name Secrets and their keys, and hold digests and ciphertext that look random, so that a text counts
 * as what it looks like, or where its name ends with what the value is: `adminPassword`, not `passwordPolicy`.
 *
 * @param namesObjects whether what is here names Secrets and their keys, as below `secretKeys`
 */
export function literalCredential(name: string, value: string, namesObjects = false): string | undefined {
  const isLiteralValue = endsInSecret(name) && !SEALED.test(name) && !COMPUTED.test(value) && !isReference(name, value, namesObjects);
  const looks = KEY_ID.test(value) && /id$/i.test(name) ? undefined : secretKind(value);
  return looks ?? (isLiteralValue ? underSecretName(name, value) : undefined) ?? (value.includes('\n') ? namedInside(name, value) : undefined);
}

/** `credentials: db-login`, `passwordSecret: db`, `tokenKey: token`, `encryptionKey: db-encryption-key`: the name of a Secret or of one of its keys. */
const isReference = (name: string, value: string, namesObjects: boolean): boolean => OBJECT_NAME.test(value)
  && (namesObjects || NAME_OF_REFERENCE.test(name) || (!/pass/i.test(name) && /[-./](?:keys?|secrets?|credentials?|creds)$/.test(value)));
const NAME_OF_REFERENCE = /(?:secrets?|credentials?|(?:password|token|secret|credential)s?[_.-]?key)$/i;

/** What a value in base64 says, where it says something to people; undefined for any other value. */
function decodedText(value: string): string | undefined {
  if (value.length > LONGEST_ENCODED || !BASE64.test(value)) return undefined;
  const text = atob(value);
  return PRINTABLE.test(text) ? text : undefined;
}

function underSecretName(name: string, value: string): string | undefined {
  const isSetting = !namesSecret(name) || value.trim().includes('\n') || FILE.test(name) || PUBLIC.test(name) || isPlainSetting(name, value);
  return isSetting ? undefined : 'a literal value under the name of a secret';
}

function randomText(name: string, value: string): string | undefined {
  return !PUBLIC.test(name) && isRandomText(value.trim()) ? 'a random text, as keys and tokens are' : undefined;
}

/** The value of a pair is named by its key; the rest of the text, such as `user=shop;password=…`, only gives it context. */
function namedInside(name: string, value: string): string | undefined {
  if (!HINT.test(value)) return undefined;
  const isProgram = PROGRAM.test(name);
  const lines = value.split('\n').filter((line) => HINT.test(line));
  const named = namedValues(lines, (key) => namesSecret(key) && !PUBLIC.test(key));
  const found = named.find((one) => (one.isQuoted || !isProgram) && isLiteral(one.name, one.value));
  return found && `a literal value under "${found.name}"`;
}

function isLiteral(key: string, value: string): boolean {
  if (isPlainSetting(key, value) || VARIABLE.test(value) || NO_VALUE.test(value)) return false;
  return !(REFERENCE_KEY.test(key) && OBJECT_NAME.test(value)) && !/\s/.test(value.trim());
}
