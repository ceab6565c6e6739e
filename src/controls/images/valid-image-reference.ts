import { parseImageReference } from '../../objects/image-reference';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

function faults(image: unknown): Site[] {
  if (typeof image !== 'string') return [{ pointer: '/image', actual: image ?? undefined, expected: 'must be a text that names an image' }];
  const reference = parseImageReference(image);
  return 'problem' in reference ? [{ pointer: '/image', message: `image "${image}" ${reference.problem}` }] : [];
}

export const validImageReference = defineControl({
  id: 'valid-image-reference',
  title: 'Image references are valid',
  subject: 'image',
  why: 'the container never starts: the kubelet reports InvalidImageName, or pulls a different image than intended',
  fix: {
    code: 'write the `image` of the container as `registry/repository:tag@sha256:digest`',
    yaml: 'write `image` as `registry/repository:tag@sha256:digest`',
  },
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names', 'https://github.com/distribution/reference'],
  inspect: ({ image }) => faults(image),
  admission: notEnforceable('the grammar of image references needs more than one pass over the text; the kubelet refuses a malformed one anyway'),
  absent: 'not-applicable', // the API server demands an image, so no example of a container is without
  examples: () => ({
    good: [
      { shows: 'registry, repository and tag', subject: { image: 'registry.example.com/shop/api:1.4.2' } },
      { shows: 'a digest behind the tag', subject: { image: `registry.example.com:5000/shop/api:1.4.2@sha256:${'a'.repeat(64)}` } },
      { shows: 'a short name of Docker Hub', subject: { image: 'nginx' } },
    ],
    bad: [
      { shows: 'no image', subject: { image: null } },
      { shows: 'an empty image', subject: { image: '' } },
      { shows: 'a number', subject: { image: 7 } },
      { shows: 'upper case in the repository', subject: { image: 'registry.example.com/Shop/api:1.4.2' } },
      { shows: 'a scheme', subject: { image: 'https://registry.example.com/shop/api:1.4.2' } },
      { shows: 'a digest that is too short', subject: { image: 'registry.example.com/shop/api@sha256:abc' } },
    ],
  }),
});
