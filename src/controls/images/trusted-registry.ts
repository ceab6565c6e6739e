import { SecurityProfile } from '../../profile/security-profile';
import { defineControl } from '../control';
import { Example } from '../example';
import { allOf, anyOf, Expression, field, not } from '../require';

const DOCKER_HUB = 'docker.io';
/** The former name of Docker Hub, which runtimes still read as the new one. */
const FORMER_DOCKER_HUB = 'index.docker.io';
const image = field('image');
const host = image.beforeFirst('/');

/** What the runtime takes for a registry: without one of these the name is one of Docker Hub. https://github.com/distribution/reference */
const namesRegistry = anyOf(host.contains('.'), host.contains(':'), host.equals('localhost'));

/** A name of Docker Hub without its host. Capitals make the runtime read the first part as a host after all. */
const short = allOf(image.isNotEmpty(), not(namesRegistry), host.isLowerCase());

/** The ways to name images below one registry or path; on Docker Hub the host can be left out, and `library` with it. */
function below(prefix: string): Expression[] {
  const full = image.startsWith(`${prefix}/`);
  if (prefix !== DOCKER_HUB && !prefix.startsWith(`${DOCKER_HUB}/`)) return [full];
  const onHub = [full, image.startsWith(`${prefix.replace(DOCKER_HUB, FORMER_DOCKER_HUB)}/`)];
  if (prefix === DOCKER_HUB) return [...onHub, short];
  const path = prefix.slice(DOCKER_HUB.length + 1);
  return [...onHub, image.startsWith(`${path}/`), ...(path === 'library' ? [allOf(image.isNotEmpty(), not(image.contains('/')))] : [])];
}

const from = (...registries: string[]) => ({ profile: () => SecurityProfile.restricted({ registries }) });
const example = (name: string, shows: string, profile: Partial<Example> = {}): Example => ({ shows, subject: { image: name }, ...profile });

export const trustedRegistry = defineControl({
  id: 'trusted-registry',
  title: 'Images come from the registries of the profile',
  subject: 'image',
  why: 'an image of unknown origin runs unknown code, and an image name without a registry is resolved by whatever the node is configured with',
  fix: {
    code: 'add the registry to `registries` of the profile if you trust it, or start the `image` of the container with one of the listed registries',
    yaml: 'start `image` with a registry that you trust, and list it in `profile.registries`',
  },
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  frameworks: [
    'cis:5.5.1', 'nsa-cisa:image-provenance', 'mitre:T1204.003', 'kubescape:C-0078', 'kubescape:C-0001', 'kyverno:restrict-image-registries',
    'kyverno:allowed-image-repos', 'trivy:KSV-0125',
  ],
  raisedBy: ({ registries }) => registries.length > 0,
  require: ({ registries }) => (registries.length === 0 ? namesRegistry : anyOf(...registries.flatMap(below))),
  coveredBy: [{ control: 'valid-image-reference', where: 'both-unset' }],
  absent: 'not-applicable', // the API server demands an image, so no example of a container is without
  examples: () => ({
    good: [
      example('registry.example.com/shop/api:1.4.2', 'a registry by name'),
      example('registry:5000/shop/api:1.4.2', 'a registry by port'),
      example('localhost/shop/api:1.4.2', 'the registry of the node'),
      example('registry.example.com/shop/api:1.4.2', 'a trusted registry', from('mirror.example.com', 'registry.example.com')),
      example('mirror.example.com/shop/api:1.4.2', 'another trusted registry', from('mirror.example.com', 'registry.example.com')),
      example('registry.example.com/shop/api:1.4.2', 'a trusted path', from('registry.example.com/shop')),
      example('docker.io/acme/api:1.4.2', 'trusted Docker Hub', from('docker.io')),
      example('acme/api:1.4.2', 'trusted Docker Hub without its name', from('docker.io')),
      example('index.docker.io/acme/api:1.4.2', 'trusted Docker Hub by its former name', from('docker.io')),
      example('index.docker.io/acme/api:1.4.2', 'a trusted organisation by the former name of Docker Hub', from('docker.io/acme')),
      example('nginx:1.29.0', 'an official image of trusted Docker Hub', from('docker.io')),
      example('acme/api:1.4.2', 'a trusted organisation of Docker Hub', from('docker.io/acme')),
      example('docker.io/acme/api:1.4.2', 'a trusted organisation of Docker Hub by its whole name', from('docker.io/acme')),
      example('docker.io/library/nginx:1.29.0', 'trusted official images by their whole name', from('docker.io/library')),
      example('index.docker.io/library/nginx:1.29.0', 'trusted official images by the former name of Docker Hub', from('docker.io/library')),
      example('library/nginx:1.29.0', 'trusted official images by their organisation', from('docker.io/library')),
      example('nginx:1.29.0', 'trusted official images', from('docker.io/library')),
    ],
    bad: [
      example('nginx:1.29.0', 'no registry'),
      example('acme/api:1.4.2', 'an organisation without registry'),
      { shows: 'no image', subject: { image: null } },
      { shows: 'no image, with trusted Docker Hub', subject: { image: null }, ...from('docker.io', 'docker.io/library') },
      example('quay.io/shop/api:1.4.2', 'another registry', from('registry.example.com')),
      example('quay.io/shop/api:1.4.2', 'another registry than the two', from('mirror.example.com', 'registry.example.com')),
      example('registry.example.com.evil.example/shop/api:1.4.2', 'a registry that starts alike', from('registry.example.com')),
      example('registry.example.com/shopping/api:1.4.2', 'a path that starts alike', from('registry.example.com/shop')),
      example('nginx:1.29.0', 'no registry where a list is set', from('registry.example.com')),
      example('quay.io/acme/api:1.4.2', 'another registry than Docker Hub', from('docker.io')),
      example('registry:5000/api:1.4.2', 'a registry by port instead of Docker Hub', from('docker.io')),
      example('localhost/api:1.4.2', 'the registry of the node instead of Docker Hub', from('docker.io')),
      example('REGISTRY/api:1.4.2', 'a host in capitals instead of Docker Hub', from('docker.io')),
      example('nginx:1.29.0', 'an official image beside a trusted organisation', from('docker.io/acme')),
      example('acme/api:1.4.2', 'an organisation beside trusted official images', from('docker.io/library')),
      example('index.docker.io/acme/api:1.4.2', 'the former name of Docker Hub beside another registry', from('registry.example.com')),
    ],
  }),
});
