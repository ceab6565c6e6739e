import { join } from 'path';
import { KubernetesVersion } from '../../src';
import { build } from '../go-module';
import { KUBERNETES_VERSIONS } from '../releases';

const SOURCE = join(__dirname, 'components');
const NEWEST = KUBERNETES_VERSIONS.at(-1);

function isBaselineVersion(version: string): boolean {
  try {
    KubernetesVersion.of(version);
    return true;
  } catch {
    return false;
  }
}

/** The releases of Kubernetes that a baseline can be made for, oldest first. */
export const BASELINE_VERSIONS = KUBERNETES_VERSIONS.filter(isBaselineVersion);

/** The program that decodes files as the components of a release do, and names their flags; builds it. */
export function componentProgram(version: string): string {
  return build(SOURCE, version === NEWEST ? {} : { kubernetesMinor: KubernetesVersion.of(version).minor });
}

/** The programs of all releases, by their minors. */
export const componentPrograms = (): ReadonlyMap<number, string> =>
  new Map(BASELINE_VERSIONS.map((version) => [KubernetesVersion.of(version).minor, componentProgram(version)]));
