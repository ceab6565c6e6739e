import { parseImageReference } from '../../../src/objects/image-reference';
import { imageFactsOf, KNOWN_IMAGES, unmountedFolders } from '../../../src/objects/images/image-facts';
import { IMAGE_FACTS } from '../../../src/objects/images/image-facts-table';
import { absolutePathProblem, portNumberProblem } from '../../../src/objects/names';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('the table of image facts', () => {
  test('knows the images that most people run', () => {
    expect(IMAGE_FACTS.length).toBeGreaterThanOrEqual(40);
    expect(KNOWN_IMAGES).toEqual(expect.arrayContaining([
      'nginx', 'redis', 'postgres', 'mysql', 'mariadb', 'mongo', 'rabbitmq', 'httpd', 'haproxy', 'traefik', 'grafana/grafana', 'prom/prometheus', 'prom/alertmanager',
      'fluent/fluent-bit', 'hashicorp/vault', 'hashicorp/consul', 'quay.io/coreos/etcd', 'memcached', 'elasticsearch', 'opensearchproject/opensearch',
      'quay.io/keycloak/keycloak', 'minio/minio', 'nats', 'apache/kafka', 'wordpress', 'tomcat', 'jenkins/jenkins', 'gitea/gitea', 'node', 'python', 'golang', 'busybox',
      'gcr.io/distroless/static-debian13',
    ]));
  });

  test.each(IMAGE_FACTS.map((facts) => [facts.repositories[0], facts] as const))('is well-formed for %s, and names its source', (_, facts) => {
    expect(facts.source).toMatch(/^https:\/\/github\.com\/[^/]+\/[^/]+\/blob\/[^/]+\/.*[^/]$/);
    for (const repository of facts.repositories) {
      const reference = parseImageReference(repository);
      expect(reference).toMatchObject({ explicitRegistry: true });
      expect(`${(reference as { registry: string }).registry}/${(reference as { repository: string }).repository}`).toBe(repository);
    }
    for (const path of [...facts.writes, ...facts.writesBesideFiles ?? []]) expect([path, absolutePathProblem(path)]).toEqual([path, undefined]);
    for (const port of facts.ports ?? []) expect(portNumberProblem(port)).toBeUndefined();
    expect([facts.user, facts.group].every((id) => id === undefined || (Number.isInteger(id) && id >= 0))).toBe(true);
    expect(facts.user).not.toBe(0);
  });

  test.each([
    ['no user, and not any user either', (facts: typeof IMAGE_FACTS[number]) => facts.user === undefined && !facts.anyUser && !facts.needsRoot],
    ['root, and any user', (facts: typeof IMAGE_FACTS[number]) => facts.needsRoot && facts.anyUser],
    ['a group without user', (facts: typeof IMAGE_FACTS[number]) => facts.group !== undefined && facts.user === undefined],
    ['an implied user that is none', (facts: typeof IMAGE_FACTS[number]) => facts.isUserImplied && facts.user === undefined],
  ])('holds no entry with %s', (_, isWrong) => expect(IMAGE_FACTS.filter(isWrong).map(({ repositories }) => repositories[0])).toEqual([]));
});

describe('an image', () => {
  test.each([
    ['nginx', 101], ['docker.io/library/nginx:1.29.0', 101], [`nginx@${DIGEST}`, 101], ['index.docker.io/library/nginx', 101],
    ['redis:8-alpine', 999], ['postgres:17', 999], ['postgres:17-alpine3.22', 70], ['postgres:18-alpine', 70], ['rabbitmq:4.1-alpine', 100], ['gitea/gitea:1.22-rootless', 1000],
    ['gcr.io/distroless/static-debian12:nonroot', 65532],
  ])('%s is made for user %p', (image, user) => expect(imageFactsOf(image)?.user).toBe(user));

  test.each([
    ['postgres:9.6', '/var/lib/postgresql/data'], ['postgres:17.2', '/var/lib/postgresql/data'], ['postgres:18', '/var/lib/postgresql'], ['postgres', '/var/lib/postgresql'],
  ])('%s keeps its data in %s', (image, path) => expect(imageFactsOf(image)?.writes).toContain(path));

  test.each([
    ['of another registry', 'registry.example.com/nginx:1.29.0'], ['of an organisation', 'acme/nginx'], ['that is none', 'Nginx:'],
    ['whose tag decides, by digest alone', `postgres@${DIGEST}`], ['of a tag that is left out', 'wordpress:6-fpm'], ['of distroless that runs as root', 'gcr.io/distroless/static-debian12:latest'],
    ['named as what every object inherits', 'constructor'],
  ])('%s is not known', (_, image) => expect(imageFactsOf(image)).toBeUndefined());
});

describe('a folder is mounted', () => {
  const facts = imageFactsOf('postgres:17')!;
  const missing = (mountPath: string, volume: object = { emptyDir: {} }, mount: object = {}) =>
    unmountedFolders(facts, { volumeMounts: [{ name: 'v', mountPath, ...mount }] }, [{ name: 'v', ...volume }]);

  test.each([
    ['at the folder', '/var/lib/postgresql/data'], ['with a slash behind it', '/var/lib/postgresql/data/'], ['above it', '/var/lib'], ['in it', '/var/lib/postgresql/data/pgdata'],
  ])('%s', (_, path) => expect(missing(path)).toEqual(['/var/run/postgresql']));

  test('where the run folder is named by its other name', () => expect(missing('/run/postgresql')).toEqual(['/var/lib/postgresql/data']));

  test.each([
    ['at a folder that starts alike', '/var/lib/postgresql/database', {}, {}], ['read-only', '/var/lib/postgresql/data', {}, { readOnly: true }],
    ['from a ConfigMap', '/var/lib/postgresql/data', { configMap: { name: 'a' } }, {}], ['from an image', '/var/lib/postgresql/data', { image: { reference: 'a' } }, {}],
  ])('fails %s', (_, path, volume, mount) => expect(missing(path, volume, mount)).toContain('/var/lib/postgresql/data'));
});
