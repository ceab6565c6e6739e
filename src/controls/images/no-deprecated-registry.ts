import { defineControl } from '../control';
import { allOf, field, not } from '../require';

/** Frozen on 3 April 2023; and the folder that it was a name for before. https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/ */
const FORMER: readonly string[] = ['k8s.gcr.io/', 'gcr.io/google-containers/', 'gcr.io/google_containers/'];

export const noDeprecatedRegistry = defineControl({
  id: 'no-deprecated-registry',
  title: 'Images do not come from a retired registry',
  subject: 'image',
  why: 'the former registry of Kubernetes gets no new images and therefore no security fixes, and its old images may disappear at any time',
  fix: {
    code: 'write `registry.k8s.io` instead of the former registry into the `image` of the container',
    yaml: 'write `registry.k8s.io` instead of the former registry into `image`',
  },
  references: [
    'https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/', 'https://kubernetes.io/blog/2023/03/10/image-registry-redirect/',
  ],
  frameworks: ['kubescape:C-0253', 'kyverno:restrict-deprecated-registry'],
  require: allOf(...FORMER.map((prefix) => not(field('image').startsWith(prefix)))),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'its successor', subject: { image: 'registry.k8s.io/ingress-nginx/controller:v1.13.0' } },
      { shows: 'another folder of the host', subject: { image: 'gcr.io/distroless/static:nonroot' } },
    ],
    bad: FORMER.map((prefix) => ({ shows: prefix, subject: { image: `${prefix}pause:3.6` } })),
  }),
});
