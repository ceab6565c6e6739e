import * as fs from 'fs';
import * as path from 'path';
import { DataFile, readDataFile } from './data-file';
import { PlainData } from './plain-data';
import { profileFromData } from './profile-data';
import { loadProfileModule } from './profile-module';
import { Terminal } from './terminal';
import { SeverityName } from '../controls/vocabulary';
import { SecurityProfile } from '../profile/security-profile';

/** The file in the working directory that holds what a repository always wants. */
export const SETTINGS_FILE = '.cdk8s-hardened.yaml';

const KEYS = ['profile', 'include', 'exclude', 'waivers', 'failOn', 'baseline'];

/** What a repository always wants. */
export interface Settings {
  readonly profile: SecurityProfile;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** The file whose `waivers` hold; undefined where it has none. */
  readonly waivers?: DataFile;
  readonly failOn?: SeverityName;
  readonly baseline?: string;
}

/** What of the settings an option can replace. */
export interface SettingsOptions {
  readonly config?: string;
  readonly profile?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** The settings of the file that is named, or of the working directory; the defaults where there is none. Options win. */
export async function readSettings({ config, profile, include, exclude }: SettingsOptions, terminal: Terminal): Promise<Settings> {
  const file = config ?? (fs.existsSync(SETTINGS_FILE) ? SETTINGS_FILE : undefined);
  if (file === undefined) tellSettingsAbove(terminal);
  const settings = file === undefined ? undefined : await settingsFrom(readDataFile(file), profile === undefined);
  return {
    failOn: settings?.failOn,
    baseline: settings?.baseline,
    waivers: settings?.waivers,
    profile: profile === undefined ? settings?.profile ?? SecurityProfile.restricted() : await readProfile(profile),
    include: include ?? settings?.include ?? [],
    exclude: exclude ?? settings?.exclude ?? [],
  };
}

async function settingsFrom(source: DataFile, needsProfile: boolean): Promise<Partial<Settings>> {
  const { file, value } = source;
  const data = PlainData.of(value ?? {}, file, KEYS);
  const folder = path.dirname(file);
  const baseline = data.text('baseline');
  return {
    profile: needsProfile ? await profileOf(data.raw('profile'), file, folder) : undefined,
    include: data.texts('include'),
    exclude: data.texts('exclude'),
    waivers: data.has('waivers') ? source : undefined,
    failOn: data.oneOf('failOn', ['error', 'warning'] as const),
    baseline: baseline === undefined ? undefined : path.join(folder, baseline),
  };
}

async function profileOf(value: unknown, at: string, folder: string): Promise<SecurityProfile | undefined> {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? readProfile(path.join(folder, value)) : profileFromData(value, `${at}.profile`);
}

/** A profile from a YAML or JSON file, or from a JavaScript module. */
async function readProfile(file: string): Promise<SecurityProfile> {
  return /\.[cm]?js$/.test(file) ? loadProfileModule(file) : profileFromData(readDataFile(file).value ?? {}, file);
}

/** Patterns and paths of settings are relative to their folder, so those of a folder above cannot be taken; that must not go unnoticed. */
function tellSettingsAbove(terminal: Terminal): void {
  for (let folder = path.resolve('.'); !fs.existsSync(path.join(folder, '.git')) && path.dirname(folder) !== folder;) {
    folder = path.dirname(folder);
    const above = path.join(folder, SETTINGS_FILE);
    if (fs.existsSync(above)) {
      terminal.say(`note: ${path.relative('.', above)} holds for its own folder and is not used here; run the command there, or pass --config`);
      return;
    }
  }
}
