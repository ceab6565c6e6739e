import { Manifest } from '../../../src/objects/manifest';

/** A pod that no example has and no policy of its own is about, to be among those who connect. Expectations name it `NAMESPACE/NAME`. */
export interface Visitor {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** One without any label. */
export const visitorIn = (namespace: string): Visitor => ({ namespace, name: 'visitor', labels: {} });

/** What must hold of an example once it runs. */
export interface Expectations {
  /** The folder below `examples`. */
  readonly example: string;
  /** What it does not bring itself, such as Secrets that somebody else makes. */
  readonly given: readonly Manifest[];
  readonly visitors: readonly Visitor[];
  /** What pods connect to, besides each port of each workload: Services and addresses outside, each as `HOST:PORT`. */
  readonly targets: readonly string[];
  /**
   * Who may connect to what. A source is a workload or a visitor as `NAMESPACE/NAME`, or `outside`; a target is one of `targets`, or a port of a
   * workload as `NAMESPACE/NAME:PORT`. Everything else must be refused.
   */
  readonly open: Readonly<Record<string, readonly string[]>>;
  /** Connections whose outcome the API of network policies leaves open, as sources and targets. */
  readonly undecided: Readonly<Record<string, readonly string[]>>;
  /** A Deployment with a Service and a bounded volume, which is updated while a visitor keeps asking for an address. @default none is updated */
  readonly updated?: { readonly workload: string; readonly client: string; readonly url: string };
  /** Which status the API server answers to a GET of these paths from a workload. */
  readonly requests: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
