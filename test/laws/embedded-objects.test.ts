import { CATALOGUE } from '../../src/controls';
import { Control } from '../../src/controls/control';
import { Example } from '../../src/controls/example';
import { withCovered } from '../../src/engine/finding';
import { Judge } from '../../src/engine/judge';
import { groupKind, Manifest } from '../../src/objects/manifest';
import { isBuiltInKind } from '../../src/objects/scope';
import { SecurityProfile } from '../../src/profile/security-profile';

/** What is wrong in an object is wrong in one that stands in a custom resource, whose controller creates it. */

const HOLDERS: readonly (readonly [string, (manifest: Manifest) => Manifest])[] = [
  ['/spec/forProvider/manifest', (manifest) => of('kubernetes.crossplane.io/v1alpha2', 'Object', { spec: { forProvider: { manifest } } })],
  ['/objects/1', (manifest) => of('template.openshift.io/v1', 'Template', { objects: [{}, manifest] })],
  ['/spec/a~1b/0/items/0', (manifest) => of('example.com/v1', 'Bundle', { spec: { 'a/b': [{ apiVersion: 'v1', kind: 'List', items: [manifest] }] } })],
];
const of = (apiVersion: string, kind: string, rest: object): Manifest => ({ apiVersion, kind, metadata: { name: 'holder', namespace: 'shop' }, ...rest });

/** Opt-in controls take part, too. */
const everything = SecurityProfile.restricted({ severities: Object.fromEntries(CATALOGUE.filter(({ optIn }) => optIn).map(({ id }) => [id, 'warning'])) as never });

function placesOf(control: Control, manifest: Manifest, { profile, evidence }: Example): string[] {
  const found = new Judge([control], evidence).findings([{ manifest, profile: profile?.() ?? everything, origin: {}, waivers: [] }]);
  return found.flatMap(withCovered).map(({ pointer, outcome }) => `${outcome} ${pointer}`);
}

/** The bad examples of a control that one object of Kubernetes shows. */
function badObjects(control: Control): (readonly [string, Manifest, Example])[] {
  return control.examples.bad.flatMap((example) => control.subject.examples.placements(example, control)
    .filter(({ manifests: [manifest, ...more] }) => manifest && more.length === 0 && isBuiltInKind(groupKind(manifest)))
    .slice(0, 1).map(({ manifests: [manifest] }) => [example.shows, manifest, example] as const));
}

const controls = CATALOGUE.filter((control) => !control.appliedOnly && control.subject.name !== 'set' && !('excuse' in control && control.excuse));
const cases = controls.flatMap((control) => badObjects(control).map(([shows, manifest, example]) => [`${control.id}: ${shows}`, control, manifest, example] as const));

test('most controls take part', () => expect(new Set(cases.map(([, { id }]) => id)).size).toBeGreaterThan(100));

test.each(cases)('%s', (_, control, manifest, example) => {
  const alone = placesOf(control, manifest, example);
  for (const [pointer, hold] of HOLDERS) {
    const within = placesOf(control, hold(manifest), example).filter((one) => one.includes(` ${pointer}`)); // the holder may lack labels as well
    expect(within).toEqual(alone.map((one) => one.replace(' ', ` ${pointer}`)));
  }
});
