import { createHash } from 'crypto';
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { call, folder, write } from './command';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const IMAGE = 'registry.example.com/shop/api:1.4.2';

/** As `docker buildx imagetools inspect` prints an image with two platforms. */
const IMAGETOOLS = `Name:      ${IMAGE}
MediaType: application/vnd.oci.image.index.v1+json
Digest:    ${A}

Manifests:
  Name:        ${IMAGE}@${B}
  MediaType:   application/vnd.oci.image.manifest.v1+json
  Platform:    linux/amd64
`;
const MANIFEST = '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{},"layers":[]}';
const HASH = `sha256:${createHash('sha256').update(MANIFEST).digest('hex')}`;

describe('lock', () => {
  let at: string;
  beforeEach(() => { at = folder(); });
  const lock = (input: string, ...argv: string[]) => call(at, ['lock', ...argv], input);
  const entries = () => readFileSync(join(at, 'images.lock.yaml'), 'utf8').split('\n').filter((line) => line.startsWith('  ')).map((line) => line.trim());

  test.each([
    ['crane digest', [IMAGE], `${A}\n`, A],
    ['a loop over images', [], `${IMAGE} ${A}\n`, A],
    ['a name with its digest', [], `${IMAGE}@${A}\n`, A],
    ['docker buildx imagetools inspect', [], IMAGETOOLS, A],
    ['docker buildx imagetools inspect, for the image of the call', [IMAGE], IMAGETOOLS, A],
    ['the manifest of docker buildx imagetools', [IMAGE], JSON.stringify({ schemaVersion: 2, mediaType: 'x', digest: A, size: 1 }), A],
    ['docker image inspect', [], JSON.stringify([{ RepoTags: [IMAGE], RepoDigests: [`other.example.com/api@${B}`, `registry.example.com/shop/api@${A}`] }]), A],
    ['skopeo inspect', [IMAGE], JSON.stringify({ Name: 'registry.example.com/shop/api', Digest: A, RepoTags: ['1.4.1', '1.4.2'] }), A],
    ['the headers of a registry', [IMAGE], `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDocker-Content-Digest: ${A}\r\n\r\n`, A],
    ['the manifest as a registry sends it', [IMAGE], MANIFEST, HASH],
  ])('takes what is printed by %s', async (_, argv, input, digest) => {
    const { code, err } = await lock(input, ...argv);
    expect([code, err]).toEqual([0, `locked ${IMAGE} at ${digest}`]);
    expect(entries()).toEqual([`${IMAGE}: ${digest}`]);
  });

  test('adds images, and says where there is nothing to add', async () => {
    await lock(`nginx:1.29.0 ${A}\nredis:8 ${B}\n`);
    expect((await lock(A, IMAGE)).code).toBe(0);
    expect(entries()).toEqual([`docker.io/library/nginx:1.29.0: ${A}`, `docker.io/library/redis:8: ${B}`, `${IMAGE}: ${A}`]);
    expect(await lock(A, IMAGE)).toMatchObject({ code: 0, err: '"images.lock.yaml" has these digests already' });
  });

  test('replaces a digest only where that is meant', async () => {
    await lock(A, IMAGE);
    const refused = await lock(B, IMAGE);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('somebody pushed another image under this tag; pass --update')]);
    expect(entries()).toEqual([`${IMAGE}: ${A}`]);
    expect(await lock(B, IMAGE, '--update')).toMatchObject({ code: 0, err: `updated ${IMAGE}, which was ${A}, at ${B}` });
  });

  test('writes another file where it is named', async () => {
    await lock(A, IMAGE, '--file', 'other.yaml');
    expect([existsSync(join(at, 'other.yaml')), existsSync(join(at, 'images.lock.yaml'))]).toEqual([true, false]);
  });

  test.each([
    ['nothing', '', [IMAGE], 'the input is empty'],
    ['a digest without an image', A, [], 'does not name the image'],
    ['what is about another image', IMAGETOOLS, ['nginx:1'], `the input is about ${IMAGE}, and the image of the call is docker.io/library/nginx:1`],
    ['another repository of skopeo', JSON.stringify({ Name: 'docker.io/library/nginx', Digest: A }), [IMAGE], 'the input is about docker.io/library/nginx'],
    ['a foreign algorithm', `sha512:${'a'.repeat(128)}`, [IMAGE], 'is of the algorithm sha512'],
    ['a short digest', `${IMAGE} sha256:abc`, [], 'is not sha256: and 64'],
    ['one image with two digests', `${IMAGE} ${A}\n${IMAGE} ${B}`, ['--update'], 'twice, with different digests'],
    ['an error of the tool', 'Error: GET https://registry: UNAUTHORIZED', [IMAGE], 'neither a digest nor'],
    ['an answer without the header', 'HTTP/1.1 401 Unauthorized\r\n\r\n', [IMAGE], 'has no header Docker-Content-Digest'],
    ['truncated JSON', MANIFEST.slice(0, 40), [IMAGE], 'starts as JSON and is none'],
    ['JSON of something else', '{"errors":[{"code":"UNAUTHORIZED"}]}', [IMAGE], 'is neither a manifest nor'],
    ['an image that was never pushed', JSON.stringify([{ RepoTags: [IMAGE], RepoDigests: [] }]), [], 'has no digest in RepoDigests'],
    ['a list of something else', '[{"Id":"x"}]', [], 'lacks RepoTags or RepoDigests'],
    ['an image that is none', A, ['Shop/'], 'cannot lock image "Shop/"'],
  ])('fails for %s, and writes nothing', async (_, input, argv, message) => {
    const { code, err } = await lock(input, ...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(join(at, 'images.lock.yaml'))).toBe(false);
  });

  test('fails for a lock that cannot be read, and leaves it as it is', async () => {
    write(at, { 'images.lock.yaml': 'version: 7\n' });
    expect((await lock(A, IMAGE)).err).toContain('the lock has version 7, and this release reads version 1');
    expect(readFileSync(join(at, 'images.lock.yaml'), 'utf8')).toBe('version: 7\n');
  });
});
