import { Manifest } from '../../src/objects/manifest';
import { Protocol } from '../../src/objects/network/port-set';

/** One end of a connection: an address, and the place of the pod that has it; without pod it is outside of the cluster. */
export interface End {
  readonly pod?: number;
  readonly address: string;
}

/** A connection that policies allow or deny. */
export interface Connection {
  readonly from: End;
  readonly to: End;
  readonly protocol: Protocol;
  readonly port: number;
}

/** Pods with one or two addresses. */
export interface AddressedPod { readonly manifest: Manifest; readonly addresses: readonly string[] }

/** Namespaces, pods and policies at one time, and the connections that are asked about. */
export interface World {
  readonly namespaces: readonly Manifest[];
  readonly pods: readonly AddressedPod[];
  readonly policies: readonly Manifest[];
  readonly connections: readonly Connection[];
}
