import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Chart, Include, JsonPatch, Testing } from 'cdk8s';
import { ImagePolicy, ImagePolicyProps, SecurityProfile } from '../../../src';
import { app, chart, container, errors, firstContainer, Json, podSpec, POD } from '../fixtures';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const profileOf = (policy: ImagePolicyProps) => SecurityProfile.restricted({ imagePolicy: ImagePolicy.of(policy) });
const inChart = (policy: ImagePolicyProps): Chart => chart({ profile: profileOf(policy) });

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lock-')); });

function lockFile(...entries: string[]): string {
  const file = join(folder, 'images.lock.yaml');
  writeFileSync(file, ['version: 1', 'images:', ...entries.map((entry) => `  ${entry}`), ''].join('\n'));
  return file;
}

const manifests = (scope: Chart, kind: string): Json => Testing.synth(scope).find((one: Json) => one.kind === kind);

describe('the lock', () => {
  test('gives the image its digest', () => {
    const scope = inChart({ lockFile: lockFile(`registry.example.com/shop/api:1.4.2: ${A}`) });
    expect(firstContainer(container({ image: 'registry.example.com/shop/api:1.4.2' }, scope)).image).toBe(`registry.example.com/shop/api:1.4.2@${A}`);
  });

  test('gives it to every container and volume, whoever made the object, and to what a patch writes', () => {
    const scope = inChart({ lockFile: lockFile(`nginx:1.29.0: ${A}`, `registry.example.com/site:1: ${B}`) });
    const spec = { ...POD.spec, initContainers: [{ name: 'init', image: 'nginx:1.29.0' }], volumes: [{ name: 'site', image: { reference: 'registry.example.com/site:1' } }] };
    const object = new ApiObject(scope, 'pod', { ...POD, spec: { ...spec, containers: [{ ...POD.spec.containers[0], image: 'nginx:1.28.0' }] } } as never);
    object.addJsonPatch(JsonPatch.replace('/spec/containers/0/image', 'nginx:1.29.0'));
    expect(podSpec(object)).toMatchObject({
      initContainers: [{ image: `nginx:1.29.0@${A}` }], containers: [{ image: `nginx:1.29.0@${A}` }], volumes: [{ image: { reference: `registry.example.com/site:1@${B}` } }],
    });
  });

  test('gives it to the pods of custom resources', () => {
    const scope = inChart({ lockFile: lockFile(`nginx:1.29.0: ${A}`) });
    const service = new ApiObject(scope, 'service', {
      apiVersion: 'serving.knative.dev/v1', kind: 'Service', spec: { template: { spec: { containers: [{ name: 'main', image: 'nginx:1.29.0' }] } } },
    } as never);
    expect(service.toJson().spec.template.spec.containers[0].image).toBe(`nginx:1.29.0@${A}`);
  });

  test('is read where it changed, and gives the same bytes where it did not', () => {
    const scope = inChart({ lockFile: lockFile(`nginx:1.29.0: ${A}`) });
    const one = container({ image: 'nginx:1.29.0' }, scope);
    expect(Testing.synth(scope)).toEqual(Testing.synth(scope));
    lockFile(`nginx:1.29.0: ${B}`, `nginx:1.30.0: ${B}`);
    expect(firstContainer(one).image).toBe(`nginx:1.29.0@${B}`);
  });

  test('leaves other fields and their order as they are', () => {
    const image = 'registry.example.com/shop/api:1.4.2';
    const plain = JSON.stringify(manifests(withOne(chart(), image), 'Deployment'));
    const pinned = JSON.stringify(manifests(withOne(inChart({ lockFile: lockFile(`${image}: ${A}`) }), image), 'Deployment'));
    expect(pinned).toBe(plain.replace(image, `${image}@${A}`));
  });

  test('fails where it lacks the image, and says how to add it', () => {
    const scope = inChart({ lockFile: lockFile(`nginx:1.29.0: ${A}`) });
    const one = container({ image: 'nginx:1.30.0' }, scope);
    expect(() => firstContainer(one)).toThrow('cannot pin image "nginx:1.30.0" of container "main" in "c/api"');
    expect(() => firstContainer(one)).toThrow('the lock has no digest for docker.io/library/nginx:1.30.0; add it with `crane digest nginx:1.30.0 | cdk8s-hardened lock nginx:1.30.0`');
  });

  test('fails where the code names another digest', () => {
    const one = container({ image: `nginx:1.29.0@${B}` }, inChart({ lockFile: lockFile(`nginx:1.29.0: ${A}`) }));
    expect(() => firstContainer(one)).toThrow(`it names the digest ${B}, and the lock has ${A}`);
  });

  test.each([
    ['there is none', () => join(folder, 'none.yaml'), 'there is no such file or folder'],
    ['it is a folder', () => folder, 'it is a folder'],
    ['it is no lock', () => { writeFileSync(join(folder, 'x'), 'kind: Pod\n'); return join(folder, 'x'); }, 'is no line of a lock'],
  ])('fails where %s', (_, file, message) => {
    expect(() => firstContainer(container({ image: 'nginx:1.29.0' }, inChart({ lockFile: file() })))).toThrow(message);
  });
});

