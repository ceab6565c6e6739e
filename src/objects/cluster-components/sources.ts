import { ComponentSource, ComponentView } from './component';
import { CONFIGURATION_KINDS, configurationFiles } from './configuration-files';
import { clusterApi, KUBEADM_KINDS, kubeadmFiles } from './kubeadm';
import { pods } from './pods';
import { rancherFiles } from './rancher';
import { talosFiles } from './talos';
import { systemdFiles } from './units';
import { groupKind, Manifest } from '../manifest';
import { remembered } from '../remembered';

/** Every kind of file that sets components. A new one is a file of this folder, and its line here. */
const SOURCES: readonly ComponentSource[] = [configurationFiles, kubeadmFiles, clusterApi, rancherFiles, talosFiles, ...systemdFiles, pods];

/** The kinds of files that are about components and nothing else. */
export const COMPONENT_KINDS: readonly string[] = [...CONFIGURATION_KINDS, ...KUBEADM_KINDS];

/** How objects of a kind set components; every object is asked several times. */
const sourceOf = remembered((kind) => SOURCES.find((source) => source.isIn(kind)));

/** Whether objects of a kind may say how a component is set. */
export const setsComponents = (kind: string): boolean => sourceOf(kind) !== undefined;

/** What an object says about components. */
export function componentsIn(manifest: Manifest): readonly ComponentView[] {
  return sourceOf(groupKind(manifest))?.viewsOf(manifest) ?? [];
}
