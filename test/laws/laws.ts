import { celVerdict } from './lifting';
import { MESSAGES } from './messages';
import { Mutant, mutants } from './mutants';
import { placements } from './placements';
import { profileOf } from './profiles';
import { admissionPolicies } from '../../src/admission/policies';
import { CATALOGUE } from '../../src/controls';
import { Control, notEnforcedBecause } from '../../src/controls/control';
import { Evidence } from '../../src/controls/evidence';
import { Example, UNSET } from '../../src/controls/example';
import { Expression } from '../../src/controls/require';
import { Placement } from '../../src/controls/subjects/subject';
import { Family } from '../../src/controls/vocabulary';
import { requirement } from '../../src/engine/compiled-controls';
import { Filler } from '../../src/engine/fill';
import { Finding } from '../../src/engine/finding';
import { Judge } from '../../src/engine/judge';
import { Manifest } from '../../src/objects/manifest';
import { isObject } from '../../src/objects/pointer';
import { SecurityProfile } from '../../src/profile/security-profile';

const judged = (profile: SecurityProfile) => (manifest: Manifest) => ({ manifest, profile, origin: {}, waivers: [] });

const findings = (control: Control, profile: SecurityProfile, { manifests }: Placement, evidence?: Evidence): Finding[] =>
  new Judge([control], evidence).findings(manifests.map(judged(profile)));

const hasAbsentCase = (control: Control): boolean => control.absent !== 'not-applicable';
const examplesOf = (control: Control, verdict: 'good' | 'bad'): readonly Example[] =>
  (control.absent === verdict ? [UNSET, ...control.examples[verdict]] : control.examples[verdict]);

const cases = (control: Control, verdict: 'good' | 'bad') => examplesOf(control, verdict)
  .flatMap((example) => placements(control, example).map((placement) => ({ name: `${example.shows} in ${placement.where}`, example, placement })));

/** An example in one place, with the verdict of the control as it stands. */
interface Verified {
  readonly profile: SecurityProfile;
  readonly placement: Placement;
  /** Which of the places of its example. Those that come first are asked first of all examples, since any will do to tell most mutants. */
  readonly place: number;
  readonly passes: boolean;
}

/** Every expression that the profiles of the examples make of a control, with the examples that it is about. */
function expressionsOf(control: Control): { readonly expression: Expression; readonly verified: readonly Verified[] }[] {
  const found = new Map<string, { expression: Expression; verified: Verified[] }>();
  for (const example of [...examplesOf(control, 'good'), ...examplesOf(control, 'bad')]) {
    const profile = profileOf(control, example);
    const expression = requirement(control, profile)!;
    const key = JSON.stringify(expression);
    const group = found.get(key) ?? { expression, verified: [] };
    found.set(key, group);
    group.verified.push(...placements(control, example).map((placement, place) => (
      { profile, placement, place, passes: findings(control, profile, placement).length === 0 })));
  }
  found.forEach(({ verified }) => verified.sort((one, other) => one.place - other.place));
  return [...found.values()];
}

/** Whether no example tells the mutant from the control. */
function survives(control: Control, { expression }: Mutant, verified: readonly Verified[]): boolean {
  const changed = { ...control, require: expression, revisions: undefined } as Control;
  return verified.every(({ profile, placement, passes }) => (findings(changed, profile, placement).length === 0) === passes);
}

/** The clauses that could be taken out of a control. Where profiles share one, the examples of any of them may need it. */
function unneededClauses(control: Control): string[] {
  const unneeded = new Map<string, boolean>();
  for (const { expression, verified } of expressionsOf(control)) {
    const seen = new Map<string, number>();
    for (const mutant of mutants(expression)) {
      const times = (seen.get(mutant.removed) ?? 0) + 1;
      seen.set(mutant.removed, times);
      const clause = `${mutant.removed} (${times})`;
      unneeded.set(clause, (unneeded.get(clause) ?? true) && survives(control, mutant, verified));
    }
  }
  return [...unneeded].flatMap(([clause, isUnneeded]) => (isUnneeded ? [clause] : []));
}

/** States what holds for every control of a family. */
export function describeLaws(family: Family): void {
  CATALOGUE.filter((control) => control.family === family).forEach((control) => describe(control.id, () => describeControl(control)));
}

