import { COMPONENTS } from './component';
import { Manifest } from '../manifest';
import { elementsOf, isObject, valueAt } from '../pointer';

/** A version of Kubernetes that an object names. */
export interface NamedVersion {
  /** As `1.37`. */
  readonly minor: string;
  readonly pointer: string;
}

/** Where objects name the version that they install, or that a node runs. */
const TEXTS = ['/kubernetesVersion', '/apply/kubernetesVersion', '/status/nodeInfo/kubeletVersion'];
/** Where Talos names the images of components. */
const IMAGES = ['/machine/kubelet/image', '/cluster/apiServer/image', '/cluster/controllerManager/image', '/cluster/scheduler/image'];

const OF_KUBERNETES = COMPONENTS.filter((name) => name !== 'etcd');
const IMAGE = new RegExp(`(?:^|/)(?:${OF_KUBERNETES.join('|')}|hyperkube)(?:-[a-z0-9]+)?:v?(1\\.\\d+)\\.`);
const VERSION = /^(?:v|stable-)?(1\.\d+)(?:\.|$)/;

/** The versions of Kubernetes that an object names. */
export function versionsIn(manifest: Manifest): NamedVersion[] {
  const images = [...IMAGES, ...elementsOf(isObject(manifest.spec) ? manifest.spec.containers : undefined).map((_, i) => `/spec/containers/${i}/image`)];
  const places = [...TEXTS.map((pointer) => [pointer, VERSION] as const), ...images.map((pointer) => [pointer, IMAGE] as const)];
  return places.flatMap(([pointer, pattern]) => {
    const value = valueAt(manifest, pointer);
    const minor = typeof value === 'string' ? pattern.exec(value)?.[1] : undefined;
    return minor === undefined ? [] : [{ minor, pointer }];
  });
}