function withOne(scope: Chart, image: string): Chart {
  container({ image }, scope);
  return scope;
}

describe('pull secrets', () => {
  test('are given to pods that name none, whoever made them', () => {
    const scope = inChart({ pullSecrets: ['registry'] });
    const pod = new ApiObject(scope, 'pod', POD as never);
    for (const one of [container({}, scope), pod]) expect(podSpec(one).imagePullSecrets).toEqual([{ name: 'registry' }]);
  });

  test('stay as a pod names them', () => {
    const pod = new ApiObject(inChart({ pullSecrets: ['registry'] }), 'pod', { ...POD, spec: { ...POD.spec, imagePullSecrets: [{ name: 'own' }] } } as never);
    expect(podSpec(pod).imagePullSecrets).toEqual([{ name: 'own' }]);
  });

  test('are not given without a policy', () => expect(podSpec(container({}))).not.toHaveProperty('imagePullSecrets'));
});

describe('a policy', () => {
  test.each([
    [{ registries: ['mirror.example.com'] }, `registry.example.com/shop/api:1.4.2@${A}`, ['trusted-registry']],
    [{ requireDigest: true }, 'registry.example.com/shop/api:1.4.2', ['image-digest']],
    [{}, 'registry.example.com/shop/api:latest', ['image-tag-pinned']],
    [{ allowLatest: true }, 'registry.example.com/shop/api:latest', []],
    [{ registries: ['registry.example.com'] }, `registry.example.com/shop/api:1.4.2@${A}`, []],
  ] as const)('%j makes %s an error: %j', (policy, image, expected) => {
    expect(errors(container({ image }, inChart(policy as ImagePolicyProps)))).toEqual(expected);
  });

  test('is kept by a profile that extends another', () => {
    const profile = profileOf({ registries: ['registry.example.com'], requireDigest: true }).extend({ kubernetesVersion: '1.35' });
    expect([profile.registries, profile.requireDigest, profile.imagePolicy?.allowLatest]).toEqual([['registry.example.com'], true, false]);
  });

  test('does not change with the lists that it was made from', () => {
    const registries = ['registry.example.com'];
    const policy = ImagePolicy.of({ registries });
    registries.push('evil.example.com');
    policy.registries.push('evil.example.com');
    expect(policy.registries).toEqual(['registry.example.com']);
  });

  test.each([
    [{ registries: ['https://registry.example.com'] }, 'cannot trust registry'], [{ pullSecrets: ['My Secret'] }, 'cannot pull images with Secret "My Secret"'],
    [{ lockFile: '' }, 'lockFile is empty'],
  ])('fails for %j', (policy, message) => expect(() => ImagePolicy.of(policy)).toThrow(message));

  test('fails beside registries of the profile', () => {
    expect(() => profileOf({ registries: ['a.example'] }).extend({ registries: ['b.example'] })).toThrow('both registries and imagePolicy name some');
  });

  test('holds for what others wrote, as Include reads it', () => {
    const file = join(folder, 'pod.yaml');
    writeFileSync(file, JSON.stringify({ ...POD, spec: { containers: [{ name: 'main', image: 'nginx:1.29.0' }] } }));
    const scope = new Chart(app({ profile: profileOf({ lockFile: lockFile(`nginx:1.29.0: ${A}`) }) }), 'c');
    const [included] = new Include(scope, 'include', { url: file }).apiObjects;
    expect(podSpec(included).containers[0].image).toBe(`nginx:1.29.0@${A}`);
  });
});
