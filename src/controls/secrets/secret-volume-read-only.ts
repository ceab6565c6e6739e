import { defineControl } from '../control';
import { allOf, anyOf, field, item, not, outer, pod } from '../require';

const holdsNoSecret = allOf(item('secret').isAbsent(), item('projected.sources').every(item('secret').isAbsent()));
const mounted = (volume: object, mount: object = {}) => ({
  subject: { volumeMounts: [{ name: 'db', mountPath: '/var/run/secrets/db', ...mount }] }, pod: { volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'db', ...volume }] },
});

/** Files that the process may read and nobody may write: through its group where the kubelet hands them to one, else through everybody's bits. */
export const secretFileMode = (fsGroup: unknown): number => (fsGroup === undefined ? 0o444 : 0o440);

export const secretVolumeReadOnly = defineControl({
  id: 'secret-volume-read-only',
  title: 'Secret volumes are mounted read-only',
  subject: 'container',
  why: 'a writable mount suggests that the process may change its credentials; kubelets before 1.9.4 let it (CVE-2017-1002102)',
  fix: {
    code: 'mount the secret with `mountSecret`, which is read-only',
    yaml: 'set `volumeMounts[].readOnly: true` on each mount of a secret volume',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod', 'https://github.com/kubernetes/kubernetes/issues/60814'],
  // `defaultMode` is left alone: 0644 is what the API server fills in, so a demand for less would be a finding on every volume that leaves it out,
  // and within one container it matters only where several users run.
  require: field('volumeMounts').every(anyOf(
    item('readOnly').isTrue(),
    pod('volumes').every(anyOf(not(item('name').isSameAs(outer('name'))), holdsNoSecret)),
  )),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a secret mounted read-only', ...mounted({ secret: { secretName: 'db' } }, { readOnly: true }) },
      { shows: 'another volume mounted for writing', ...mounted({ emptyDir: { sizeLimit: '64Mi' } }) },
      { shows: 'a projected config map', ...mounted({ projected: { sources: [{ configMap: { name: 'flags' } }] } }) },
      { shows: 'a secret volume that is not mounted here', ...mounted({ secret: { secretName: 'db' } }, { name: 'tmp', mountPath: '/tmp' }) },
    ],
    bad: [
      { shows: 'a secret mounted without a word', ...mounted({ secret: { secretName: 'db' } }) },
      { shows: 'a secret mounted for writing', ...mounted({ secret: { secretName: 'db' } }, { readOnly: false }) },
      { shows: 'a projected secret', ...mounted({ projected: { sources: [{ configMap: { name: 'flags' } }, { secret: { name: 'db' } }] } }) },
    ],
  }),
});
