import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { BootstrapTokenSecret, TOKEN_NAMESPACE } from './bootstrap-token-secret';
import { LONGEST_BOOTSTRAP_TOKEN_HOURS } from '../../controls/cluster/bootstrap-token-expires';
import { instantText, parseInstant } from '../../objects/instant';
import { enforce } from '../synthesis/enforcement';
import { madeFor } from '../synthesis/hardened-objects';

/** The props of a bootstrap token. */
export interface BootstrapTokenProps {
  /** Its public half, which names it: six lower-case letters and digits. */
  readonly tokenId: string;

  /** Where its secret half comes from. */
  readonly secret: BootstrapTokenSecret;

  /** When the program that synthesizes it was told to make it, as RFC 3339: `2027-03-31T08:00:00Z`. Synth reads no clock. */
  readonly issuedAt: string;

  /** When it ends, as RFC 3339: at most 24 hours after `issuedAt`. */
  readonly expiresAt: string;

  /**
   * The groups that whoever has the token is in, each below `system:bootstrappers:`. What these may do is what the token may do.
   *
   * @default ['system:bootstrappers:kubeadm:default-node-token']
   */
  readonly groups?: string[];

  /**
   * Whether the token also signs the ConfigMap `kube-public/cluster-info`, by which nodes find out the CA of the cluster when they join by a token alone.
   * Nodes that join by a discovery file do not need it.
   *
   * @default false
   */
  readonly allowsDiscovery?: boolean;
}

const ID = /^[a-z0-9]{6}$/;
/** https://github.com/kubernetes/cluster-bootstrap/blob/master/token/api/types.go */
const GROUP = /^system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]$/;
const GROUPS_OF_KUBEADM = ['system:bootstrappers:kubeadm:default-node-token'];

/**
 * A token that lets nodes join a cluster, in the namespace `kube-system`. It ends within a day, and its secret half is in no manifest. Remove it from the
 * program once the nodes have joined; `cdk8s-hardened check` reports one that is past.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/
 */
export class BootstrapToken extends Construct {
  /** The name of its Secret: `bootstrap-token-ID`. */
  public readonly secretName: string;

  /** When it ends, in UTC. */
  public readonly expiresAt: string;

  /**
   * @param scope a chart or any construct in one
   * @param id the name of the construct
   * @param props the token
   * @throws for an id of another form, a group outside `system:bootstrappers:`, times that are none, and an end that is not within 24 hours
   */
  constructor(scope: Construct, id: string, props: BootstrapTokenProps) {
    super(scope, id);
    enforce(this.node.root);
    const { tokenId, secret, groups = GROUPS_OF_KUBEADM, allowsDiscovery = false } = props;
    this.rejectBadId(tokenId);
    this.rejectBadGroups(groups);
    this.expiresAt = this.endOf(props);
    this.secretName = `bootstrap-token-${tokenId}`;
    const data = {
      'token-id': tokenId,
      'expiration': this.expiresAt,
      'usage-bootstrap-authentication': 'true',
      ...(allowsDiscovery ? { 'usage-bootstrap-signing': 'true' } : {}),
      'auth-extra-groups': groups.join(','),
    };
    const object = new ApiObject(this, 'Resource', { ...secret._toObject(data, this.secretName), metadata: { name: this.secretName, namespace: TOKEN_NAMESPACE } });
    madeFor(object, 'bootstrap-token-expires');
  }

  private rejectBadId(tokenId: string): void {
    if (ID.test(tokenId)) return;
    // it may hold the secret half as well, so it is not shown
    throw this.refusal('tokenId is not six lower-case letters and digits; pass the part of the token before its dot, and the rest by secret');
  }

  private rejectBadGroups(groups: readonly string[]): void {
    if (groups.length === 0) throw this.refusal('groups is empty, so that the token may do nothing; leave it out for the group of kubeadm');
    const wrong = groups.find((group) => !GROUP.test(group));
    if (wrong !== undefined) throw this.refusal(`the group "${wrong}" is refused by the API server, which takes groups such as "system:bootstrappers:workers" from a token; correct it in groups`);
  }

  private endOf({ issuedAt, expiresAt }: BootstrapTokenProps): string {
    const [start, end] = [this.instant('issuedAt', issuedAt), this.instant('expiresAt', expiresAt)];
    if (end <= start) throw this.refusal(`expiresAt ${instantText(end)} is not after issuedAt ${instantText(start)}; pass a later time`);
    if (end - start > LONGEST_BOOTSTRAP_TOKEN_HOURS * 3_600_000) {
      throw this.refusal(`expiresAt ${instantText(end)} is more than ${LONGEST_BOOTSTRAP_TOKEN_HOURS} hours after issuedAt ${instantText(start)}; pass an earlier time, such as an hour later`);
    }
    return instantText(end);
  }

  private instant(prop: string, text: string | undefined): number {
    const instant = text === undefined ? undefined : parseInstant(text); // plain JavaScript may leave it out
    if (instant === undefined) throw this.refusal(`${prop} ${text === undefined ? 'is missing' : `"${text}" is no instant`}; pass one such as "2027-03-31T08:00:00Z"`);
    return instant;
  }

  private refusal(problem: string): Error {
    return new Error(`cannot make the bootstrap token "${this.node.path}": ${problem}`);
  }
}
