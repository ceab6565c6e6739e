import { defineControl } from '../control';
import { field } from '../require';

export const imagePullPolicyAlways = defineControl({
  id: 'image-pull-policy-always',
  title: 'Images are pulled at every start',
  subject: 'container',
  why: 'a node starts an image that it has cached without asking the registry, so a pod without pull credentials runs the private image of another team',
  fix: 'leave `imagePullPolicy` unset; in YAML set `imagePullPolicy: Always`, which fetches only the manifest where the layers are cached',
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages',
  ],
  frameworks: [
    'kube-score:container-image-pull-policy', 'polaris:pullPolicyNotAlways', 'checkov:CKV_K8S_15', 'kyverno:imagepullpolicy-always', 'kyverno:always-pull-images',
  ],
  require: field('imagePullPolicy').equals('Always'),
  harden: { container: { imagePullPolicy: 'Always' } },
  absent: 'bad',
  examples: {
    good: [{ shows: 'pulled at every start', subject: { imagePullPolicy: 'Always' } }],
    bad: [
      { shows: 'pulled where it is missing', subject: { imagePullPolicy: 'IfNotPresent' } },
      { shows: 'never pulled', subject: { imagePullPolicy: 'Never' } },
    ],
  },
});
