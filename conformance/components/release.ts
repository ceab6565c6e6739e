import { KubernetesVersion } from '../../src';
import { SecurityProfile } from '../../src/profile/security-profile';
import { BASELINE_VERSIONS, componentProgram } from '../fields/component-programs';
import { Components } from '../fields/component-rules';
import { Tool } from '../suite';

/** A release of Kubernetes that a baseline can be made for, with its components. */
export interface BaselineRelease {
  readonly minor: number;
  readonly tool: Tool;
  readonly components: Components;
  readonly profile: SecurityProfile;
}

/** The releases that `KubernetesVersion` accepts, oldest first. Builds their components. */
export const baselineReleases = (): BaselineRelease[] => BASELINE_VERSIONS.map((version) => {
  const { minor } = KubernetesVersion.of(version);
  const components = new Components(componentProgram(version));
  return { minor, components, tool: { tool: 'cluster components', version }, profile: SecurityProfile.restricted({ kubernetesVersion: `1.${minor}` }) };
});
