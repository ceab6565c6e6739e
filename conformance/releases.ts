import { readFileSync } from 'fs';
import { join } from 'path';
import { moduleFolder } from './go-module';

/** One release of Kubernetes, with the folder that its source is in. */
export interface Release { readonly minor: number; readonly folder: string }

const MODULE = 'k8s.io/kubernetes';

/** The newest patch of every minor that the tables cover, oldest first. */
export const KUBERNETES_VERSIONS: readonly string[] = ['v1.34.4', 'v1.35.4', 'v1.36.3', 'v1.37.2'];

/** The releases that the tables are made from; downloads what is not in Go's cache. */
export const releases = (): Release[] => KUBERNETES_VERSIONS.map((version) => ({ minor: Number(version.split('.')[1]), folder: moduleFolder(MODULE, version) }));

/** Flags of the linker that tell a program of Kubernetes which release it is. */
export function versionFlags(version: string): string {
  const [, gitMajor, gitMinor] = /^v(\d+)\.(\d+)/.exec(version)!;
  return Object.entries({ gitVersion: version, gitMajor, gitMinor }).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`).join(' ');
}

/** A file of a release. */
export const sourceOf = ({ folder }: Release, path: string): string => readFileSync(join(folder, path), 'utf8');

/** Something that releases have or lack: its key, and the minors that have it. */
export class Minors<T> {
  private readonly found = new Map<string, { readonly value: T; readonly minors: number[] }>();

  /** Notes that a release has this; the value of the newest release holds. */
  public add(key: string, value: T, { minor }: Release): void {
    const minors = this.found.get(key)?.minors ?? [];
    this.found.set(key, { value, minors: [...minors, minor] });
  }

  /** Everything that was noted, in the order in which it was, each with its range as the tables write it: empty, `35-`, `-36` or `35-36`. */
  public all(): { readonly key: string; readonly value: T; readonly range: string }[] {
    return [...this.found].map(([key, { value, minors }]) => ({ key, value, range: rangeOf(key, minors) }));
  }
}

const minorOf = (version: string): number => Number(version.split('.')[1]);

function rangeOf(key: string, minors: readonly number[]): string {
  const [first, last] = [minors[0], minors[minors.length - 1]];
  if (last - first + 1 !== minors.length) throw new Error(`"${key}" is in 1.${minors.join(', 1.')}: the tables know ranges only`);
  const [oldest, newest] = [minorOf(KUBERNETES_VERSIONS[0]), minorOf(KUBERNETES_VERSIONS[KUBERNETES_VERSIONS.length - 1])];
  if (first === oldest && last === newest) return '';
  return `${first === oldest ? '' : first}-${last === newest ? '' : last}`;
}
