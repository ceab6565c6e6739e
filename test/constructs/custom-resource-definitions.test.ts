import { writeFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, Chart, Yaml } from 'cdk8s';
import { outdir } from './fixtures';
import { HardenedApp, Hardening, SecurityProfile } from '../../src';
import { call, folder, write } from '../cli/command';

/** A profile brings the definitions of the cluster, so that synth judges the fields of custom resources as `check --crds` does. */

const schema = { type: 'object', properties: { spec: { type: 'object', properties: { size: { type: 'integer' }, color: { type: 'string', enum: ['red', 'blue'] } } } } };
const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com', scope: 'Namespaced', names: { kind: 'Widget', plural: 'widgets' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
  },
};
const typed = SecurityProfile.restricted({ customResourceDefinitions: [definition] });
const widget = (spec: object) => ({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'shop' }, spec });
const WRONG = widget({ sise: 1, color: 'green' });

function synthOf(manifest: object, profile?: SecurityProfile, ofScope?: SecurityProfile): () => void {
  const app = new HardenedApp({ outdir: outdir(), profile });
  const chart = new Chart(app, 'c');
  if (ofScope) Hardening.useProfile(chart, ofScope);
  new ApiObject(chart, 'o', manifest as never);
  return () => app.synth();
}

test('synth judges the fields that a definition of the profile describes', () => {
  expect(synthOf(WRONG, typed)).toThrow(/has no field "sise"; did you mean "size"\?/);
  expect(synthOf(WRONG, typed)).toThrow(/color is .*must be "red" or "blue"/);
  expect(synthOf(widget({ size: 1, color: 'red' }), typed)).not.toThrow();
  expect(synthOf(WRONG)).not.toThrow();
});

test('the profile of a scope counts in that scope', () => expect(synthOf(WRONG, undefined, typed)).toThrow(/has no field "sise"/));

test('a profile that extends another keeps them', () => expect(synthOf(WRONG, typed.extend({ requireDigest: true }))).toThrow(/has no field "sise"/));

test('`Yaml.load` reads them from a file, with other objects between', () => {
  const file = join(folder(), 'crds.yaml');
  writeFileSync(file, Yaml.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'widgets' } }, definition));
  expect(synthOf(WRONG, SecurityProfile.restricted({ customResourceDefinitions: Yaml.load(file) }))).toThrow(/has no field "sise"/);
});

test('fails for a list without any', () => {
  expect(() => SecurityProfile.restricted({ customResourceDefinitions: [WRONG] })).toThrow(/none of its objects is a CustomResourceDefinition; pass what `Yaml\.load`/);
});

test('a change of the caller does not reach the profile', () => {
  const mine = JSON.parse(JSON.stringify(definition)) as typeof definition;
  const profile = SecurityProfile.restricted({ customResourceDefinitions: [mine] });
  mine.spec.group = 'example.org';
  profile.customResourceDefinitions[0].spec.group = 'example.net';
  expect(synthOf(WRONG, profile)).toThrow(/has no field "sise"/);
});

test('the command line knows those of a profile, and those of --crds before them', async () => {
  const at = folder();
  const open = { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  const other = { ...definition, spec: { ...definition.spec, versions: [{ ...definition.spec.versions[0], schema: open }] } };
  write(at, {
    'w.json': JSON.stringify(WRONG), 'other.json': JSON.stringify(other),
    'p.js': 'const profile = { kubernetesMinor: 36, podSecurityLevel: \'restricted\', strictSeverities: false, kubernetesVersion: \'1.36\', controlSet: \'1\', registries: [], '
      + `requiredLabels: {}, severities: {}, customPodSpecs: {}, runAs: {}, resources: {}, customResourceDefinitions: ${JSON.stringify([definition])} };\nexports.profile = profile;\n`,
  });
  const typo = /has no field/;
  expect(await call(at, ['check', 'w.json', '--profile', 'p.js', '--format', 'json'])).toMatchObject({ out: expect.stringMatching(typo) });
  expect((await call(at, ['check', 'w.json', '--profile', 'p.js', '--crds', 'other.json', '--format', 'json'])).out).not.toMatch(typo);
});
