import { DocumentPart } from '../../objects/document-part';
import { providerKind } from '../../objects/encryption-providers';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';
import { Site } from '../site';

function unencrypted(file: DocumentPart): Site[] {
  return file.at('resources').items.flatMap((entry) => {
    const providers = entry.at('providers').items;
    return providers.slice(0, Math.max(1, providers.length - 1)).filter((provider) => providerKind(provider) === 'identity').map(({ pointer, name }, i) => ({
      pointer,
      message: i === 0 && providers[0].pointer === pointer ? `${name} is identity, which stores what is written as it is; put a provider that encrypts before it`
        : `${name} is identity, which must be the last provider; what follows it decrypts nothing that could not be decrypted before`,
    }));
  });
}

const key = { keys: [{ name: 'key1', secret: '<key1>' }] };
const file = (...providers: object[]) => ({ apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources: [{ resources: ['secrets'], providers }] });

export const encryptionIdentityLast = defineControl({
  id: 'encryption-identity-last',
  title: 'Data is encrypted when it is written to etcd',
  subject: 'object',
  kinds: ['apiserver.config.k8s.io/EncryptionConfiguration'],
  why: 'new data is written with the first provider, and identity writes plain text, which anyone with a disk or a backup of etcd can read',
  fix: {
    code: 'make the file with `EncryptionAtRest`, whose `readsPlaintext` puts identity last',
    yaml: 'list a kms or secretbox provider first, and `identity: {}` last, only until all objects have been rewritten',
  },
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/'],
  frameworks: ['cis:1.2.28'],
  inspect: (manifest) => unencrypted(new DocumentPart(manifest)),
  admission: READ_FROM_FILE,
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a provider that encrypts', subject: file({ secretbox: key }) },
      { shows: 'plain text read until all of it has been rewritten', subject: file({ secretbox: key }, { identity: {} }) },
    ],
    bad: [
      { shows: 'plain text written', subject: file({ identity: {} }, { secretbox: key }) },
      { shows: 'nothing encrypted', subject: file({ identity: {} }) },
      { shows: 'identity between two keys', subject: file({ secretbox: key }, { identity: {} }, { aescbc: key }) },
    ],
  }),
});
