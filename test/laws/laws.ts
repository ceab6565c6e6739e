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
import { getOrInsert, once } from '../../src/objects/remembered';
import { SecurityProfile } from '../../src/profile/security-profile';

/** An example of a control, in every place where it must have the verdict that it claims. */
interface Case {
  readonly shows: string;
  readonly profile: SecurityProfile;
  readonly placements: readonly Placement[];
  /** What the control finds in each place. */
  readonly found: () => readonly (readonly Finding[])[];
}

const found = (control: Control, profile: SecurityProfile, evidence?: Evidence): ((placement: Pick<Placement, 'manifests'>) => Finding[]) => {
  const judge = new Judge([control], evidence);
  return ({ manifests }) => judge.findings(manifests.map((manifest) => ({ manifest, profile, origin: {}, waivers: [] })));
};

const known = new WeakMap<Control, Map<Example, Case>>();
const casesOf = (control: Control): Map<Example, Case> => getOrInsert(known, control, () => new Map<Example, Case>());

/** Made once for all laws: the examples of all controls stand in ten thousand places. */
const caseOf = (control: Control) => (example: Example): Case => getOrInsert(casesOf(control), example, () => {
  const profile = profileOf(control, example);
  const places = placements(control, example);
  return { shows: example.shows, profile, placements: places, found: once(() => places.map(found(control, profile, example.evidence))) };
});

const hasAbsentCase = (control: Control): boolean => control.absent !== 'not-applicable';
const cases = (control: Control, verdict: 'good' | 'bad'): readonly Case[] =>
  [...(control.absent === verdict ? [UNSET] : []), ...control.examples[verdict]].map(caseOf(control));
const allCases = (control: Control): readonly Case[] => [...cases(control, 'good'), ...cases(control, 'bad')];

/** The places of an example where something holds of what the control finds. */
const placesWhere = ({ placements: places, found: findings }: Case, isSo: (findings: readonly Finding[], place: Placement) => boolean): string[] =>
  places.filter((place, i) => isSo(findings()[i], place)).map(({ where }) => where);

/** An example in one place, with the verdict of the control as it stands. */
interface Verified {
  readonly profile: SecurityProfile;
  readonly placement: Placement;
  /** Which of the places of its example. The first ones of all examples come first, since any will do to tell most mutants. */
  readonly place: number;
  readonly passes: boolean;
}

/** Every expression that the profiles of the examples make of a control, with the examples that it is about. */
function expressionsOf(control: Control): { readonly expression: Expression; readonly verified: readonly Verified[] }[] {
  const groups = new Map<string, { expression: Expression; verified: Verified[] }>();
  for (const one of allCases(control)) {
    const expression = requirement(control, one.profile)!;
    const { verified } = getOrInsert(groups, JSON.stringify(expression), () => ({ expression, verified: [] }));
    verified.push(...one.placements.map((placement, place) => ({ profile: one.profile, placement, place, passes: one.found()[place].length === 0 })));
  }
  groups.forEach(({ verified }) => verified.sort((one, other) => one.place - other.place));
  return [...groups.values()];
}

