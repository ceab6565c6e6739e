import { CATALOGUE } from '../controls';
import { Control, notEnforceable } from '../controls/control';
import { Example } from '../controls/example';
import { Site } from '../controls/site';
import { SUBJECTS } from '../controls/subjects';
import { CustomControlId } from '../controls/vocabulary';
import { getOrInsert } from '../objects/remembered';
import { ControlSubject, CustomControl } from '../profile/custom-control';
import { SecurityProfile } from '../profile/security-profile';
import { Severity } from '../profile/severity';

/** The controls that take part under some profiles: the catalogue, then those that the profiles bring. */
export function controlsOf(profiles: Iterable<SecurityProfile>): readonly Control[] {
  const custom = new Set([...profiles].flatMap(customControlsOf).map(controlOf));
  return custom.size === 0 ? CATALOGUE : [...CATALOGUE, ...custom];
}

/** A profile may come from a module with another version of this package, which had none. */
export const customControlsOf = (profile: SecurityProfile): readonly CustomControl[] => (profile as Partial<SecurityProfile>).customControls ?? [];

const controls = new WeakMap<CustomControl, Control>();

/** A custom control in the form of the catalogue. */
export function controlOf(custom: CustomControl): Control {
  return getOrInsert(controls, custom, () => {
    const { title, why, fix, severity = Severity.WARNING, subject = ControlSubject.OBJECT, kinds, references = [] } = custom.props;
    return {
      id: custom.id as CustomControlId, family: 'custom', standard: 'own', aliases: [], waivable: true, optIn: false, absent: 'not-applicable', custom,
      severity, title, why, fix: { code: fix, yaml: fix }, references, kinds, subject: SUBJECTS[subject],
      examples: { good: examplesOf(custom.props.accepted), bad: examplesOf(custom.props.rejected) },
      inspect: (value: unknown) => sitesOf(custom, value),
      admission: notEnforceable('a function of its own decides, which the API server cannot run'),
    };
  });
}

const examplesOf = (subjects: { readonly [shows: string]: unknown } = {}): Example[] =>
  Object.entries(subjects).map(([shows, subject]) => ({ shows, subject }));

/** What the rule finds in a subject. A rule that fails or answers with something else has not decided. */
export function sitesOf({ id, props }: CustomControl, subject: unknown): readonly Site[] {
  const undecided = (message: string): readonly Site[] => [{ pointer: '', message: `control ${id} could not decide: ${message}`, undecided: true }];
  let found: unknown;
  try {
    found = props.rule.violations(JSON.parse(JSON.stringify(subject)));
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : 'it threw something that is no error').split('\n');
    return undecided(`its rule failed: ${reason}`);
  }
  if (!Array.isArray(found)) return undecided('its rule returned no list of violations');
  const sites = found.map(siteOf);
  return sites.every((site) => site !== undefined) ? sites : undecided('its rule returned a violation without message, or with a pointer that is none');
}

function siteOf(violation: unknown): Site | undefined {
  const { message, pointer = '' } = (violation ?? {}) as { readonly message?: unknown; readonly pointer?: unknown };
  if (typeof message !== 'string' || message.trim() === '' || typeof pointer !== 'string' || !/^(\/.*)?$/s.test(pointer)) return undefined;
  return { pointer, message };
}

/** What is wrong with the examples of a control: accepted ones that its rule finds fault with, and rejected ones that it finds none with. */
export function wrongExamples(custom: CustomControl): string[] {
  const { id, examples: { good, bad } } = controlOf(custom);
  if (good.length === 0 || bad.length === 0) throw new Error(`cannot test control "${id}": it needs examples of both kinds; pass \`accepted\` and \`rejected\``);
  const verdicts = (examples: readonly Example[]) => examples.map(({ shows, subject }) => {
    const sites = sitesOf(custom, subject);
    return { shows, isRejected: sites.some(({ undecided }) => !undecided), says: sites.map(({ message }) => message).join(', ') };
  });
  return [
    ...verdicts(good).filter(({ says }) => says !== '').map(({ shows, says }) => `"${shows}" is to be accepted, and ${id} says: ${says}`),
    ...verdicts(bad).filter(({ isRejected }) => !isRejected)
      .map(({ shows, says }) => `"${shows}" is to be rejected, and ${id} ${says === '' ? 'finds nothing' : `says: ${says}`}`),
  ];
}
