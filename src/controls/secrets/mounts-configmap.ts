import { defineControl } from '../control';
import { allOf, anyOf, field, item } from '../require';

const volumes = (...more: object[]) => ({ volumes: [{ name: 'tmp', emptyDir: {} }, ...more] });
const projected = (...names: string[]) => ({ name: 'files', projected: { sources: names.map((name) => ({ configMap: { name } })) } });

export const mountsConfigmap = defineControl({
  id: 'mounts-configmap',
  title: 'Pods mount no ConfigMaps',
  subject: 'pod',
  why: 'anyone who may write the ConfigMap can change files of running pods, with no rollout, no new image and no signature that covers the change',
  fix: {
    code: 'keep the files in the image, and remove `ConfigMapMount` and `Volume.fromConfigMap`',
    yaml: 'remove `volumes[].configMap`',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically'],
  // Opt-in, for platforms where what runs is what was signed. The certificate of the API server is in every namespace and comes with every token:
  // the API server itself mounts it. kubescape reports only ConfigMaps that are in the files at hand.
  frameworks: ['kubescape:C-0258'],
  require: field('volumes').every(allOf(
    item('configMap').isAbsent(),
    item('projected.sources').every(anyOf(item('configMap').isAbsent(), item('configMap.name').equals('kube-root-ca.crt'))),
  )),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'no configuration', subject: volumes() },
      { shows: 'a token with the certificate of the API server', subject: volumes({ name: 'api', projected: { sources: [{ serviceAccountToken: { path: 'token' } }, { configMap: { name: 'kube-root-ca.crt' } }] } }) },
    ],
    bad: [
      { shows: 'a ConfigMap', subject: volumes({ name: 'files', configMap: { name: 'settings' } }) },
      { shows: 'a projected ConfigMap', subject: volumes(projected('kube-root-ca.crt', 'settings')) },
    ],
  }),
});
