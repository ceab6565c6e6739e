import * as fs from 'fs';
import * as path from 'path';
import { PlainData } from './plain-data';
import { profileFromData } from './profile-data';
import { UsageError } from './usage-error';
import { readDataFile } from './data-file';
import { SeverityName } from '../controls/vocabulary';
import { SecurityProfile } from '../profile/security-profile';

/** The file in the folder of the call that holds what a repository always wants. */
export const SETTINGS_FILE = '.cdk8s-hardened.yaml';

const KEYS = ['profile', 'include', 'exclude', 'waivers', 'failOn', 'baseline'];

/** What a repository always wants. */
export interface Settings {
  /** Where they stand; undefined for the defaults. */
  readonly file?: string;
  readonly profile: SecurityProfile;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Plain data, as the engine reads waivers. */
  readonly waivers?: unknown;
  readonly failOn?: SeverityName;
  readonly baseline?: string;
}

/** The settings of a file, or those of the working directory where no file is named; the defaults where there is none. */
export function readSettings(file?: string): Settings {
  const found = file ?? (fs.existsSync(SETTINGS_FILE) ? SETTINGS_FILE : undefined);
  if (found === undefined) return { profile: SecurityProfile.restricted(), include: [], exclude: [] };
  const data = PlainData.of(readDataFile(found) ?? {}, found, KEYS);
  const folder = path.dirname(found);
  const baseline = data.text('baseline');
  return {
    file: found,
    profile: profileOf(data.raw('profile'), found, folder),
    include: data.texts('include') ?? [],
    exclude: data.texts('exclude') ?? [],
    waivers: data.raw('waivers'),
    failOn: data.oneOf('failOn', ['error', 'warning'] as const),
    baseline: baseline === undefined ? undefined : path.join(folder, baseline),
  };
}

function profileOf(value: unknown, at: string, folder: string): SecurityProfile {
  if (value === undefined || value === null) return SecurityProfile.restricted();
  return typeof value === 'string' ? readProfile(path.join(folder, value)) : profileFromData(value, `${at}.profile`);
}

/** A profile from a YAML or JSON file, or from a JavaScript module that exports a `SecurityProfile` (as `profile`, as default, or as the module). */
export function readProfile(file: string): SecurityProfile {
  return /\.[cm]?js$/.test(file) ? profileOfModule(file) : profileFromData(readDataFile(file), file);
}

function profileOfModule(file: string): SecurityProfile {
  const exported = loadModule(file) as Record<string, unknown>;
  const profile = [exported.profile, exported.default, exported].find(isProfile);
  if (profile) return profile;
  throw new UsageError(`module "${file}" exports no SecurityProfile; write \`exports.profile = SecurityProfile.restricted({ … })\``);
}

function loadModule(file: string): unknown {
  try {
    return require(path.resolve(file));
  } catch (error) {
    throw new UsageError(`cannot load profile module "${file}": ${(error as Error).message}; check its path and what it requires`);
  }
}

/** The module may have its own copy of this package, so what counts is what a profile can do, not its class. */
function isProfile(value: unknown): value is SecurityProfile {
  return typeof value === 'object' && value !== null && 'kubernetesMinor' in value && 'podSecurityLevel' in value && 'strictSeverities' in value;
}
