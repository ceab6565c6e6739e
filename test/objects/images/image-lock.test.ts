import { parseImageReference, ImageReference } from '../../../src/objects/image-reference';
import { ImageLock } from '../../../src/objects/images/image-lock';
import { processorTime } from '../../processor-time';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const of = (image: string): ImageReference => parseImageReference(image) as ImageReference;
const lock = (...lines: string[]) => ImageLock.parse(['version: 1', 'images:', ...lines, ''].join('\n'), 'images.lock.yaml');

const LOCK = ImageLock.EMPTY.with(of('registry.example.com:5000/shop/api:1.4.2'), A).with(of('nginx:1.29.0'), B);

describe('the lock of images', () => {
  test('names an image in full, sorted, whatever the order of its entries', () => {
    const other = ImageLock.EMPTY.with(of('docker.io/library/nginx:1.29.0'), B).with(of('registry.example.com:5000/shop/api:1.4.2'), A);
    expect(LOCK.text()).toBe(other.text());
    expect(LOCK.text()).toBe('# Written by `cdk8s-hardened lock`: the digest that each image gets in the manifests.\nversion: 1\nimages:\n'
      + `  docker.io/library/nginx:1.29.0: ${B}\n  registry.example.com:5000/shop/api:1.4.2: ${A}\n`);
  });

  test.each([LOCK, ImageLock.EMPTY])('is read as it was written', (one) => {
    expect(ImageLock.parse(one.text(), 'images.lock.yaml').text()).toBe(one.text());
  });

  test('may be written by hand: short names, quotes, comments, line ends of Windows', () => {
    const text = `---\r\n# ours\r\nversion: 1\r\nimages:\r\n  "nginx:1.29.0": '${B}'   # the front\r\n`;
    expect(ImageLock.parse(text, 'images.lock.yaml').pin('docker.io/library/nginx:1.29.0')).toEqual({ image: `docker.io/library/nginx:1.29.0@${B}` });
  });

  test.each([
    ['nginx:1.29.0', `nginx:1.29.0@${B}`],
    ['docker.io/nginx:1.29.0', `docker.io/nginx:1.29.0@${B}`],
    [`nginx:1.29.0@${B}`, `nginx:1.29.0@${B}`],
    [`nginx@${B}`, `nginx@${B}`],
    ['registry.example.com:5000/shop/api:1.4.2', `registry.example.com:5000/shop/api:1.4.2@${A}`],
  ])('pins %s', (image, pinned) => expect(LOCK.pin(image)).toEqual({ image: pinned }));

  test.each([
    ['of another tag', 'nginx:1.29.1', 'the lock has no digest for docker.io/library/nginx:1.29.1'],
    ['without tag', 'nginx', 'the lock has no digest for docker.io/library/nginx:latest'],
    ['of another registry', 'quay.io/library/nginx:1.29.0', 'the lock has no digest for quay.io/library/nginx:1.29.0'],
    ['with another digest than the lock', `nginx:1.29.0@${A}`, `it names the digest ${A}, and the lock has ${B} for docker.io/library/nginx:1.29.0`],
    ['with a digest that is not there', `nginx@sha256:${'c'.repeat(64)}`, `the lock has no image with the digest sha256:${'c'.repeat(64)}`],
    ['that is none', 'Nginx', 'has no repository name|upper-case'],
    ['named as what every object inherits', '__proto__', 'malformed|no digest'],
  ])('fails for an image %s', (_, image, problem) => expect(LOCK.pin(image)).toEqual(expect.objectContaining({ problem: expect.stringMatching(problem) })));

  test.each([
    ['an image twice', [`  nginx:1: ${A}`, `  nginx:1: ${A}`], 'line 4: image "docker.io/library/nginx:1" is there twice; keep one line'],
    ['an image under two names', [`  nginx:1: ${A}`, `  docker.io/library/nginx:1: ${B}`], 'line 4: image "docker.io/library/nginx:1" is there twice, with different digests; keep one line'],
    ['a foreign algorithm', [`  nginx:1: sha512:${'a'.repeat(128)}`], 'is of the algorithm sha512, and images are pinned by sha256'],
    ['an unknown algorithm', ['  nginx:1: md5:abc'], 'is of the algorithm md5'],
    ['a short digest', ['  nginx:1: sha256:abc'], 'is not sha256: and 64 of the characters'],
    ['no digest', ['  nginx:1: latest'], 'is no digest'],
    ['an image that is none', [`  Nginx/: ${A}`], 'image "Nginx/"'],
    ['a digest in the name', [`  nginx@${A}: ${A}`], 'has its digest in the name'],
    ['another key', ['registries: []'], '"registries: []" is no line of a lock'],
    ['an anchor', [`  nginx:1: &a ${A}`], 'is no line of a lock'],
  ])('fails for %s', (_, lines, message) => expect(() => lock(...lines)).toThrow(message));

  test.each([
    ['nothing', ''], ['another file', 'apiVersion: v1\nkind: Pod\n'], ['a lock without images', 'version: 1\n'], ['images without a version', 'images:\n'],
    ['a later version', 'version: 2\nimages:\n'], ['two versions', 'version: 1\nversion: 1\nimages:\n'],
  ])('fails for %s', (_, text) => expect(() => ImageLock.parse(text, 'images.lock.yaml')).toThrow('images.lock.yaml'));

  test('fails for a file that is too large to be a lock', () => {
    expect(() => ImageLock.parse(' '.repeat(9 * 1024 * 1024), 'big.yaml')).toThrow('it is larger than 8 MiB');
  });

  test('reads a line of any length in linear time', () => {
    const lines = [' '.repeat(1e5), `  ${'a'.repeat(1e5)}`, `  ${'a:'.repeat(5e4)} `, `  "${'a '.repeat(5e4)}`];
    const milliseconds = processorTime(() => lines.forEach((line) => expect(() => lock(line, 'x')).toThrow('is no line of a lock')));
    expect(milliseconds).toBeLessThan(2000);
  });
});