/** States what holds for a control. */
export function describeControl(control: Control): void {
  test('has good and bad examples', () => {
    expect(['good', 'bad', 'not-applicable']).toContain(control.absent);
    expect(examplesOf(control, 'good').length).toBeGreaterThan(0);
    expect(examplesOf(control, 'bad').length).toBeGreaterThan(0);
  });

  test.each(cases(control, 'good'))('accepts $name', ({ example, placement }) => {
    expect(findings(control, profileOf(control, example), placement, example.evidence)).toEqual([]);
  });

  test.each(cases(control, 'bad'))('rejects $name', ({ example, placement }) => {
    const found = findings(control, profileOf(control, example), placement, example.evidence);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ outcome }) => outcome === 'violation')).toBe(true);
  });

  if (control.harden) hardeningLaws(control);
  if ('require' in control) expressionLaws(control);
  else if (control.id in MESSAGES) messageLaws(control);

  test('is stated by an admission policy, or says why it cannot be', () => {
    const because = notEnforcedBecause(control);
    if (because === undefined) expect(statedIn(control)).not.toEqual([]);
    else expect(because).toMatch(/^[a-z`].*[^.]$/);
  });

  test('says why and how to fix in the house style', () => {
    expect(control.why).toMatch(/^[^A-Z\s].*[^.]$|^[A-Z]{2,}.*[^.]$/s);
    for (const fix of [control.fix.code, control.fix.yaml]) {
      expect(fix).toMatch(/^[^A-Z\s].*[^.]$|^[A-Z]{2,}.*[^.]$/s);
      expect(fix).not.toMatch(/\bYAML\b/); // each is read without the other
    }
    expect(control.fix.code).not.toMatch(/\w\((?!\))|\{|=>/); // names, which read the same in Python, Java and Go; no syntax of TypeScript
    expect(`${control.why} ${control.fix.code} ${control.fix.yaml}`).not.toMatch(/best practice|should be secure|ensure that/i);
    expect(control.references.length).toBeGreaterThan(0);
  });
}

/** The policies that state a control, under the profile of any example. */
const statedIn = (control: Control): readonly string[] => [...examplesOf(control, 'good'), ...examplesOf(control, 'bad')]
  .flatMap((example) => admissionPolicies([control], profileOf(control, example), 'deny').policies.map(({ metadata: { name } }) => name));

function hardeningLaws(control: Control): void {
  if (hasAbsentCase(control)) {
    test.each(placements(control, UNSET))('its own hardening makes the absent field good in $where', (placement) => {
      const profile = profileOf(control, UNSET);
      const manifests = structuredClone(placement.manifests) as Manifest[];
      manifests.forEach((manifest) => new Filler([control]).fill(manifest, profile));
      expect(findings(control, profile, { ...placement, manifests })).toEqual([]);
    });
  }

  test.each([...cases(control, 'good'), ...cases(control, 'bad')])('hardening changes no explicit value: $name', ({ example, placement }) => {
    const filled = structuredClone(placement.manifests) as Manifest[];
    filled.forEach((manifest) => new Filler([control]).fill(manifest, profileOf(control, example)));
    placement.manifests.forEach((before, i) => expect(withoutAddedItems(filled[i], before)).toMatchObject(before as object));
    const again = structuredClone(filled);
    expect(again.flatMap((manifest) => new Filler([control]).fill(manifest, profileOf(control, example)))).toEqual([]);
  });
}

/** A hardened value without the items that a control may add to the end of some lists. */
function withoutAddedItems(after: unknown, before: unknown, pointer = ''): unknown {
  if (Array.isArray(after) && Array.isArray(before)) {
    const mayGrow = EXTENDED_LISTS.some((list) => pointer.endsWith(list));
    return after.slice(0, mayGrow ? before.length : undefined).map((item, i) => withoutAddedItems(item, before[i], `${pointer}/${i}`));
  }
  if (!isObject(after) || !isObject(before)) return after;
  return Object.fromEntries(Object.entries(after).map(([key, value]) => [key, withoutAddedItems(value, before[key], `${pointer}/${key}`)]));
}

/** The one explicit list that hardening may add to; and lists of flags, to which a flag is added that is not in them. */
const EXTENDED_LISTS = ['/securityContext/capabilities/drop', '/command', '/args', '/extraArgs'];

function expressionLaws(control: Control): void {
  const policyCases = control.subject.cel ? [...cases(control, 'good'), ...cases(control, 'bad')] : []; // no policy reaches the other subjects
  policyCases.forEach(({ name, example, placement }) => test(`CEL agrees on ${name}`, () => {
    const profile = profileOf(control, example);
    const expression = requirement(control, profile)!;
    const [manifest] = placement.manifests;
    expect(celVerdict(control, expression, manifest)).toBe(findings(control, profile, placement).length === 0);
  }));

  test('every clause is needed by an example', () => {
    expect(unneededClauses(control)).toEqual([]);
  });
}

function messageLaws(control: Control): void {
  test('says where each bad example is at fault, and what is wrong', () => {
    const told = control.examples.bad.map((example) => {
      const [placement] = placements(control, example);
      return [example.shows, findings(control, profileOf(control, example), placement, example.evidence).map(({ pointer, message }) => `${pointer}: ${message}`)] as const;
    });
    expect(Object.fromEntries(told)).toEqual(MESSAGES[control.id]);
  });
}
