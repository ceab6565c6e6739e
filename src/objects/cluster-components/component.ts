import { Manifest } from '../manifest';

/** The programs that a Kubernetes cluster is made of. */
export const COMPONENTS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd', 'kubelet', 'kube-proxy'] as const;

/** The name of a component, which is that of its program. */
export type ComponentName = (typeof COMPONENTS)[number];

/**
 * What a component is set to: the fields of its configuration file where it has one (`KubeletConfiguration`, `KubeProxyConfiguration`), and otherwise its
 * flags with their dashes, as in `--profiling`. Flags of the kubelet and of kube-proxy stand for the fields that they set. Values have the types of the
 * flags: true and false, numbers, lists and maps.
 */
export type ComponentSettings = Record<string, unknown>;

/** A value that was written, and where. A pointer that ends in `/-` stands for a new item at the end of a list. */
export interface WrittenSetting { readonly pointer: string; readonly value: unknown }

/** A flag with its value as a text; the name is without dashes. */
export interface Flag {
  readonly name: string;
  readonly text: string;
  /** Where the value stands. */
  readonly pointer: string;
  /** What precedes the value in its place: the flag itself, as in `--profiling=`, or nothing. */
  readonly prefix: string;
  /** True where it is a variable of the environment, which a component ignores if it does not know its name. */
  readonly isVariable?: true;
}

/** ComponentSettings that are made from something else, such as the flags of a command line. */
export interface DerivedSettings {
  /** Whether the component has further settings elsewhere, so that nothing is known of what is missing here. */
  readonly isPartial: boolean;
  /** The flags that the object gives, in its order. */
  readonly flags: readonly Flag[];
  /** Where a setting stands in the object: its value or, where it is missing, what it would be added to. */
  readonly placeOf: (pointer: string) => string;
  /** Writes settings that are absent into the object and into the settings; those that are there too where they are to be replaced. */
  readonly write: (settings: ComponentSettings, replace: boolean) => readonly WrittenSetting[];
}

/** What an object says about one component. */
export interface ComponentView {
  readonly component: ComponentName;
  /** What holds, defaults of the distribution included. */
  readonly settings: ComponentSettings;
  /** How the settings stand in the object; undefined where they are the object itself. */
  readonly derived?: DerivedSettings;
  /** The container that runs it. */
  readonly container?: string;
}

/** How a file, or a distribution of Kubernetes, sets components. */
export interface ComponentSource {
  /** Whether objects of a kind set components. */
  readonly isIn: (groupKind: string) => boolean;
  readonly viewsOf: (manifest: Manifest) => readonly ComponentView[];
}
