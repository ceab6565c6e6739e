import { credentialIn } from '../../objects/credential';
import { Manifest } from '../../objects/manifest';
import { plainText } from '../../objects/plain-text';
import { descend, isObject } from '../../objects/pointer';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;
const LONGEST_ENCODED = 1_500_000; // more than a ConfigMap may hold

/** Files that are not text are in base64. */
function contentOf(field: string, value: unknown): string | undefined {
  if (typeof value === 'number') return plainText(value);
  if (typeof value !== 'string') return undefined; // valid-manifest reports it
  return field === 'binaryData' && value.length <= LONGEST_ENCODED && BASE64.test(value) ? atob(value) : value;
}

function faults(manifest: Manifest): Site[] {
  return ['data', 'binaryData'].flatMap((field) => {
    const values = manifest[field];
    if (!isObject(values)) return []; // valid-manifest reports it
    return Object.entries(values).flatMap(([key, value]) => {
      const content = contentOf(field, value);
      const kind = content === undefined ? undefined : credentialIn(key, content);
      return kind ? [{ pointer: descend('', [field, key]), message: `${field} "${key}" holds ${kind}` }] : [];
    });
  });
}

const configMap = (key: string, value: unknown) => (
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data: { LOG_LEVEL: 'info', [key]: value } }
);
const privateKey = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';

export const noSecretsInConfigMap = defineControl({
  id: 'no-secrets-in-config-map',
  title: 'ConfigMaps do not contain secrets',
  subject: 'object',
  kinds: ['ConfigMap'],
  why: 'everyone with the role view can read a ConfigMap, encryption at rest usually covers Secrets only, and the value is in the repository in plain '
    + 'text',
  fix: {
    code: 'keep the value in a secret store and mount it as a file with ExternalSecretMount or CsiSecretMount, or with `mountSecret` where the Secret exists',
    yaml: 'move the value from `data` to a Secret that a secret store fills',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/configmap/'],
  // Trivy KSV-01010 takes every key with "key", "email" or "username" for sensitive, KSV-0109 every one with "pass" or "token". We want a value that looks
  // like a secret wherever it stands, or one under a name that says so, be it the key or a name in the file that it holds.
  frameworks: ['nsa-cisa:secrets', 'mitre:T1552.001', 'kubescape:C-0012', 'polaris:sensitiveConfigmapContent', 'trivy:KSV-0109', 'trivy:KSV-01010'],
  inspect: faults,
  admission: notEnforceable('telling a secret from a setting needs names and values taken apart into words, which the expressions here cannot do'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a key of the configuration', subject: configMap('key', 'user.email') },
      { shows: 'a name of a user', subject: configMap('DB_USERNAME', 'shop') },
      { shows: 'a path to a secret', subject: configMap('DB_PASSWORD_FILE', '/var/run/secrets/db/password') },
      { shows: 'a lifetime', subject: configMap('token-ttl', '15m') },
      { shows: 'a switch', subject: configMap('require-password', 'true') },
      { shows: 'a file about passwords', subject: configMap('reset-password.html', '<p>Reset</p>') },
      { shows: 'a file that refers to a Secret', subject: configMap('values.yaml', 'auth:\n  existingSecret: db-credentials\n  secretName: db\n') },
      { shows: 'a program that reads a password', subject: configMap('login.py', 'password = getpass()\ntoken = response.token\n') },
      { shows: 'a digest', subject: configMap('revision', '0123456789abcdef0123456789abcdef01234567') },
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
      { shows: 'a password in a file of properties', subject: configMap('application.properties', 'server.port=8080\nspring.datasource.password=correct-horse\n') },
      { shows: 'a password in a file of YAML', subject: configMap('config.yaml', 'database:\n  user: shop\n  password: "correct-horse"\n') },
      { shows: 'a password in JSON', subject: configMap('config.json', '{"user": "shop", "password": "hunter2"}') },
      { shows: 'a password in XML', subject: configMap('server.xml', '<db>\n  <password>hunter2</password>\n</db>\n') },
      { shows: 'a random key under a harmless name', subject: configMap('salt', 'kJ8vQ2xLm5RtYw9ZbN3cPd7F') },
      { shows: 'a private key among the binary files', subject: { ...configMap('a', 'b'), binaryData: { 'tls.key': 'LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUIKLS0tLS1FTkQgUFJJVkFURSBLRVktLS0tLQo=' } } },
      { shows: 'an access key in a setting', subject: configMap('options', `key=AKIA${'A'.repeat(16)}`) },
    ],
  }),
});
