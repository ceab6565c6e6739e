import { isUnset } from './example-object';
import { Placement, Scope, Subject } from './subject';
import { COMPONENTS, ComponentName, ComponentSettings } from '../../objects/cluster-components/component';
import { flagText } from '../../objects/cluster-components/flag-values';
import { flagOf } from '../../objects/cluster-components/setting-path';
import { COMPONENT_KINDS, componentsIn, setsComponents } from '../../objects/cluster-components/sources';
import { Manifest } from '../../objects/manifest';
import { isObject } from '../../objects/pointer';
import { Example } from '../example';

/** The components whose settings are the fields of a file. */
const FILES: Readonly<Partial<Record<ComponentName, { readonly apiVersion: string; readonly kind: string }>>> = {
  'kubelet': { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration' },
  'kube-proxy': { apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration' },
};

const inScope = ({ components = COMPONENTS }: Scope): readonly ComponentName[] => components;

/** The flags that stand for settings; undefined where a setting has none. */
function flagsFor(component: ComponentName, settings: ComponentSettings, path: readonly string[] = []): [name: string, text: string][] | undefined {
  const flags = Object.entries(settings).map(([key, value]) => {
    const name = flagOf(component, [...path, key]);
    if (name !== undefined) return [[name, flagText(value)] as [string, string]];
    return isObject(value) ? flagsFor(component, value, [...path, key]) : undefined;
  });
  return flags.every((one) => one !== undefined) ? flags.flat() : undefined;
}

const command = (component: ComponentName, settings: ComponentSettings): string[] =>
  [component, ...(flagsFor(component, settings) ?? []).map(([name, text]) => `--${name}=${text}`)];

const staticPod = (component: ComponentName, settings: ComponentSettings): Manifest => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: component, namespace: 'kube-system' },
  spec: { containers: [{ name: component, image: `registry.k8s.io/${component}:v1.37.2`, command: command(component, settings) }], hostNetwork: true },
});

/** Where kubeadm takes the flags of a component. */
const EXTRA_ARGS: Readonly<Partial<Record<ComponentName, (extraArgs: unknown) => object>>> = {
  'kube-apiserver': (extraArgs) => ({ apiServer: { extraArgs } }),
  'kube-controller-manager': (extraArgs) => ({ controllerManager: { extraArgs } }),
  'kube-scheduler': (extraArgs) => ({ scheduler: { extraArgs } }),
  'etcd': (extraArgs) => ({ etcd: { local: { dataDir: '/var/lib/etcd', extraArgs } } }),
};

function ownPlacement(component: ComponentName, settings: ComponentSettings): Placement {
  const file = FILES[component];
  return file && !Object.keys(settings).some((key) => key.startsWith('--'))
    ? { where: file.kind, manifests: [{ ...file, ...settings }] }
    : { where: `static pod of ${component}`, manifests: [staticPod(component, settings)] };
}

/** All components of a scope with these settings in one file of kubeadm. Where nothing is set, kubeadm gives flags of its own. */
function kubeadmPlacements(components: readonly ComponentName[], settings: ComponentSettings): Placement[] {
  const extraArgs = (component: ComponentName) => flagsFor(component, settings)?.map(([name, value]) => ({ name, value }));
  const parts = components.flatMap((component) => EXTRA_ARGS[component]?.(extraArgs(component)) ?? []);
  if (isUnset(settings) || parts.length === 0) return [];
  const manifest = Object.assign({ apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration' }, ...parts) as Manifest;
  return [{ where: 'ClusterConfiguration', manifests: [manifest] }];
}

const settingsOf = ({ subject }: Example): ComponentSettings => subject as ComponentSettings;

/** A component of the cluster as its flags and its configuration file set it. */
export const component: Subject<ComponentSettings> = {
  name: 'component',
  isIn: setsComponents,
  ownKinds: COMPONENT_KINDS,
  framesIn: ({ manifest, object }) => componentsIn(manifest).map(({ settings, component: name, derived, container }) => ({
    subject: { value: settings, pointer: '' }, object, component: name, ...(container === undefined ? {} : { container }),
    ...(derived && { derived }),
  })),
  notAdmitted: 'components read files and flags of their host, which no API server is asked about',
  text: {
    variable: 'component',
    meaning: (scope) => `the settings of ${inScope(scope).join(', ')}`,
    each: 'the component',
  },
  examples: {
    showsUnset: true,
    excerpt: (example, scope) => {
      const [name] = inScope(scope);
      const settings = settingsOf(example);
      return FILES[name] ? ownPlacement(name, settings).manifests : [{ command: command(name, settings) }];
    },
    placements: (example, scope) => {
      const settings = settingsOf(example);
      return [...inScope(scope).map((name) => ownPlacement(name, settings)), ...kubeadmPlacements(inScope(scope), settings)];
    },
  },
};
