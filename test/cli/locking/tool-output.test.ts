import { createHash } from 'crypto';
import { UsageError } from '../../../src/cli/exit-code';
import { digestsIn, referenceOf } from '../../../src/cli/locking/tool-output';
import { lockedName } from '../../../src/objects/images/image-lock';

const D = `sha256:${'a'.repeat(64)}`;
const E = `sha256:${'b'.repeat(64)}`;
const NGINX = 'docker.io/library/nginx:1.29';

const read = (output: string, named?: string): string[] =>
  digestsIn(Buffer.from(output), named === undefined ? undefined : referenceOf(named)).map(({ reference, digest }) => `${lockedName(reference)} ${digest}`);
const manifest = JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json' });
const hash = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const inspect = (...images: readonly object[]): string => JSON.stringify(images);

test.each<[string, string, string | undefined, readonly string[]]>([
  ['a digest', `${D}\n`, 'nginx:1.29', [`${NGINX} ${D}`]],
  ['an image and its digest', `nginx:1.29 ${D}`, undefined, [`${NGINX} ${D}`]],
  ['an image with its digest', `nginx:1.29@${D}`, undefined, [`${NGINX} ${D}`]],
  ['several lines', `# images\n\n  nginx:1.29   ${D}  \r\nredis:8@${E}\n`, undefined, [`${NGINX} ${D}`, `docker.io/library/redis:8 ${E}`]],
  ['docker buildx imagetools inspect', `Name:      docker.io/library/nginx:1.29\nMediaType: x\nDigest:    ${D}\n\nManifests:\n  Name: docker.io/library/nginx:1.29@${E}\n  Digest: ${E}\n`, undefined, [`${NGINX} ${D}`]],
  ['docker buildx imagetools inspect of a digest', `Name: nginx:1.29@${E}\nDigest: ${D}`, undefined, [`${NGINX} ${D}`]],
  ['docker buildx imagetools inspect as JSON', JSON.stringify({ schemaVersion: 2, mediaType: 'x', digest: D }), 'nginx:1.29', [`${NGINX} ${D}`]],
  ['a registry with headers', `HTTP/1.1 200 OK\r\nContent-Type: x\r\nDocker-Content-Digest: ${D}\r\n`, 'nginx:1.29', [`${NGINX} ${D}`]],
  ['a registry with headers in small letters', `HTTP/2 200\ndocker-content-digest:${D}`, 'nginx:1.29', [`${NGINX} ${D}`]],
  ['a registry with a manifest', manifest, 'nginx:1.29', [`${NGINX} ${hash(manifest)}`]],
  ['a registry with a manifest that ends in a line break', `${manifest}\n`, 'nginx:1.29', [`${NGINX} ${hash(`${manifest}\n`)}`]],
  ['skopeo inspect', JSON.stringify({ Name: 'docker.io/library/nginx', Digest: D }), 'nginx:1.29', [`${NGINX} ${D}`]],
  ['docker image inspect', inspect({ RepoTags: ['nginx:1.29', 'r.example.com/n:1'], RepoDigests: [`r.example.com/n@${E}`, `nginx@${D}`] }), undefined, [`${NGINX} ${D}`, `r.example.com/n:1 ${E}`]],
  ['docker image inspect of an image without tags', inspect({ RepoTags: [], RepoDigests: [] }), undefined, []],
])('reads what %s prints', (_, output, named, images) => expect(read(output, named)).toEqual(images));

const UNNAMED = 'the input does not name the image that it is about; name it, as in `crane digest IMAGE | cdk8s-hardened lock IMAGE`';

test.each<[string, string, string | undefined, string]>([
  ['nothing', ' \n', 'nginx', 'there is nothing to lock: the input is empty; pipe what `crane digest`, `docker buildx imagetools inspect` or a registry prints'],
  ['a digest of no image', D, undefined, UNNAMED],
  ['headers of no image', `HTTP/1.1 200 OK\nDocker-Content-Digest: ${D}`, undefined, UNNAMED],
  ['a manifest of no image', manifest, undefined, UNNAMED],
  ['what skopeo says of no image', JSON.stringify({ Name: 'nginx', Digest: D }), undefined, UNNAMED],
  ['another image', `redis:8 ${D}`, 'nginx:1.29', `the input is about docker.io/library/redis:8, and the image of the call is ${NGINX}; inspect that one, or name the other`],
  ['another repository', JSON.stringify({ Name: 'redis', Digest: D }), 'nginx:1.29', `the input is about docker.io/library/redis, and the image of the call is ${NGINX}; inspect that one, or name the other`],
  ['another registry', JSON.stringify({ Name: 'r.example.com/library/nginx', Digest: D }), 'nginx:1.29', 'the input is about r.example.com/library/nginx, and'],
  ['an image that is none', `Nginx: ${D}`, undefined, 'cannot lock image "Nginx:": it '],
  ['a digest that is none', 'nginx:1.29 sha256:a', undefined, `the digest "sha256:a" of ${NGINX} `],
  ['an image alone', '# x\nnginx:1.29', undefined, 'line 1 of the input is "nginx:1.29", and neither a digest nor `IMAGE DIGEST`; pipe what `crane digest` or `docker buildx imagetools inspect` prints'],
  ['three words', `nginx:1.29 ${D}\na b c`, undefined, 'line 2 of the input is "a b c", and neither'],
  ['a long line', `a b ${'x'.repeat(100)}`, undefined, `line 1 of the input is "a b ${'x'.repeat(76)}", and`],
  ['imagetools without digest', 'Name: nginx:1.29\n  Digest: x', undefined, 'the input has a `Name:` and no `Digest:` at the start of a line; pipe all that `docker buildx imagetools inspect` prints'],
  ['imagetools without name', 'Digest: x\nName:', undefined, 'the input has a `Name:` and no `Digest:` at the start of a line'],
  ['headers without digest', 'HTTP/1.1 404 Not Found\nx-docker-content-digest: x', 'nginx', 'the answer of the registry has no header Docker-Content-Digest; ask for the manifest with its media types in `Accept`'],
  ['half of a document', '{"schemaVersion":', 'nginx', 'the input starts as JSON and is none: '],
  ['another document', '{"schemaVersion":1,"mediaType":"x"}', 'nginx', 'the JSON is neither a manifest nor the output of `docker buildx imagetools inspect`, `docker image inspect` or `skopeo inspect`'],
  ['what skopeo says without a name', JSON.stringify({ Digest: D }), 'nginx', 'the JSON is neither a manifest'],
  ['a manifest without type', '{"schemaVersion":2}', 'nginx', 'the JSON is neither a manifest'],
  ['a list of something else', '[{"RepoTags":[]}]', undefined, 'the JSON is a list, and not what `docker image inspect` prints: an entry lacks RepoTags or RepoDigests'],
  ['a list of texts', '["x"]', undefined, 'the JSON is a list, and not what'],
  ['an image that was never pushed', inspect({ RepoTags: ['nginx:1.29'], RepoDigests: [`redis@${D}`, `r.example.com/library/nginx@${D}`] }), undefined,
    `image ${NGINX} has no digest in RepoDigests: it was built here and never pushed; push it first`],
])('fails for %s', (_, output, named, message) => {
  expect(() => read(output, named)).toThrow(UsageError);
  expect(() => read(output, named)).toThrow(message);
});
