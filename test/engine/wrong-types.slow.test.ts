import { isBlocked, placesIn, withValueAt, wrongFor } from './mutations';
import { CATALOGUE } from '../../src/controls';
import { Control } from '../../src/controls/control';
import { Example, UNSET } from '../../src/controls/example';
import { Judge } from '../../src/engine/judge';
import { areFieldsKnown } from '../../src/objects/fields/built-in';
import { grouped } from '../../src/objects/grouped';
import { Manifest } from '../../src/objects/manifest';
import { valueAt } from '../../src/objects/pointer';
import { SecurityProfile } from '../../src/profile/security-profile';
import { placements } from '../laws/placements';
import { profileOf } from '../laws/profiles';

const VALID = CATALOGUE.find(({ id }) => id === 'valid-manifest')!;

/** An example in few of its kinds: the simplest, and the one with the deepest template. */
function manifestsOf(control: Control, example: Example): (readonly Manifest[])[] {
  const all = placements(control, example).map(({ manifests }) => manifests);
  return [...new Set([all[0], all[all.length - 1]])].filter((manifests) => manifests !== undefined);
}

const passes = (judge: Judge, profile: SecurityProfile, manifests: readonly Manifest[]): boolean =>
  judge.findings(manifests.map((manifest) => ({ manifest, profile, origin: {}, waivers: [] }))).length === 0;

/** The places that any example of a control fills, with what it fills them with. Elements of lists stand for one another. */
function knownPlaces(control: Control): Map<string, unknown[]> {
  const places = new Map<string, unknown[]>();
  for (const manifests of [...control.examples.good, ...control.examples.bad].flatMap((example) => manifestsOf(control, example))) {
    for (const place of placesIn(manifests)) places.set(place, [...places.get(place) ?? [], valueAt(manifests, place)]);
  }
  return places;
}

/** What the API server accepts beyond what the examples show. */
const ACCEPTED: readonly (readonly [RegExp, unknown[]])[] = [
  [/\/(limits|requests|hard|default|defaultRequest|max|min)\/[^/]+$|\/sizeLimit$/, ['1Gi', 1, 1.5]], // amounts
  [/\/(port|targetPort|minAvailable|maxUnavailable)$/, ['http', 1]],
  [/^\/\d+\/data\/[^/]+$/, ['text']],
  [/^\/\d+\/binaryData\/[^/]+$/, [[]]], // bytes are a list of numbers as well
];

const acceptedAt = (place: string): unknown[] => ACCEPTED.flatMap(([pattern, values]) => (pattern.test(place) ? values : []));

/**
 * Where the fields of a kind are unknown, no value is of the wrong type: a control about whole objects of all kinds must only not crash. One about pods must
 * know them there as well.
 */
function isUntyped({ kinds, subject }: Control, { apiVersion, kind }: Manifest): boolean {
  return kinds === undefined && ['object', 'set'].includes(subject.name) && !areFieldsKnown(apiVersion as string, kind as string, 35);
}

const sameInLists = (place: string): string => place.replace(/\/\d+(?=\/|$)/g, '/*');

describe.each(CATALOGUE.map((control) => [control.id, control] as const))('%s', (_, control) => {
  const places = knownPlaces(control);
  const byShape = grouped([...places], ([place]) => sameInLists(place));
  const knownAt = (place: string): unknown[] => byShape.get(sameInLists(place))!.flatMap(([, values]) => values);
  const wrong = new Map([...places.keys()].map((place) => [place, wrongFor([...knownAt(place), ...acceptedAt(place)])]));
  const bad = [...control.absent === 'bad' ? [UNSET] : [], ...control.examples.bad];

  test('is not fooled by a value of the wrong type', () => {
    const fooled: string[] = [];
    for (const example of bad) {
      const judge = new Judge([...new Set([control, VALID])], example.evidence);
      const profile = profileOf(control, example);
      for (const manifests of manifestsOf(control, example)) {
        if (passes(judge, profile, manifests)) fooled.push(`${example.shows}: passes as it is`);
        for (const [place, values] of wrong) {
          if (place.split('/').length <= 2 || Number(place.split('/')[1]) >= manifests.length || isBlocked(manifests, place)) continue;
          for (const value of values) {
            const isPassed = passes(judge, profile, withValueAt(manifests, place, value));
            if (isPassed && !isUntyped(control, manifests[Number(place.split('/')[1])])) fooled.push(`${example.shows}: ${place} = ${JSON.stringify(value)}`);
          }
        }
      }
    }
    expect(fooled).toEqual([]);
  });
});
