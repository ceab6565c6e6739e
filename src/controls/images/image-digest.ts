import { defineControl } from '../control';
import { field } from '../require';

export const imageDigest = defineControl({
  id: 'image-digest',
  title: 'Images are pinned by digest',
  subject: 'image',
  why: 'a tag can be moved: anyone who may push to the registry can replace the running code without a change that a reviewer sees',
  fix: {
    code: 'append the digest to the `image` of the container, as in `registry.example.com/shop/api:1.4.2@sha256:…`; `requireDigest` of the profile '
      + 'makes a missing digest an error',
    yaml: 'append the digest to `image`, as in `image: registry.example.com/shop/api:1.4.2@sha256:…`',
  },
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  frameworks: [
    'cis:5.5.1', 'nsa-cisa:image-provenance', 'mitre:T1204.003', 'mitre:T1525', 'kubescape:C-0306', 'kyverno:require-image-checksum',
    'checkov:CKV_K8S_43',
  ],
  raisedBy: (profile) => profile.requireDigest,
  require: field('image').contains('@sha256:'),
  coveredBy: [{ control: 'valid-image-reference', where: 'both-unset' }, { control: 'image-tag-pinned', where: 'same-field' }],
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'tag and digest', subject: { image: `registry.example.com/shop/api:1.4.2@sha256:${'a'.repeat(64)}` } },
      { shows: 'a digest alone', subject: { image: `registry.example.com/shop/api@sha256:${'a'.repeat(64)}` } },
    ],
    bad: [
      { shows: 'a tag alone', subject: { image: 'registry.example.com/shop/api:1.4.2' } },
      { shows: 'no image', subject: { image: null } },
    ],
  }),
});
