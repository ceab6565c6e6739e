import { DocumentPart } from './document-part';

/** The providers of an entry: the first encrypts what is written, and all of them decrypt. */
export const PROVIDER_KINDS = ['kms', 'secretbox', 'aescbc', 'aesgcm', 'identity'];

/** The kind of a provider; empty where it has none. */
export const providerKind = (provider: DocumentPart): string => PROVIDER_KINDS.find((kind) => provider.at(kind).isSet) ?? '';

/**
 * The entry that decides how a resource of the core group is stored: the first that names it.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#understanding-the-encryption-at-rest-configuration
 */
export function entryFor(file: DocumentPart, resource: string): DocumentPart | undefined {
  return file.at('resources').items.find((entry) => entry.at('resources').texts.some((one) => [resource, '*.', '*.*'].includes(one)));
}
