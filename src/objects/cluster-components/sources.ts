import { ComponentSource, ComponentView } from './component';
import { CONFIGURATION_KINDS, configurationFiles } from './configuration-files';
import { clusterApi, KUBEADM_KINDS, kubeadmFiles } from './kubeadm';
import { pods } from './pods';
import { rancherFiles } from './rancher';
import { talosFiles } from './talos';
import { systemdFiles } from './units';
import { groupKind, Manifest } from '../manifest';

/** Every kind of file that sets components. A new one is a file of this folder, and its line here. */
const SOURCES: readonly ComponentSource[] = [configurationFiles, kubeadmFiles, clusterApi, rancherFiles, talosFiles, ...systemdFiles, pods];

/** The kinds of files that are about components and nothing else. */
export const COMPONENT_KINDS: readonly string[] = [...CONFIGURATION_KINDS, ...KUBEADM_KINDS];

/** Whether objects of a kind may say how a component is set. */
export const setsComponents = (kind: string): boolean => SOURCES.some((source) => source.isIn(kind));

/** What an object says about components. */
export function componentsIn(manifest: Manifest): readonly ComponentView[] {
  const kind = groupKind(manifest);
  const [source] = SOURCES.filter((one) => one.isIn(kind));
  return source ? source.viewsOf(manifest) : [];
}
