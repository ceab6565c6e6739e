import { defineControl } from '../control';
import { allOf, field, item } from '../require';

const volumes = (...more: object[]) => ({ volumes: [{ name: 'tmp', emptyDir: {} }, ...more] });

export const mountsSecret = defineControl({
  id: 'mounts-secret',
  title: 'Pods mount no Secrets',
  subject: 'pod',
  why: 'a Secret is stored in etcd, and anyone who may read secrets or start pods in the namespace can read it; a secret store can give it to this '
    + 'workload alone',
  fix: {
    code: 'read the secret from its store, for example through the Secrets Store CSI driver with `addVolume` and `Volume.fromCsi`, instead of '
      + '`mountSecret`',
    yaml: 'replace `volumes[].secret` with a volume of the Secrets Store CSI driver, `volumes[].csi`',
  },
  references: ['https://secrets-store-csi-driver.sigs.k8s.io/', 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/#external-secret-store-providers'],
  // Opt-in, for platforms that keep no secrets in Kubernetes: everywhere else a mounted file is the right way. kubescape reports only Secrets that are in
  // the files at hand, where they should not be at all.
  frameworks: ['kubescape:C-0255'],
  require: field('volumes').every(allOf(item('secret').isAbsent(), item('projected.sources').every(item('secret').isAbsent()))),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a volume of a secret store', subject: volumes({ name: 'db', csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true } }) },
      { shows: 'a projected token', subject: volumes({ name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }) },
    ],
    bad: [
      { shows: 'a secret', subject: volumes({ name: 'db', secret: { secretName: 'db' } }) },
      { shows: 'a projected secret', subject: volumes({ name: 'db', projected: { sources: [{ serviceAccountToken: { path: 'token' } }, { secret: { name: 'db' } }] } }) },
    ],
  }),
});
