import { DocumentPart } from '../../objects/document-part';
import { entryFor, providerKind } from '../../objects/encryption-providers';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';

/** The resources that are encrypted by default. ConfigMaps are not meant for credentials, but often hold some. */
export const ENCRYPTED_RESOURCES: readonly string[] = ['secrets', 'configmaps'];

const key = { keys: [{ name: 'key1', secret: '<key1>' }] };
const file = (...entries: (readonly [resources: readonly string[], ...providers: object[]])[]) => ({
  apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources: entries.map(([resources, ...providers]) => ({ resources, providers })),
});

export const encryptionCoversSecrets = defineControl({
  id: 'encryption-covers-secrets',
  title: 'Secrets are encrypted in etcd',
  subject: 'object',
  kinds: ['apiserver.config.k8s.io/EncryptionConfiguration'],
  why: 'secrets that no entry names are stored in plain text, and anyone with a disk or a backup of etcd can read them',
  fix: {
    code: 'keep `secrets` in `resources` of `EncryptionAtRest`',
    yaml: 'name `secrets` in the first entry of `resources` that matches them, with a kms or secretbox provider first',
  },
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/'],
  frameworks: ['cis:1.2.27', 'nsa-cisa:secrets'],
  coveredBy: [{ control: 'encryption-identity-last', where: 'same-field' }],
  inspect: (manifest) => {
    const root = new DocumentPart(manifest);
    const entry = entryFor(root, 'secrets');
    if (!entry) return [{ pointer: '/resources', message: 'resources names no secrets, which are then stored in plain text; add `secrets` to an entry with a provider that encrypts' }];
    const [first] = entry.at('providers').items;
    return first && providerKind(first) === 'identity'
      ? [{ pointer: first.pointer, message: `${entry.name} is the first entry for secrets, and its first provider is identity; put a provider that encrypts before it` }] : [];
  },
  admission: READ_FROM_FILE,
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'secrets by name', subject: file([['secrets', 'configmaps'], { secretbox: key }]) },
      { shows: 'all resources', subject: file([['*.*'], { secretbox: key }, { identity: {} }]) },
    ],
    bad: [
      { shows: 'other resources alone', subject: file([['configmaps'], { secretbox: key }]) },
      { shows: 'an entry before it that leaves secrets as they are', subject: file([['secrets'], { identity: {} }], [['*.*'], { secretbox: key }]) },
    ],
  }),
});
