import { credentialIn } from '../../objects/credential';
import { plainText } from '../../objects/plain-text';
import { descend, isObject } from '../../objects/pointer';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

/** What the value of one variable is, in words that do not give it away. */
function fault(label: string, value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined; // valid-manifest reports it
  return credentialIn(label, plainText(value));
}

function faults(env: unknown): Site[] {
  if (!Array.isArray(env)) return []; // valid-manifest reports it
  return env.flatMap((variable: unknown, index) => {
    if (!isObject(variable)) return [];
    const label = typeof variable.name === 'string' ? variable.name : '';
    const kind = fault(label, variable.value);
    const message = `env[${index}] "${label}" holds ${kind}`;
    return kind === undefined ? [] : [{ pointer: descend('', ['env', index, 'value']), message }];
  });
}

const env = (name: string, value: unknown) => ({ env: [{ name: 'LOG_LEVEL', value: 'info' }, { name, value }] });

export const noLiteralSecretsInEnvironment = defineControl({
  id: 'no-literal-secrets-in-environment',
  title: 'Environment variables do not hold literal secrets',
  subject: 'container',
  why: 'the value is in the repository, in the history of every rollout and in the output of kubectl describe, visible to anyone who may read the '
    + 'workload',
  fix: {
    code: 'keep the value in a secret store and mount it as a file with ExternalSecretMount or CsiSecretMount, or with `mountSecret` where the Secret exists',
    yaml: 'mount the secret as a file and pass its path, as in `DB_PASSWORD_FILE: /var/run/secrets/db/password`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/#developers'],
  frameworks: [
    'nsa-cisa:secrets', 'mitre:T1552.001', 'kube-linter:env-var-secret', 'kubescape:C-0012', 'kubescape:C-0259', 'polaris:sensitiveContainerEnvVar',
  ],
  inspect: (container) => faults(container.env),
  admission: notEnforceable('telling a secret from a setting needs names and values taken apart into words, which the expressions here cannot do'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a file that holds the secret', subject: env('DB_PASSWORD_FILE', '/var/run/secrets/db/password') },
      { shows: 'a path under a secret name', subject: env('GOOGLE_APPLICATION_CREDENTIALS', '/var/run/secrets/gcp/key.json') },
      { shows: 'a lifetime', subject: env('TOKEN_TTL', '15m') },
      { shows: 'a rule for passwords', subject: env('PASSWORD_MIN_LENGTH', '12') },
      { shows: 'a number of tokens', subject: env('MAX_TOKENS', '4096') },
      { shows: 'a URL without password', subject: env('TOKEN_URL', 'https://auth.example.com/token') },
      { shows: 'a URL with references', subject: env('DATABASE_URL', 'postgres://$(DB_USER):$(DB_PASSWORD)@db/shop') },
      { shows: 'a reference to another variable', subject: env('API_TOKEN', '$(OTHER_TOKEN)') },
      { shows: 'a reference to a secret store', subject: env('DB_PASSWORD', 'vault:secret/data/db#password') },
      { shows: 'a placeholder', subject: env('DB_PASSWORD', '${DB_PASSWORD}') },
      { shows: 'a URL with a placeholder', subject: env('DATABASE_URL', 'postgres://app:%DB_PASSWORD%@db/shop') },
      { shows: 'options with a file and a reference', subject: env('JAVA_OPTS', '-Xmx512m -Djavax.net.ssl.keyStorePassword=$(KEYSTORE_PASSWORD) -Dtoken.file=/var/run/token') },
      { shows: 'an empty value', subject: env('API_TOKEN', '') },
      { shows: 'a value from elsewhere', subject: { env: [{ name: 'NODE_TOKEN', valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } }] } },
    ],
    bad: [
      { shows: 'a password', subject: env('DB_PASSWORD', 'correct-horse') },
      { shows: 'a password of digits', subject: env('DB_PASSWORD', '123456') },
      { shows: 'a password that YAML reads as a number', subject: env('DB_PASSWORD', 123456) },
      { shows: 'an API key', subject: env('apiKey', 'f3b9c1') },
      { shows: 'an access key in a setting', subject: env('AWS_OPTIONS', `key=AKIA${'A'.repeat(16)}`) },
      { shows: 'a private key in a setting', subject: env('TLS', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----') },
      { shows: 'a password among options', subject: env('JAVA_OPTS', '-Xmx512m -Djavax.net.ssl.keyStorePassword=changeit') },
      { shows: 'a password in a connection string', subject: env('DATABASE', 'Server=db;User Id=shop;Password=hunter2;') },
      { shows: 'a random key under a harmless name', subject: env('SALT', 'kJ8vQ2xLm5RtYw9ZbN3cPd7F') },
      { shows: 'a password in base64', subject: env('CONFIG', 'eyJ1c2VyIjoic2hvcCIsInBhc3N3b3JkIjoiaHVudGVyMiJ9') },
      { shows: 'a password in a URL', subject: env('DATABASE_URL', 'postgres://app:hunter2@db/shop') },
    ],
  }),
});
