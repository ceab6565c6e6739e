import { ComponentName, ComponentSource } from './component';
import { groupKind } from '../manifest';

/** The files that components read, whose fields are the settings. */
const FILES: Readonly<Record<string, ComponentName>> = {
  'kubelet.config.k8s.io/KubeletConfiguration': 'kubelet',
  'kubeproxy.config.k8s.io/KubeProxyConfiguration': 'kube-proxy',
};

export const CONFIGURATION_KINDS = Object.keys(FILES);

/** The configuration files of the kubelet and of kube-proxy. */
export const configurationFiles: ComponentSource = {
  isIn: (kind) => Object.hasOwn(FILES, kind),
  viewsOf: (manifest) => [{ component: FILES[groupKind(manifest)], settings: manifest }],
};
