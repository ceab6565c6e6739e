import { defineControl } from '../control';
import { field } from '../require';

export const apiserverEncryptionAtRest = defineControl({
  id: 'apiserver-encryption-at-rest',
  title: 'The API server encrypts what it stores',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'a backup or a disk of etcd that falls into the wrong hands reveals every secret of the cluster in plain text',
  fix: {
    code: 'make the cluster with `ClusterBaseline`, which takes an `EncryptionAtRest`',
    yaml: 'pass `--encryption-provider-config` with an EncryptionConfiguration, and mount the file into the static pod',
  },
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/'],
  frameworks: ['cis:1.2.27', 'nsa-cisa:secrets'],
  require: field('--encryption-provider-config').isNotEmpty(),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a configuration', subject: { '--encryption-provider-config': '/etc/kubernetes/secure/encryption.yaml' } },
    ],
    bad: [
      { shows: 'an empty path', subject: { '--encryption-provider-config': '' } },
    ],
  }),
});
