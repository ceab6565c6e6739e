import * as fs from 'fs';
import * as path from 'path';
import { DataFile, readDataFile } from './data-file';
import { rejectExcuses } from './excuses';
import { UsageError } from './exit-code';
import { Exported, loadExport } from './module-export';
import { PlainData } from './plain-data';
import { profileFromData } from './profile-data';
import { rolloutFromData } from './rollout-data';
import { ScanSettings, scanSettingsFrom } from './scan-settings';
import { Terminal } from './terminal';
import { SeverityName } from '../controls/vocabulary';
import { customControlsOf } from '../engine/custom-controls';
import { readWaiverFile, WaiverFile } from '../engine/waiver-file';
import { AdmissionRollout } from '../profile/admission-rollout';
import { CustomControl } from '../profile/custom-control';
import { SecurityProfile } from '../profile/security-profile';
import { shellWord } from '../sources/files';

/** The file in the working directory that holds the settings of a repository. */
export const SETTINGS_FILE = '.cdk8s-hardened.yaml';

const KEYS = ['profile', 'admissionRollout', 'include', 'exclude', 'waivers', 'failOn', 'baseline', 'crds', 'scans'];

/** The settings of a repository. */
export interface Settings {
  readonly profile: SecurityProfile;
  readonly rollout: AdmissionRollout;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** The file whose `waivers` hold; undefined where it has none. */
  readonly waivers?: DataFile;
  readonly failOn?: SeverityName;
  readonly baseline?: string;
  /** Files and folders of CustomResourceDefinitions. */
  readonly crds: readonly string[];
  /** Reports of scanners, and what of them fails; undefined where it has none. */
  readonly scans?: ScanSettings;
}

/** What of the settings an option can replace. */
export interface SettingsOptions {
  /** False where only what the caller names may excuse findings. */
  readonly inlineWaivers?: boolean;
  readonly config?: string;
  readonly profile?: string;
  readonly rollout?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly crds?: readonly string[];
  /** Those of a program that calls the command line; no option names them. */
  readonly customControls?: readonly CustomControl[];
}

/** The settings of the file that is named, or of the working directory; the defaults where there is none. Options win. */
export async function readSettings(options: SettingsOptions, terminal: Terminal): Promise<Settings> {
  const { config, profile, rollout, include, exclude, crds, inlineWaivers } = options;
  const file = config ?? (fs.existsSync(SETTINGS_FILE) ? SETTINGS_FILE : undefined);
  if (file === undefined) tellSettingsAbove(terminal);
  const needed = { profile: profile === undefined, rollout: rollout === undefined };
  const source = file === undefined ? undefined : readDataFile(file);
  if (source && config === undefined && inlineWaivers === false) rejectExcuses(source, profile !== undefined);
  const settings = source && await settingsFrom(source, { ...needed, code: config !== undefined });
  return {
    failOn: settings?.failOn,
    baseline: settings?.baseline,
    waivers: settings?.waivers,
    profile: withControls(profile === undefined ? settings?.profile : await PROFILE.read(profile), options.customControls),
    rollout: rollout === undefined ? settings?.rollout ?? AdmissionRollout.of() : await ROLLOUT.read(rollout),
    include: include ?? settings?.include ?? [],
    exclude: exclude ?? settings?.exclude ?? [],
    crds: crds ?? settings?.crds ?? [],
    scans: settings?.scans,
  };
}

/** A profile, the default where there is none, with controls beside those that it brings. */
function withControls(profile = SecurityProfile.restricted(), customControls: readonly CustomControl[] = []): SecurityProfile {
  if (customControls.length === 0) return profile;
  try {
    return profile.extend({ customControls: [...customControlsOf(profile), ...customControls] });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The list of waivers in a file of settings. */
export const waiversIn = ({ value }: DataFile): unknown => (value as Record<string, unknown>).waivers;

/** The waivers that the settings bring. */
export const waiverFileOf = ({ waivers }: Settings): WaiverFile => readWaiverFile(waivers === undefined ? [] : waiversIn(waivers), waivers?.file);

/** The words of a command that is about the same files under the same settings. */
export function callText(paths: readonly string[], { profile, config, include = [], exclude = [] }: SettingsOptions): string {
  const named = { profile: [profile], config: [config], include, exclude };
  const options = Object.entries(named).flatMap(([name, values]) => values.flatMap((value) => (value === undefined ? [] : [`--${name}`, value])));
  return [...options, ...paths].map(shellWord).join(' ');
}

/** The parts of the settings that no option replaces. */
interface Needed {
  readonly profile: boolean;
  readonly rollout: boolean;
  /** Whether modules may be loaded: who judges a repository does not want to run what is in it. */
  readonly code: boolean;
}

async function settingsFrom(source: DataFile, needs: Needed): Promise<Partial<Settings>> {
  const { file, value } = source;
  const data = PlainData.of(value ?? {}, file, KEYS);
  const folder = path.dirname(file);
  const baseline = data.text('baseline');
  return {
    profile: needs.profile ? await PROFILE.within(data.raw('profile'), { at: `${file}.profile`, folder, mayRun: needs.code }) : undefined,
    rollout: needs.rollout ? await ROLLOUT.within(data.raw('admissionRollout'), { at: `${file}.admissionRollout`, folder, mayRun: needs.code }) : undefined,
    include: data.texts('include'),
    exclude: data.texts('exclude'),
    waivers: data.has('waivers') ? source : undefined,
    failOn: data.oneOf('failOn', ['error', 'warning'] as const),
    baseline: baseline === undefined ? undefined : path.join(folder, baseline),
    crds: data.texts('crds')?.map((one) => path.join(folder, one)),
    scans: scanSettingsFrom(data, file),
  };
}

const isModule = (file: string): boolean => /\.[cm]?js$/.test(file);

/** Where a part of the settings stands, and whether it may name a module. */
interface Within { readonly at: string; readonly folder: string; readonly mayRun: boolean }

/** A part of the settings that may also be in a file of its own, in YAML, in JSON or exported by a JavaScript module. */
class OwnFile<T> {
  constructor(private readonly fromData: (value: unknown, at: string) => T, private readonly exported: Exported<T>) {}

  /** From the settings: the part itself, or the path of its file. */
  public async within(value: unknown, { at, folder, mayRun }: Within): Promise<T | undefined> {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') return this.fromData(value, at);
    if (isModule(value) && !mayRun) {
      throw new UsageError(`${at} names the JavaScript module "${value}", and settings that nobody named run no code; `
        + `where you trust it, pass \`--config ${SETTINGS_FILE}\``);
    }
    return this.read(path.join(folder, value));
  }

  public async read(file: string): Promise<T> {
    return isModule(file) ? loadExport(file, this.exported) : this.fromData(readDataFile(file).value ?? {}, file);
  }
}

const has = (value: unknown, ...members: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && members.every((member) => member in value);

const PROFILE = new OwnFile(profileFromData, {
  name: 'profile',
  example: 'SecurityProfile.restricted({ … })',
  is: (value): value is SecurityProfile => has(value, 'kubernetesMinor', 'podSecurityLevel', 'strictSeverities'),
});

const ROLLOUT = new OwnFile(rolloutFromData, {
  name: 'rollout',
  example: 'AdmissionRollout.of({ … })',
  is: (value): value is AdmissionRollout => has(value, 'warnNamespaces', 'exemptNamespaces', 'waivers'),
});

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
