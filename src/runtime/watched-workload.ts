import { AddressSet } from '../objects/network/address-set';
import { PortSet } from '../objects/network/port-set';

/** How the pods of a workload are recognized on a node. */
export type PodMatch =
  | { readonly by: 'labels'; readonly labels: Readonly<Record<string, string>> }
  | { readonly by: 'name'; readonly name: string }
  /** The names that a controller makes begin so. */
  | { readonly by: 'prefix'; readonly prefix: string };

/** A connection that network policies allow. */
export interface AllowedConnection {
  /** Where to, as far as a node can tell. */
  readonly to: AddressSet;
  readonly ports: PortSet;
  /** The rule that allows it, `NetworkPolicy shop/api /spec/egress/1`. */
  readonly allowedBy: string;
}

/** What manifests, and the declarations of whoever wrote them, say about the processes of a workload. */
export interface WatchedWorkload {
  /** What it is called in descriptions: the path of its construct, or kind, namespace and name. */
  readonly title: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly pods: PodMatch;
  /** The executables that may run; undefined where they are not all known. */
  readonly executables?: readonly string[];
  /** The folders where secrets are mounted. */
  readonly secretFolders: readonly string[];
  /** The folders where a token for the API server is mounted. */
  readonly tokenFolders: readonly string[];
  /** The folders that processes may write to. */
  readonly writableFolders: readonly string[];
  /** Undefined where no network policy limits what the pods connect to. */
  readonly connections?: readonly AllowedConnection[];
  /** What could not be derived, with what to do about it. */
  readonly unknown: readonly string[];
}
