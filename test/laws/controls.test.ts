import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { celVerdict } from './lifting';
import { mutants } from './mutants';
import { ABSENT, Placement, placements } from './placements';
import { CATALOGUE } from '../../src/controls';
import { Control, Example } from '../../src/controls/control';
import { Expression } from '../../src/controls/require';
import { VOCABULARY } from '../../src/controls/vocabulary';
import { Filler } from '../../src/engine/fill';
import { Judge } from '../../src/engine/judge';
import { requirement } from '../../src/engine/rules';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Severity } from '../../src/profile/severity';

/** The profile of an example; an opt-in control is judged since the profile gives it a severity. */
function profileOf(control: Control, example: Example): SecurityProfile {
  const profile = example.profile?.() ?? SecurityProfile.restricted();
  return control.optIn ? profile.extend({ severities: { [control.id]: Severity.WARNING } }) : profile;
}

const judged = (profile: SecurityProfile) => (manifest: Manifest) => ({ manifest, profile, origin: {}, waivers: [] });

const findings = (control: Control, profile: SecurityProfile, { manifests }: Placement) => new Judge([control]).findings(manifests.map(judged(profile)));

const hasAbsentCase = (control: Control): boolean => control.absent !== 'not-applicable';
const examplesOf = (control: Control, verdict: 'good' | 'bad'): readonly Example[] =>
  (control.absent === verdict ? [ABSENT, ...control.examples[verdict]] : control.examples[verdict]);

const cases = (control: Control, verdict: 'good' | 'bad') => examplesOf(control, verdict)
  .flatMap((example) => placements(control, example).map((placement) => ({ name: `${example.shows} in ${placement.where}`, example, placement })));

describe.each(CATALOGUE.map((control) => [control.id, control] as const))('%s', (_, control) => {
  test('has good and bad examples', () => {
    expect(examplesOf(control, 'good').length).toBeGreaterThan(0);
    expect(examplesOf(control, 'bad').length).toBeGreaterThan(0);
  });

  test.each(cases(control, 'good'))('accepts $name', ({ example, placement }) => {
    expect(findings(control, profileOf(control, example), placement)).toEqual([]);
  });

  test.each(cases(control, 'bad'))('rejects $name', ({ example, placement }) => {
    const found = findings(control, profileOf(control, example), placement);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ outcome }) => outcome === 'violation')).toBe(true);
  });

  if (control.harden) {
    if (hasAbsentCase(control)) {
      test.each(placements(control, ABSENT))('its own hardening makes the absent field good in $where', (placement) => {
        const profile = profileOf(control, ABSENT);
        const manifests = structuredClone(placement.manifests) as Manifest[];
        manifests.forEach((manifest) => new Filler([control]).fill(manifest, profile));
        expect(findings(control, profile, { ...placement, manifests })).toEqual([]);
      });
    }

    test.each([...cases(control, 'good'), ...cases(control, 'bad')])('hardening changes no explicit value: $name', ({ example, placement }) => {
      const filled = structuredClone(placement.manifests) as Manifest[];
      filled.forEach((manifest) => new Filler([control]).fill(manifest, profileOf(control, example)));
      placement.manifests.forEach((before, i) => expect(filled[i]).toMatchObject(before as object));
      const again = structuredClone(filled);
      expect(again.flatMap((manifest) => new Filler([control]).fill(manifest, profileOf(control, example)))).toEqual([]);
    });
  }

  if ('require' in control) {
    test.each([...cases(control, 'good'), ...cases(control, 'bad')])('CEL agrees on $name', ({ example, placement }) => {
      const profile = profileOf(control, example);
      const expression = requirement(control, profile)!;
      const [manifest] = placement.manifests;
      expect(celVerdict(control, expression, manifest)).toBe(findings(control, profile, placement).length === 0);
    });

    test('every clause is needed by an example', () => {
      const all = [...examplesOf(control, 'good'), ...examplesOf(control, 'bad')];
      const expressions = new Map<SecurityProfile, Expression>();
      const survives = (mutate: (expression: Expression) => Expression | undefined): boolean => all.every((example) => {
        const profile = profileOf(control, example);
        if (!expressions.has(profile)) expressions.set(profile, requirement(control, profile)!);
        const mutant = mutate(expressions.get(profile)!);
        if (!mutant) return true;
        return placements(control, example).every((placement) => {
          const changed = { ...control, require: mutant, revisions: undefined } as Control;
          return (findings(changed, profile, placement).length === 0) === (findings(control, profile, placement).length === 0);
        });
      });
      const shape = requirement(control, profileOf(control, all[0]))!;
      const count = mutants(shape).length;
      const survivors = Array.from({ length: count }, (__, i) => i)
        .filter((i) => survives((expression) => mutants(expression)[i]?.expression));
      expect(survivors.map((i) => mutants(shape)[i].removed)).toEqual([]);
    });
  }

  test('says why and how to fix in the house style', () => {
    expect(control.why).toMatch(/^[^A-Z\s].*[^.]$|^[A-Z]{2,}.*[^.]$/s);
    expect(control.fix).toMatch(/^[^A-Z\s].*[^.]$|^[A-Z]{2,}.*[^.]$/s);
    expect(`${control.why} ${control.fix}`).not.toMatch(/best practice|should be secure|ensure that/i);
    expect(control.references.length).toBeGreaterThan(0);
  });
});

describe('the catalogue', () => {
  const root = join(__dirname, '..', '..', 'src', 'controls');
  const families = [...new Set(Object.values(VOCABULARY).map(({ family }) => family))].filter((family) => existsSync(join(root, family)));
  const files = families.flatMap((family) => readdirSync(join(root, family)).map((file) => `${family}/${file}`));

  test('holds every control file, under its own name and in the folder of its family', () => {
    expect(files.sort()).toEqual(CATALOGUE.map(({ id, family }) => `${family}/${id}.ts`).sort());
  });

  test('gives every name to one control only', () => {
    const names = Object.entries(VOCABULARY).flatMap(([id, { aliases }]) => [id, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    names.forEach((name) => expect(name).toMatch(/^[a-z][a-z0-9-]{1,62}$/));
  });

  test('has no control file above 120 lines', () => {
    const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 121);
    expect(long).toEqual([]);
  });
});
