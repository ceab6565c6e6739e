import { DocumentPart } from '../../objects/document-part';
import { providerKind } from '../../objects/encryption-providers';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';

const WEAK: Readonly<Record<string, string>> = {
  aescbc: 'whose ciphertext an attacker who can write to etcd may decrypt by asking for its padding',
  aesgcm: 'whose keys are only safe for some 200,000 writes, after which they must be replaced',
};

const keys = { keys: [{ name: 'key1', secret: '<key1>' }] };
const file = (...providers: object[]) => ({ apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources: [{ resources: ['secrets'], providers }] });

export const encryptionStrongProvider = defineControl({
  id: 'encryption-strong-provider',
  title: 'Data in etcd is encrypted by a key management plugin or by secretbox',
  subject: 'object',
  kinds: ['apiserver.config.k8s.io/EncryptionConfiguration'],
  why: 'the documentation of Kubernetes calls aescbc weak and aesgcm unsafe without automatic key rotation, and a local key is stored on the same '
    + 'host as the data',
  fix: {
    code: 'make the file with `EncryptionAtRest.kms` or `EncryptionAtRest.localKeys`',
    yaml: 'list a kms provider first, or secretbox where there is no key management',
  },
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#providers'],
  frameworks: ['cis:1.2.28'],
  inspect: (manifest) => new DocumentPart(manifest).at('resources').items.flatMap((entry) => {
    const [first] = entry.at('providers').items;
    const kind = first ? providerKind(first) : '';
    return Object.hasOwn(WEAK, kind) ? [{ pointer: `${first.pointer}/${kind}`, message: `${first.name} encrypts by ${kind}, ${WEAK[kind]}; put kms or secretbox before it` }] : [];
  }),
  admission: READ_FROM_FILE,
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'secretbox', subject: file({ secretbox: keys }) },
      { shows: 'a weak provider that decrypts what is still there', subject: file({ secretbox: keys }, { aescbc: keys }) },
    ],
    bad: [{ shows: 'aescbc', subject: file({ aescbc: keys }) }, { shows: 'aesgcm', subject: file({ aesgcm: keys }) }],
  }),
});
