import { defineControl } from '../control';
import { allOf, field, not } from '../require';

export const imageTagPinned = defineControl({
  id: 'image-tag-pinned',
  title: 'Images have a digest, or a tag other than latest',
  subject: 'image',
  why: 'an image without a tag is whatever was pushed last: replicas of one workload run different code, and a rollback does not bring back the old '
    + 'code',
  fix: {
    code: 'write the version into the `image` of the container, as in `registry.example.com/shop/api:1.4.2`; an `ImagePolicy` of the profile makes this an error',
    yaml: 'write the version into `image`, as in `image: registry.example.com/shop/api:1.4.2`',
  },
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  frameworks: [
    'nsa-cisa:image-provenance', 'mitre:T1204.003', 'kube-linter:latest-tag', 'kube-score:container-image-tag', 'kubescape:C-0075',
    'kyverno:disallow-latest-tag', 'polaris:tagNotSpecified', 'checkov:CKV_K8S_14', 'trivy:KSV-0013',
  ],
  raisedBy: ({ imagePolicy }) => imagePolicy?.allowLatest === false,
  // Behind the last slash, since a registry has a colon before its port. A digest brings its own colon, and outranks any tag.
  require: allOf(field('image').afterLast('/').contains(':'), not(field('image').endsWith(':latest'))),
  coveredBy: [{ control: 'valid-image-reference', where: 'both-unset' }],
  absent: 'not-applicable', // the API server demands an image, so no example of a container is without
  examples: () => ({
    good: [
      { shows: 'a version', subject: { image: 'registry.example.com/shop/api:1.4.2' } },
      { shows: 'a digest alone', subject: { image: `registry.example.com/shop/api@sha256:${'a'.repeat(64)}` } },
      { shows: 'latest with a digest', subject: { image: `registry.example.com/shop/api:latest@sha256:${'a'.repeat(64)}` } },
    ],
    bad: [
      { shows: 'no image', subject: { image: null } },
      { shows: 'no tag', subject: { image: 'registry.example.com/shop/api' } },
      { shows: 'no tag behind a registry with a port', subject: { image: 'registry.example.com:5000/shop/api' } },
      { shows: 'the tag latest', subject: { image: 'registry.example.com/shop/api:latest' } },
    ],
  }),
});
