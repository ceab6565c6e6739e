import { readFileSync } from 'fs';
import { digestOf, examples } from '../../conformance/scanners/examples';
import { digestIn, RESULTS } from '../../conformance/scanners/results';

const FIX = 'run `npm run conformance -- scanners` and commit conformance/RESULTS.md';

test('what RESULTS.md says is about the manifests that the examples give now', async () => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect({ digest: digestIn(readFileSync(RESULTS, 'utf8')), otherwise: FIX }).toEqual({ digest: digestOf(await examples()), otherwise: FIX });
});

test('the digest tells other manifests apart', () => {
  const set = (image: string) => [{ name: 'examples/one', objects: [{ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'main', image }] } }] }];
  expect(digestOf(set('web:1'))).toBe(digestOf(set('web:1')));
  expect(digestOf(set('web:2'))).not.toBe(digestOf(set('web:1')));
  expect(digestOf([{ ...set('web:1')[0], name: 'examples/two' }])).not.toBe(digestOf(set('web:1')));
});

test('the digest is that of the manifests, whatever their order', () => {
  const [one, other] = ['one', 'other'].map((name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }));
  const digest = (...objects: object[]) => digestOf([{ name: 'examples/one', objects: objects as never }]);
  expect(digest(one, other)).toBe(digest(other, one));
});
