import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Manifest } from '../../src/objects/manifest';
import { PodSecurityLevel } from '../../src/profile/pod-security-level';
import { moduleFolder } from '../go-module';

/** The release whose checks the controls state. */
export const RELEASE = 'v0.37.2';

/** One pod that Kubernetes itself tests its checks with. */
export interface Fixture {
  readonly level: PodSecurityLevel;
  readonly version: string;
  readonly minor: number;
  readonly passes: boolean;
  /** The check that the file is about, in lower case. */
  readonly about: string;
  readonly file: string;
  readonly manifest: Manifest;
}

let folder: string | undefined;

/** Where the fixtures of the release are; downloads the module where it is not there yet. */
export function fixturesFolder(): string {
  folder ??= join(moduleFolder('k8s.io/pod-security-admission', RELEASE), 'test', 'testdata');
  return folder;
}

/** All fixtures of the release, by level, version, verdict and name. */
export function upstreamFixtures(): Fixture[] {
  const root = fixturesFolder();
  const folders = [PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED]
    .flatMap((level) => readdirSync(join(root, level)).flatMap((version) => ['pass', 'fail'].map((verdict) => ({ level, version, verdict }))));
  return folders.flatMap(({ level, version, verdict }) => readdirSync(join(root, level, version, verdict)).sort().map((file) => ({
    level, version, minor: Number(version.split('.')[1]), passes: verdict === 'pass', about: file.replace(/\d+\.yaml$|\.yaml$/, ''),
    file: `${level}/${version}/${verdict}/${file}`, manifest: parse(readFileSync(join(root, level, version, verdict, file), 'utf8')) as Manifest,
  })));
}