/** Whether no example tells the mutant from the control. Those come first that the mutant may decide differently: the bad ones where it holds more often. */
function survives(control: Control, { expression, holds }: Mutant, verified: readonly Verified[]): boolean {
  const judge = new Judge([{ ...control, require: expression, revisions: undefined } as Control]);
  const isFine = ({ profile, placement: { manifests } }: Verified): boolean => judge
    .lazyFindingsByObject(manifests.map((manifest) => ({ manifest, profile, origin: {}, waivers: [] }))).every((findings) => findings.length === 0);
  const likely = verified.filter(({ passes }) => passes === (holds === 'less'));
  const others = verified.filter(({ passes }) => passes === (holds === 'more'));
  return [likely, others].every((list) => list.every((one) => isFine(one) === one.passes));
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
  test('has good and bad examples, each in some place', () => {
    expect(['good', 'bad', 'not-applicable']).toContain(control.absent);
    expect(cases(control, 'good').length).toBeGreaterThan(0);
    expect(cases(control, 'bad').length).toBeGreaterThan(0);
    const written = [...control.examples.good, ...control.examples.bad].map(caseOf(control));
    expect(written.filter(({ placements: places }) => places.length === 0).map(({ shows }) => shows)).toEqual([]);
  });

  test.each(cases(control, 'good'))('accepts $shows', (one) => {
    const said = one.found().flatMap((findings, i) => findings.map(({ outcome, pointer, message }) => (
      `${one.placements[i].where}: ${outcome} ${pointer}: ${message}`)));
    expect(said).toEqual([]);
  });

  test.each(cases(control, 'bad'))('rejects $shows', (one) => {
    expect(placesWhere(one, (findings) => findings.length === 0)).toEqual([]);
    expect(placesWhere(one, (findings) => findings.some(({ outcome }) => outcome !== 'violation'))).toEqual([]);
  });

  if (control.harden) hardeningLaws(control);
  if ('require' in control) expressionLaws(control);
  else if (control.id in MESSAGES) messageLaws(control);

  test('is stated by an admission policy, or says why it cannot be', () => {
    const because = notEnforcedBecause(control);
    if (because === undefined) expect(isStated(control)).toBe(true);
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

/** Whether a policy states a control, under the profile of any example. */
const isStated = (control: Control): boolean => allCases(control)
  .some(({ profile }) => admissionPolicies([control], profile, 'deny').policies.length > 0);

function hardeningLaws(control: Control): void {
  const filler = new Filler([control]);
  const hardened = ({ manifests }: Placement, profile: SecurityProfile): Manifest[] => {
    const copies = structuredClone(manifests) as Manifest[];
    copies.forEach((manifest) => filler.fill(manifest, profile));
    return copies;
  };

  if (hasAbsentCase(control)) {
    test('its own hardening makes the absent field good', () => {
      const { profile, placements: places } = caseOf(control)(UNSET);
      const bad = places.filter((place) => found(control, profile)({ manifests: hardened(place, profile) }).length > 0);
      expect(bad.map(({ where }) => where)).toEqual([]);
    });
  }

  test.each(allCases(control))('hardening changes no explicit value of $shows, and nothing a second time', ({ profile, placements: places }) => {
    const all = places.map((place) => ({ where: place.where, before: place.manifests, filled: hardened(place, profile) }));
    const changes = all.flatMap(({ where, before, filled }) => explicitChanges(filled, before).map((pointer) => `${where}: ${pointer}`));
    expect(changes).toEqual([]);
    const again = all.flatMap(({ where, filled }) => filled.flatMap((manifest) => filler.fill(manifest, profile)).map(({ pointer }) => `${where}: ${pointer}`));
    expect(again).toEqual([]);
  });
}

/** Where hardening changed a value that was there. New keys of objects are no change, nor are items that a control may add to the end of some lists. */
function explicitChanges(after: unknown, before: unknown, pointer = ''): readonly string[] {
  if (Array.isArray(after) && Array.isArray(before)) {
    const mayGrow = EXTENDED_LISTS.some((list) => pointer.endsWith(list));
    const isWhole = mayGrow ? after.length >= before.length : after.length === before.length;
    return isWhole ? before.flatMap((item, i) => explicitChanges(after[i], item, `${pointer}/${i}`)) : [pointer];
  }
  if (!isObject(after) || !isObject(before)) return Object.is(after, before) ? [] : [pointer];
  return Object.keys(before).flatMap((key) => explicitChanges(after[key], before[key], `${pointer}/${key}`));
}

/** The one explicit list that hardening may add to; and lists of flags, to which a flag is added that is not in them. */
const EXTENDED_LISTS = ['/securityContext/capabilities/drop', '/command', '/args', '/extraArgs'];

function expressionLaws(control: Control): void {
  if (control.subject.cel) {
    test.each(allCases(control))('CEL agrees on $shows', (one) => {
      const expression = requirement(control, one.profile)!;
      const differs = (findings: readonly Finding[], { manifests: [manifest] }: Placement): boolean =>
        celVerdict(control, expression, manifest) !== (findings.length === 0);
      expect(placesWhere(one, differs)).toEqual([]);
    });
  }

  test('every clause is needed by an example', () => {
    expect(unneededClauses(control)).toEqual([]);
  });
}

function messageLaws(control: Control): void {
  test('says where each bad example is at fault, and what is wrong', () => {
    const told = control.examples.bad.map(caseOf(control)).map(({ shows, found: findings }) => (
      [shows, findings()[0].map(({ pointer, message }) => `${pointer}: ${message}`)] as const));
    expect(Object.fromEntries(told)).toEqual(MESSAGES[control.id]);
  });
}
