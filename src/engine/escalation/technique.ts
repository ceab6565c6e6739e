import { Permission } from '../../controls/grants';

/** What a technique leads to, within the namespace that its rights are held in, or in all of them. */
export enum Gain {
  /** Every service account, whether a pod runs as it or not. */
  ACCOUNTS,
  /** The service accounts that pods can be running as: not those of controllers of the control plane. */
  ACCOUNTS_OF_PODS,
  /** The service accounts that have a Secret with a token that does not expire. */
  ACCOUNTS_OF_TOKEN_SECRETS,
  /** Users, and the groups that they are members of. */
  USERS,
  GROUPS,
  /** The role that is bound. */
  BOUND_ROLE,
  /** Everything, where the role that is edited is held. */
  EDITED_ROLE,
  /** The credentials of a kubelet. */
  NODE,
  /** Root on a node. */
  HOST,
  /** Everything in the cluster. */
  CLUSTER_ADMIN,
}

/** A right that a technique needs. */
export interface Need {
  /** Any of these is enough. */
  readonly anyOf: readonly Permission[];
  /** True for objects that belong to no namespace, so that a RoleBinding does not give it. */
  readonly clusterOnly?: true;
  /** Where it is about objects of certain names: one of them is enough. */
  readonly named?: readonly string[];
}

/** One way to become more than one is, as published tools and guides describe it. */
export interface Technique {
  /** A promise, as the ids of controls are: it is in the JSON output. */
  readonly id: string;
  /** What is done, as an imperative in which "it" is the identity that is gained. */
  readonly does: string;
  /** All of these, held in one namespace or in the whole cluster. */
  readonly needs: readonly Need[];
  readonly gains: Gain;
  /** The need whose names limit what is gained: names of accounts, users, groups, secrets or roles. */
  readonly limitedBy?: Need;
  /** The group that it does not lead to. */
  readonly except?: string;
  /** The one namespace that it works in. */
  readonly namespace?: string;
  /** What has to be true beside RBAC. */
  readonly provided?: string;
  /** True where Pod Security of level baseline or restricted prevents it. */
  readonly stoppedByPodSecurity?: true;
  /** Where it is described. */
  readonly source: string;
}
