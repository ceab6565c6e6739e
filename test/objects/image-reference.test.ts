import * as fc from 'fast-check';
import { parseImageReference, registryPrefixProblem } from '../../src/objects/image-reference';
import { processorTime } from '../processor-time';

const SHA = `sha256:${'a'.repeat(64)}`;

// As github.com/distribution/reference v0.6 normalises them.
test.each([
  ['nginx', 'docker.io', 'library/nginx', undefined, undefined, false],
  ['nginx:1.27', 'docker.io', 'library/nginx', '1.27', undefined, false],
  ['org/web', 'docker.io', 'org/web', undefined, undefined, false],
  ['docker.io/nginx', 'docker.io', 'library/nginx', undefined, undefined, true],
  ['index.docker.io/nginx', 'docker.io', 'library/nginx', undefined, undefined, true],
  ['localhost/web', 'localhost', 'web', undefined, undefined, true],
  ['localhost:5000', 'docker.io', 'library/localhost', '5000', undefined, false],
  ['registry.example.com:5000/shop/api:v1', 'registry.example.com:5000', 'shop/api', 'v1', undefined, true],
  [`registry.example.com/api:v1@${SHA}`, 'registry.example.com', 'api', 'v1', SHA, true],
  [`api@${SHA}`, 'docker.io', 'library/api', undefined, SHA, false],
  ['[2001:db8::1]:5000/api', '[2001:db8::1]:5000', 'api', undefined, undefined, true],
  ['MyOrg/api', 'MyOrg', 'api', undefined, undefined, true],
  ['a--b/c__d.e', 'docker.io', 'a--b/c__d.e', undefined, undefined, false],
])('reads %s', (text, registry, repository, tag, digest, explicitRegistry) => {
  expect(parseImageReference(text)).toEqual({ registry, repository, tag, digest, explicitRegistry });
});

test.each([
  ['', 'is empty'],
  ['web ', 'contains white space'],
  ['https://r.example/web', 'starts with a scheme; write "r.example/web"'],
  ['a'.repeat(64), 'is the id of an image without its name; write name@sha256:id'],
  ['Nginx', 'has upper-case letters in the repository "Nginx"; registries accept lower case only'],
  ['r.example/Shop/api:V1', 'has upper-case letters in the repository "Shop/api"; registries accept lower case only'],
  ['r.example//web', 'has an empty part in the repository "/web"; remove the extra slash'],
  ['r.example/', 'has no repository name'],
  ['r.example/a...b', /malformed repository part "a\.\.\.b"/],
  ['r.example/-web', /malformed repository part "-web"/],
  ['-r.example/web', /malformed registry host "-r\.example"/],
  ['my_r.example/web', /malformed registry host "my_r\.example"/],
  ['r.example:port/web', /malformed registry "r\.example:port"/],
  ['web:', 'has an empty tag after the colon'],
  ['web:-1', /malformed tag "-1"/],
  ['web:1:2', /malformed tag "1:2"/],
  [`web:${'1'.repeat(129)}`, 'has a tag longer than 128 characters'],
  ['web@', /digest of unknown kind ""/],
  ['web@md5:abc', /digest of unknown kind "md5:abc"/],
  ['web@sha256:abc', 'has a sha256 digest of 3 instead of 64 hexadecimal digits'],
  [`web@sha256:${'A'.repeat(64)}`, /other characters than 0-9 and a-f/],
  [`r.example/${'a'.repeat(256)}`, 'has a repository longer than 255 characters'],
])('fails to read %j', (text, problem) => {
  const parsed = parseImageReference(text);
  if (!('problem' in parsed)) throw new Error(`"${text}" was read`);
  expect(parsed.problem).toMatch(problem);
});

test('the normal form reads as itself', () => {
  const part = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8})?$/);
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), fc.option(part), (parts, tag) => {
    const first = parseImageReference(parts.join('/') + (tag === null ? '' : `:${tag}`));
    if ('problem' in first) throw new Error(first.problem);
    const again = parseImageReference(`${first.registry}/${first.repository}${first.tag === undefined ? '' : `:${first.tag}`}`);
    expect(again).toEqual({ ...first, explicitRegistry: true });
  }));
});

test('a hostile text takes no time', () => {
  const pieces = ['a-', 'a.', '_', 'a/', ':', '@', 'a'];
  const milliseconds = processorTime(() => pieces.forEach((piece) => parseImageReference(`r.example/${piece.repeat(100_000)}!`)));
  expect(milliseconds).toBeLessThan(2_000);
});

test.each(['docker.io', 'registry.example.com', 'registry.example.com:5000/team', 'localhost', 'localhost:5000', 'ghcr.io/org/team'])(
  'takes %s as the beginning of image references', (text) => {
    expect(registryPrefixProblem(text)).toBeUndefined();
  });

test.each([
  ['', 'is empty'],
  ['https://r.example', 'starts with a scheme; write "r.example"'],
  ['r.example/', 'ends with a slash; write "r.example"'],
  ['shop', 'write "docker.io/shop"'],
  ['index.docker.io/library', 'write "docker.io/library"'],
  ['r.example/Team', 'has upper-case letters'],
  ['r.example/team:v1', 'malformed repository part "team:v1"'],
  ['r.example:x', 'malformed registry'],
])('fails to take %j as the beginning of image references', (text, problem) => {
  expect(registryPrefixProblem(text)).toContain(problem);
});
