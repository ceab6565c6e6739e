import { firstBelow, needsFolder, nestedMounts } from '../../src/objects/nested-mounts';

const nested = (...paths: unknown[]): string[] => nestedMounts({ volumeMounts: paths.map((mountPath, i) => ({ name: `v${i}`, mountPath })) })
  .map(({ mount, around, isSamePath }) => `${mount.pointer} ${isSamePath ? 'is' : 'in'} ${around.pointer}`);

test.each<[string, unknown[], string[]]>([
  ['a mount below another', ['/data', '/data/cache'], ['/volumeMounts/1 in /volumeMounts/0']],
  ['a mount above another', ['/data/cache', '/data'], ['/volumeMounts/0 in /volumeMounts/1']],
  ['the nearest of several around it', ['/', '/a', '/a/b/c'], ['/volumeMounts/1 in /volumeMounts/0', '/volumeMounts/2 in /volumeMounts/1']],
  ['one path in two spellings', ['/data', '/data/', '//data/.'], ['/volumeMounts/1 is /volumeMounts/0', '/volumeMounts/2 is /volumeMounts/0']],
  ['equal texts, which the API server refuses by itself', ['/data', '/data'], []],
  ['neighbors', ['/data', '/database', '/data-2'], []],
  ['a single mount', ['/data'], []],
  ['paths that are none', ['/data', '', 5, undefined], []],
  ['a path deeper than any that Linux has', ['/a', `/${'a/'.repeat(257)}`], []],
])('%s', (_, paths, wanted) => expect(nested(...paths)).toEqual(wanted));

test('the deepest path that Linux has is looked at', () => {
  expect(nested('/a', `/${'a/'.repeat(256)}`)).toHaveLength(1);
});

test('the folder of a mount in the volume around it', () => {
  expect([firstBelow('/data/cache/x', '/data'), firstBelow('//data//cache', '/data/'), firstBelow('/data', '/data')]).toEqual(['cache', 'cache', undefined]);
});

test.each<[string, object, object, boolean]>([
  ['a volume that is mounted read-only', { readOnly: true }, { emptyDir: {} }, true],
  ['a volume that can be written', {}, { emptyDir: {} }, false],
  ['a claim that is read-only', {}, { persistentVolumeClaim: { claimName: 'a', readOnly: true } }, true],
  ['a share that is read-only', {}, { nfs: { readOnly: true } }, true],
  ['a claim that can be written', {}, { persistentVolumeClaim: { claimName: 'a', readOnly: false } }, false],
  ['an image', {}, { image: { reference: 'a' } }, true],
  ...['configMap', 'secret', 'downwardAPI', 'projected'].flatMap((kind): [string, object, object, boolean][] => [
    [`${kind}, in which the kubelet makes it`, { readOnly: true }, { [kind]: {} }, false],
    [`a part of ${kind}`, { subPath: 'a' }, { [kind]: {} }, true],
    [`an expanded part of ${kind}`, { subPathExpr: '$(A)' }, { [kind]: {} }, true],
    [`an empty part of ${kind}`, { subPath: '' }, { [kind]: {} }, false],
  ]),
])('whether the folder of a mount must be there already in %s', (_, mount, volume, wanted) => {
  expect(needsFolder(mount as never, volume as never)).toBe(wanted);
});
