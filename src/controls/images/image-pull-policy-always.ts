import { defineControl } from '../control';
import { allOf, anyOf, field, not } from '../require';

const image = field('image');
const hasTagLatest = anyOf(image.endsWith(':latest'), image.beforeFirst('@').endsWith(':latest'));
const isFloating = allOf(image.isNotEmpty(), anyOf(not(image.afterLast('/').contains(':')), hasTagLatest));

export const imagePullPolicyAlways = defineControl({
  id: 'image-pull-policy-always',
  title: 'Images are pulled at every start',
  subject: 'container',
  why: 'a node may start a cached image without contacting the registry, so a pod without pull credentials can run the private image of another team',
  fix: {
    code: 'leave `imagePullPolicy` of the container unset',
    yaml: 'set `imagePullPolicy: Always`; the node does not download layers that it already has',
  },
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages',
  ],
  frameworks: [
    'mitre:T1525', 'kube-score:container-image-pull-policy', 'polaris:pullPolicyNotAlways', 'checkov:CKV_K8S_15', 'kyverno:imagepullpolicy-always',
    'kyverno:always-pull-images',
  ],
  // Unset, the API server sets Always for an image with neither tag nor digest, and for the tag latest.
  require: anyOf(field('imagePullPolicy').equals('Always'), allOf(field('imagePullPolicy').isAbsent(), isFloating)),
  harden: { container: { imagePullPolicy: 'Always' } },
  coveredBy: [{ control: 'valid-image-reference', where: 'both-unset' }],
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'pulled at every start', subject: { imagePullPolicy: 'Always' } },
      { shows: 'unset, for an image without tag', subject: { image: 'registry.example.com:5000/shop/api' } },
      { shows: 'unset, for the tag latest', subject: { image: 'registry.example.com/shop/api:latest' } },
      { shows: 'unset, for latest with a digest', subject: { image: `registry.example.com/shop/api:latest@sha256:${'a'.repeat(64)}` } },
    ],
    bad: [
      { shows: 'unset, for a version', subject: { image: 'registry.example.com/shop/api:1.4.2' } },
      { shows: 'unset, for a digest alone', subject: { image: `registry.example.com/shop/api@sha256:${'a'.repeat(64)}` } },
      { shows: 'no image', subject: { image: null } },
      { shows: 'an image without tag that is pulled where it is missing', subject: { image: 'api', imagePullPolicy: 'IfNotPresent' } },
      { shows: 'pulled where it is missing', subject: { imagePullPolicy: 'IfNotPresent' } },
      { shows: 'never pulled', subject: { imagePullPolicy: 'Never' } },
    ],
  }),
});
