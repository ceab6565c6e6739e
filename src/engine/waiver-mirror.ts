import { Waiver } from './waiver';
import { Control } from '../controls/control';
import { plainText } from '../objects/plain-text';

/** The scanners that read exceptions from annotations. */
export type Scanner = 'kube-linter' | 'kube-score' | 'checkov' | 'polaris' | 'kubescape';

/** A waiver that other scanners shall see. */
export interface MirroredWaiver {
  readonly waiver: Waiver;
  readonly scanners: readonly Scanner[];
}

type Annotations = Readonly<Record<string, unknown>>;

/** What would be written for one check of one scanner. */
interface Exemption { readonly check: string; readonly reason: string }

/** The one scanner whose annotations end. */
const ENDING: Scanner = 'kubescape';

/** What keeps a waiver from being shown to scanners; undefined where nothing does. */
export function mirrorProblem({ target, expires }: Omit<Waiver, 'control'>, scanners: readonly Scanner[]): string | undefined {
  if (scanners.length === 0) return undefined;
  if (target) return `no scanner can limit an exception to ${target.type} "${target.name}"`;
  const endless = expires === undefined ? [] : scanners.filter((scanner) => scanner !== ENDING);
  return endless.length === 0 ? undefined : `an exception for ${endless.join(', ')} cannot end, and this waiver does on ${expires}`;
}

/** Those scanners that have no check for a control, so that nothing could be shown to them. */
export function scannersWithout(control: Pick<Control, 'frameworks'>, scanners: readonly Scanner[]): Scanner[] {
  return scanners.filter((scanner) => checksOf(scanner, control).length === 0);
}

/**
 * The annotations by which scanners make the same exceptions. A check that several controls share is exempted once all of them are waived, lest it
 * hides more than was agreed. What the object says already stays.
 *
 * @param controls the controls that apply to the object
 * @param existing the annotations of the object
 */
export function mirrorAnnotations(mirrored: readonly MirroredWaiver[], controls: readonly Control[], existing: Annotations): Record<string, string> {
  const scanners = (Object.keys(WRITERS) as Scanner[]).filter((scanner) => mirrored.some((one) => one.scanners.includes(scanner)));
  return Object.assign({}, ...scanners.map((scanner) => {
    const waivers = mirrored.filter((one) => one.scanners.includes(scanner) && !mirrorProblem(one.waiver, [scanner])).map(({ waiver }) => waiver);
    const exemptions = exemptionsOf(scanner, waivers, controls);
    return exemptions.length === 0 ? {} : WRITERS[scanner](exemptions, existing, waivers);
  })) as Record<string, string>;
}

function exemptionsOf(scanner: Scanner, waivers: readonly Waiver[], controls: readonly Control[]): Exemption[] {
  const checks = controls.flatMap((control) => {
    const waiver = waivers.find((one) => one.control === control.id);
    return checksOf(scanner, control).map((check) => ({ check, waiver }));
  });
  return [...new Set(checks.map(({ check }) => check))].sort().flatMap((check) => {
    const sharing = checks.filter((one) => one.check === check || EXEMPTED_WITH[`${scanner}:${check}`] === one.check);
    const reasons = sharing.flatMap(({ waiver }) => waiver?.reason.trim() ?? []);
    return reasons.length < sharing.length ? [] : [{ check, reason: [...new Set(reasons)].join('; ') }];
  });
}

/** kube-score exempts the second with the first. https://github.com/zegl/kube-score/blob/master/README_CHECKS.md */
const EXEMPTED_WITH: Readonly<Record<string, string>> = { 'kube-score:container-resources': 'container-ephemeral-storage-request-and-limit' };

const checksOf = (scanner: Scanner, { frameworks = [] }: Pick<Control, 'frameworks'>): string[] =>
  frameworks.filter((id) => id.startsWith(`${scanner}:`)).map((id) => id.slice(scanner.length + 1));

type Writer = (exemptions: readonly Exemption[], existing: Annotations, waivers: readonly Waiver[]) => Record<string, string>;

const listIn = (value: unknown): string[] => (typeof value === 'string' ? value.split(',').map((one) => one.trim()).filter((one) => one !== '') : []);

const absent = (entries: readonly (readonly [string, string])[], existing: Annotations): Record<string, string> =>
  Object.fromEntries(entries.filter(([key]) => !Object.hasOwn(existing, key)));

const WRITERS: Readonly<Record<Scanner, Writer>> = {
  'kube-linter': (exemptions, existing) => absent(exemptions.map(({ check, reason }) => [`ignore-check.kube-linter.io/${check}`, reason]), existing),
  'kube-score': (exemptions, existing) => {
    const key = 'kube-score/ignore';
    return { [key]: [...new Set([...listIn(existing[key]), ...exemptions.map(({ check }) => check)])].join(',') };
  },
  'checkov': (exemptions, existing) => {
    const taken = Object.entries(existing).filter(([key]) => key.startsWith('checkov.io/skip'));
    const skipped = taken.map(([, value]) => plainText(value).split('=')[0]);
    const free = Array.from({ length: taken.length + exemptions.length }, (_, i) => `checkov.io/skip${i + 1}`).filter((key) => !Object.hasOwn(existing, key));
    return Object.fromEntries(exemptions.filter(({ check }) => !skipped.includes(check)).map(({ check, reason }, i) => [free[i], `${check}=${reason}`]));
  },
  'polaris': (exemptions, existing) => absent(exemptions.map(({ check }) => [`polaris.fairwinds.com/${check}-exempt`, 'true']), existing),
  'kubescape': (exemptions, existing, waivers) => {
    if (Object.hasOwn(existing, 'kubescape.io/skip-controls')) return {}; // its reason and its end are not ours
    const [ends] = waivers.flatMap(({ expires }) => expires ?? []).sort();
    return {
      'kubescape.io/skip-controls': exemptions.map(({ check }) => check).join(','),
      'kubescape.io/skip-reason': [...new Set(exemptions.map(({ reason }) => reason))].join('; '),
      ...(ends === undefined ? {} : { 'kubescape.io/skip-expiry': `${ends}T23:59:59Z` }),
    };
  },
};
