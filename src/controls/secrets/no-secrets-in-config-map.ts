import { Manifest } from '../../objects/manifest';
import { descend, isObject } from '../../objects/pointer';
import { isPlainSetting, namesSecret, secretKind } from '../../objects/secret-text';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

/** A key that names a file says what the file is about, not what it holds: `reset-password.html`, `token-policy.json`. */
const FILE = new RegExp(`\\.(?:${[
  'bash', 'cer', 'cfg', 'cnf', 'conf', 'crt', 'css', 'csv', 'env', 'go', 'groovy', 'hcl', 'html?', 'ini', 'j2', 'java', 'js', 'json', 'list', 'lua', 'md', 'pem',
  'php', 'policy', 'properties', 'py', 'rb', 'rules', 'sh', 'sql', 'template', 'tmpl', 'toml', 'tpl', 'ts', 'txt', 'vcl', 'xml', 'ya?ml',
].join('|')})$`, 'i');
const PUBLIC = /public/i;

const isSetting = (key: string, text: string): boolean =>
  text.trim().includes('\n') || FILE.test(key) || PUBLIC.test(key) || isPlainSetting(key, text);

/** What a value is, in words that do not give it away. */
function kindOf(key: string, value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined; // valid-manifest reports it
  const text = String(value);
  return secretKind(text) ?? (namesSecret(key) && !isSetting(key, text) ? 'a value under the name of a secret' : undefined);
}

function faults({ data }: Manifest): Site[] {
  if (!isObject(data)) return []; // valid-manifest reports it
  return Object.entries(data).flatMap(([key, value]) => {
    const kind = kindOf(key, value);
    return kind ? [{ pointer: descend('/data', [key]), message: `data "${key}" holds ${kind}` }] : [];
  });
}

const configMap = (key: string, value: unknown) => (
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data: { LOG_LEVEL: 'info', [key]: value } }
);
const privateKey = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';

export const noSecretsInConfigMap = defineControl({
  id: 'no-secrets-in-config-map',
  title: 'ConfigMaps hold no secrets',
  subject: 'object',
  kinds: ['ConfigMap'],
  why: 'everybody with the role view can read a ConfigMap, encryption at rest is usually set up for Secrets only, and the value is in the repository in plain text',
  fix: {
    code: 'keep the value in a secret store and mount it as a file with `mountSecret`',
    yaml: 'move the value from `data` to a Secret that a secret store fills',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/configmap/'],
  // Trivy KSV-01010 takes every key with "key", "email" or "username" for sensitive, KSV-0109 every one with "pass" or "token". We want a value that looks
  // like a secret wherever it stands, or one single line under a name that says so. Lines of a file are judged by their looks alone.
  frameworks: ['nsa-cisa:secrets', 'mitre:T1552.001', 'kubescape:C-0012', 'polaris:sensitiveConfigmapContent', 'trivy:KSV-0109', 'trivy:KSV-01010'],
  inspect: faults,
  admission: notEnforceable('telling a secret from a setting needs names and values taken apart into words, which the expressions here cannot do'),
  absent: 'good',
  examples: {
    good: [
      { shows: 'a key of the configuration', subject: configMap('key', 'user.email') },
      { shows: 'a name of a user', subject: configMap('DB_USERNAME', 'shop') },
      { shows: 'a path to a secret', subject: configMap('DB_PASSWORD_FILE', '/var/run/secrets/db/password') },
      { shows: 'a lifetime', subject: configMap('token-ttl', '15m') },
      { shows: 'a switch', subject: configMap('require-password', 'true') },
      { shows: 'a file about passwords', subject: configMap('reset-password.html', '<p>Reset</p>') },
      { shows: 'a file with a placeholder', subject: configMap('application.properties', 'spring.datasource.password=${DB_PASSWORD}\nserver.port=8080\n') },
      { shows: 'a placeholder', subject: configMap('db.password', '${DB_PASSWORD}') },
      { shows: 'a reference to a secret store', subject: configMap('DB_PASSWORD_SECRET', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db') },
      { shows: 'a certificate', subject: configMap('ca.crt', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n') },
      { shows: 'a public key', subject: configMap('JWT_PUBLIC_KEY', 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE') },
    ],
    bad: [
      { shows: 'a password', subject: configMap('DB_PASSWORD', 'correct-horse') },
      { shows: 'a password under a name with dots', subject: configMap('spring.datasource.password', 'correct-horse') },
      { shows: 'a key under a name with dots', subject: configMap('payment.api.key', 'f3b9c1') },
      { shows: 'a password that YAML reads as a number', subject: configMap('password', 123456) },
      { shows: 'a private key', subject: configMap('tls.key', privateKey) },
      { shows: 'a URL with a password in a file', subject: configMap('application.properties', 'server.port=8080\ndatabase=postgres://shop:correct-horse@db/shop\n') },
      { shows: 'an access key in a setting', subject: configMap('options', `key=AKIA${'A'.repeat(16)}`) },
    ],
  },
});
