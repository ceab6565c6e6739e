import { join } from 'path';
import { KubernetesVersion } from '../../src';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Components } from '../fields/component-rules';
import { build } from '../go-module';
import { KUBERNETES_VERSIONS } from '../releases';
import { Tool } from '../suite';

/** A release of Kubernetes that a baseline can be made for, with its components. */
export interface BaselineRelease {
  readonly minor: number;
  readonly tool: Tool;
  readonly components: Components;
  readonly profile: SecurityProfile;
}

const SOURCE = join(__dirname, '..', 'fields', 'components');
const NEWEST = KUBERNETES_VERSIONS.at(-1);

function isBaselineVersion(version: string): boolean {
  try {
    KubernetesVersion.of(version);
    return true;
  } catch {
    return false;
  }
}

/** The first minor whose components are built: those of 1.35 need modules of their own, which nothing names yet. */
const FIRST = 36;

const hasComponents = (version: string): boolean => isBaselineVersion(version) && KubernetesVersion.of(version).minor >= FIRST;

/** The releases that `KubernetesVersion` accepts, oldest first. Builds their components. */
export const baselineReleases = (): BaselineRelease[] => KUBERNETES_VERSIONS.filter(hasComponents).map((version) => {
  const { minor } = KubernetesVersion.of(version);
  const components = new Components(build(SOURCE, version === NEWEST ? {} : { kubernetesMinor: minor }));
  return { minor, components, tool: { tool: 'cluster components', version }, profile: SecurityProfile.restricted({ kubernetesVersion: `1.${minor}` }) };
});
