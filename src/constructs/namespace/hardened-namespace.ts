import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { ContainerLimits } from './container-limits';
import { HardenedNamespaceProps } from './hardened-namespace-props';
import { declareLevel, declareNamespace, enclosingNamespace } from './membership';
import { ReferencedNamespace } from './referenced-namespace';
import { CATALOGUE } from '../../controls';
import { podSecurityLabels } from '../../controls/namespace/namespace-pod-security-labels';
import { Filler } from '../../engine/fill';
import { dnsLabelProblem, labelKeyProblem, labelValueProblem } from '../../objects/names';
import { isLowerLevel, PodSecurityLevel } from '../../profile/pod-security-level';
import { IPeer, Peer } from '../network/peer';
import { enforce } from '../synthesis/enforcement';
import { madeFor, recordFilled } from '../synthesis/hardened-objects';
import { profileOf } from '../synthesis/profile-scope';
import { addRenderStep } from '../synthesis/rendering';
import { Waivers } from '../waivers';

const filler = new Filler(CATALOGUE);
const VERSION = /^(latest|v1\.(0|[1-9]\d*))$/;

/**
 * A namespace with Pod Security labels, a quota, limits for containers, and a NetworkPolicy that denies everything but name resolution. What is built
 * below it lives in it. Pods of our workloads run under ServiceAccounts of their own, without the token that is mounted by default.
 *
 * It is no Chart: its objects go to the file of the chart around it.
 */
export class HardenedNamespace extends Construct implements IPeer {
  /**
   * A namespace that exists already: nothing is rendered for it, but what is built below it lives in it.
   *
   * @param scope a chart or any construct in it
   * @param id the name of the construct
   * @param name the name of the namespace
   * @returns the namespace: the scope of what lives in it, and a peer for `allowFrom` and `allowTo`
   * @throws for an invalid name
   */
  public static fromName(scope: Construct, id: string, name: string): ReferencedNamespace {
    return ReferencedNamespace._named(scope, id, name);
  }

  /** The name of the namespace. */
  public readonly name: string;

  /** The Pod Security level that is enforced. */
  public readonly podSecurityLevel: PodSecurityLevel;

  /**
   * @param scope a chart or any construct in it
   * @param id the name of the construct, and of the namespace unless it is given another one
   * @param props what differs from the defaults
   * @throws for an invalid name, label or version, for a level below that of the profile without reason, and inside another HardenedNamespace
   */
  constructor(scope: Construct, id: string, props: HardenedNamespaceProps = {}) {
    super(scope, id);
    this.name = props.name ?? id;
    const profile = profileOf(this);
    this.podSecurityLevel = props.podSecurityLevel ?? profile.podSecurityLevel;
    this.rejectBadProps(props);
    declareNamespace(this, this.name);
    declareLevel(this, { name: this.name, level: this.podSecurityLevel });
    enforce(this.node.root);
    this.addNamespace(props, props.podSecurityVersion ?? `v${profile.kubernetesVersion}`);
    if (props.renderDefaultServiceAccount) this.addDefaultServiceAccount();
    if (props.quota) madeFor(this.add('Quota', 'v1', 'ResourceQuota', 'quota', { spec: { hard: props.quota.hard } }), 'namespace-quota');
    const limits = props.containerLimits ?? ContainerLimits.of();
    const item = limits._toManifest(profile.resources, this.node.path);
    madeFor(this.add('ContainerLimits', 'v1', 'LimitRange', 'container-limits', { spec: { limits: [item] } }), 'namespace-limit-range');
    if (!props.allowAllTraffic) this.addDefaultDeny();
  }

  /** All pods of the namespace, as a peer for `allowFrom` and `allowTo`. */
  public toPeer(): Peer {
    return Peer.namespace(this.name);
  }

  private get isLowered(): boolean {
    return isLowerLevel(this.podSecurityLevel, profileOf(this).podSecurityLevel);
  }

  private rejectBadProps({ podSecurityReason, podSecurityVersion, auditVersion, warnVersion, labels }: HardenedNamespaceProps): void {
    const at = `cannot build namespace "${this.node.path}"`;
    const outer = enclosingNamespace(this);
    if (outer !== undefined) throw new Error(`${at}: it is inside HardenedNamespace "${outer}", and namespaces do not nest; build it beside the other one`);
    const problem = dnsLabelProblem(this.name);
    if (problem) throw new Error(`${at}: its name "${this.name}" ${problem}; pass another \`name\``);
    for (const [prop, version] of Object.entries({ podSecurityVersion, auditVersion, warnVersion })) {
      if (version !== undefined && !VERSION.test(version)) throw new Error(`${at}: ${prop} "${version}" is neither "latest" nor like "v1.36"; change it`);
    }
    if (this.isLowered && !podSecurityReason?.trim()) {
      throw new Error(`${at}: its level "${this.podSecurityLevel}" is below that of the profile, and no reason is given; pass \`podSecurityReason\``);
    }
    for (const [key, value] of Object.entries(labels ?? {})) {
      const wrong = labelKeyProblem(key) ?? labelValueProblem(value);
      if (wrong) throw new Error(`${at}: label "${key}: ${value}" ${wrong}; change \`labels\``);
    }
  }

  private addNamespace(
    { podSecurityReason, auditLevel, auditVersion, warnLevel, warnVersion, labels }: HardenedNamespaceProps, enforceVersion: string,
  ): void {
    const namespace = new ApiObject(this, 'Namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: this.name,
        labels: {
          ...podSecurityLabels({
            enforce: this.podSecurityLevel,
            enforceVersion,
            audit: auditLevel ?? PodSecurityLevel.RESTRICTED,
            auditVersion,
            warn: warnLevel ?? PodSecurityLevel.RESTRICTED,
            warnVersion,
          }),
          ...labels,
        },
      },
    });
    madeFor(namespace, 'namespace-pod-security-labels');
    if (this.isLowered) Waivers.of(namespace).add('namespace-pod-security-level', { reason: podSecurityReason! });
  }

  /** The account that Kubernetes makes by itself, and gives to every pod that names none: its fields are those of the controls. */
  private addDefaultServiceAccount(): void {
    const account = this.add('DefaultServiceAccount', 'v1', 'ServiceAccount', 'default', {});
    addRenderStep(account, (manifest) => recordFilled(account, filler.fill(manifest, profileOf(this))));
  }

  private addDefaultDeny(): void {
    const spec = Lazy.any({ produce: () => ({ podSelector: {}, policyTypes: ['Egress', 'Ingress'], egress: profileOf(this).dns._egressRules() }) });
    madeFor(this.add('DefaultDeny', 'networking.k8s.io/v1', 'NetworkPolicy', 'default-deny', { spec }), 'namespace-default-deny');
  }

  private add(id: string, apiVersion: string, kind: string, name: string, rest: Record<string, unknown>): ApiObject {
    return new ApiObject(this, id, { apiVersion, kind, metadata: { name, namespace: this.name }, ...rest });
  }
}
