import { DataFile } from './data-file';
import { UsageError } from './exit-code';
import { coveredVersions } from '../objects/fields/built-in';
import { isObject, valueAt } from '../objects/pointer';

/** What can hide a finding or keep it from failing, and so may not come from the repository that is checked where the caller rules that out. */
const EXCUSING = ['waivers', 'baseline', 'include', 'exclude', 'failOn', 'scans'];

const isStrict = (base: unknown): boolean => base === 'restricted' || base === 'strict';
const minorOf = (version: unknown): number => Number(String(version).split('.')[1]);

/** Decisions of a profile that make findings fewer or milder, by their key, and the values of each that do. */
const WEAKENING: Readonly<Record<string, (value: unknown) => boolean>> = {
  'severities': () => true,
  'base': (base) => !isStrict(base),
  'podSecurityLevel': (level) => level !== 'restricted',
  'customPodSpecs': (kinds) => !isObject(kinds) || Object.values(kinds).some((places) => !Array.isArray(places) || places.length === 0),
  'kubernetesVersion': (version) => !(minorOf(version) >= coveredVersions().first), // an old version lacks what controls demand
  'runAs.platformAssigned': (assigned) => assigned !== false,
  'resources.omitCpuLimit': (omit) => omit !== false,
};

function weakening(profile: unknown): string | undefined {
  if (typeof profile === 'string') return 'profile'; // another file, or a program
  const key = Object.keys(WEAKENING).find((one) => {
    const value = valueAt(profile, `/${one.replaceAll('.', '/')}`);
    return value !== undefined && value !== null && WEAKENING[one](value);
  });
  return key && `profile.${key}`;
}

/**
 * Refuses a settings file that nobody named and that can excuse something.
 *
 * @param isProfileNamed whether another profile holds than that of the file
 */
export function rejectExcuses({ file, value }: DataFile, isProfileNamed: boolean): void {
  const settings = isObject(value) ? value : {};
  const key = EXCUSING.find((one) => settings[one] !== undefined) ?? (isProfileNamed ? undefined : weakening(settings.profile));
  if (key === undefined) return;
  throw new UsageError(`"${file}" was found in the working directory and sets \`${key}\`, which can excuse findings; with --no-inline-waivers only files that `
    + `the caller names may: pass --config ${file} if it is under the review of those who may decide, or remove \`${key}\``);
}
