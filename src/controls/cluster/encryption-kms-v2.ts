import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';
import { field } from '../require';

const kms = (rest: object) => ({ kms: { name: 'vault', endpoint: 'unix:///run/kms/socket.sock', ...rest } });

export const encryptionKmsV2 = defineControl({
  id: 'encryption-kms-v2',
  title: 'Key management plugins use version 2 of their protocol',
  subject: 'encryption-provider',
  why: 'without apiVersion it is v1, which is disabled by default since Kubernetes 1.29, so the API server does not start',
  fix: {
    code: 'remove what changes `apiVersion`; `EncryptionAtRest` sets it',
    yaml: 'set `kms.apiVersion: v2`',
  },
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/'],
  inspect: (provider) => {
    const version = (provider.kms as { readonly apiVersion?: unknown } | undefined | null)?.apiVersion;
    if (provider.kms === undefined || provider.kms === null || version === 'v2') return [];
    return [{ pointer: '/kms/apiVersion', actual: version, expected: 'must be "v2"' }];
  },
  admission: READ_FROM_FILE,
  harden: { 'encryption-provider': { kms: { apiVersion: 'v2' } }, 'unless': field('kms').isAbsent() },
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'the second version', subject: kms({ apiVersion: 'v2' }) },
      { shows: 'a local key', subject: { secretbox: { keys: [{ name: 'key1', secret: '<key1>' }] } } },
    ],
    bad: [{ shows: 'no version, which is the first', subject: kms({}) }, { shows: 'the first version', subject: kms({ apiVersion: 'v1' }) }],
  }),
});
