import { exampleObject } from './example-object';
import { Subject } from './subject';
import { DocumentPart } from '../../objects/document-part';
import { Manifest } from '../../objects/manifest';
import { isObject } from '../../objects/pointer';

const KIND = 'apiserver.config.k8s.io/EncryptionConfiguration';
const file = (provider: unknown): Manifest => exampleObject(KIND, { metadata: undefined, resources: [{ resources: ['secrets'], providers: [provider] }] });

/** A provider of a file for `--encryption-provider-config`. */
export const encryptionProvider: Subject<Manifest> = {
  name: 'encryption-provider',
  ownKinds: [KIND],
  isIn: (groupKind) => groupKind === KIND,
  framesIn: ({ manifest, groupKind, object }) => (groupKind !== KIND ? [] : new DocumentPart(manifest).at('resources').items
    .flatMap((entry) => entry.at('providers').items)
    .flatMap(({ value, pointer }) => (isObject(value) ? [{ subject: { value, pointer }, object }] : []))),
  notAdmitted: 'a component reads it from a file, and no API server stores such an object',
  text: { variable: 'provider', meaning: () => 'each provider of the encryption configuration', each: 'each provider' },
  examples: {
    showsUnset: false,
    excerpt: ({ subject }) => [{ resources: [{ resources: ['secrets'], providers: [subject] }] }],
    placements: ({ subject }) => [{ where: 'EncryptionConfiguration', manifests: [file(subject)] }],
  },
};
