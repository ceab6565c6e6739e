import { findingOf } from './formats/sample-report';
import { fingerprint, fingerprints } from '../../src/reports/fingerprint';
import { coversText, objectIdentity, objectLabel, placeInObject, position } from '../../src/reports/place';

const object = findingOf().object;

test.each([
  ['Deployment shop/web', object],
  ['Deployment web', { ...object, namespace: '' }],
  ['Deployment shop/(no name)', { ...object, name: '' }],
  ['object shop/web', { ...object, kind: '' }],
  ['unreadable document', { ...object, kind: '', name: '' }],
])('an object is called %s', (label, one) => {
  expect(objectLabel(one)).toBe(label);
});

test.each([
  ['deploy.yaml:31:9', {}],
  ['deploy.yaml:31', { column: undefined }],
  ['deploy.yaml', { line: undefined }],
  ['shop/web', { origin: { constructPath: 'shop/web' } }],
  ['', { origin: {} }],
])('a position is %s', (text, changes) => {
  expect(position(findingOf(changes))).toBe(text);
});

test('a place in an object is its container and the pointer, and the object itself is /', () => {
  expect(placeInObject(findingOf({ pointer: '/spec' }))).toBe('container "main"  /spec');
  expect(placeInObject(findingOf({ pointer: '', container: undefined }))).toBe('/');
});

test('controls with the same cause are named once each', () => {
  expect(coversText(findingOf())).toBe('');
  expect(coversText(findingOf({ covers: ['b', 'a', 'b'].map((control) => findingOf({ control })) }))).toBe('b, a');
});

test('objects are told apart by file, document, kind and name, and not by the place in them', () => {
  const same = objectIdentity(findingOf());
  expect(objectIdentity(findingOf({ pointer: '/x', container: 'other' }))).toBe(same);
  const others = [
    { origin: { file: 'other.yaml', document: 0 } }, { origin: { file: 'deploy.yaml', document: 1 } },
    ...(['apiVersion', 'kind', 'namespace', 'name'] as const).map((key) => ({ object: { ...object, [key]: 'other' } })),
  ];
  expect(new Set([same, ...others.map((changes) => objectIdentity(findingOf(changes)))]).size).toBe(others.length + 1);
});

test('a fingerprint is the control, the object without the version of its API, the container, and the pointer without indices', () => {
  expect(fingerprint(findingOf())).toBe('/read-only-root-filesystem/apps~1Deployment/shop/web/main/spec/template/spec/containers/*/securityContext');
  expect(fingerprint(findingOf({ container: undefined, pointer: '' }))).toBe('/read-only-root-filesystem/apps~1Deployment/shop/web/');
  expect(fingerprints([findingOf({ pointer: '/a' }), findingOf({ pointer: '/a' })]).map((text) => text.slice(-6))).toEqual(['main/a', '/a (2)']);
});
