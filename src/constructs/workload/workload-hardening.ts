import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { addDisruptionBudget, KindTraits, spreadPods } from './availability';
import { rejectLongName, rejectUnrenderable } from './container-input';
import { DisruptionBudget } from './disruption-budget';
import { waiveHostAccess } from './host-access';
import { apiAccessMount, DEFAULT_TOKEN, TokenTerms } from './mounts/api-access-mount';
import { WorkloadMounts } from './mounts/workload-mounts';
import { ownName } from './own-names';
import { hardenPod } from './pod-hardening';
import { PodProps, rejectBadOptions } from './pod-options';
import { labelWorkload } from './recommended-labels';
import { Json, nameTargetPorts, portNames } from './rendered-container';
import { delayShutdown } from './shutdown';
import { addSidecar } from './sidecar';
import { podOf } from '../../objects/pod-template';
import { getOrInsert } from '../../objects/remembered';
import { kplus } from '../cdk8s-plus';
import { enclosingNamespace } from '../namespace/membership';
import { SecureConnections } from '../network/connections';
import { IPeer, Peer } from '../network/peer';
import { Direction } from '../network/peer-source';
import { portsOf } from '../network/plain-peer';
import { Port } from '../network/port';
import { PolicedWorkload, WorkloadPolicy } from '../network/workload-policy';
import { plainBindingOf } from '../rbac/plain-bindings';
import { enforce } from '../synthesis/enforcement';
import { madeFor, recordFilled } from '../synthesis/hardened-objects';
import { profileOf } from '../synthesis/profile-scope';
import { addRenderStep, MutableManifest } from '../synthesis/rendering';
import { atSourceOf } from '../synthesis/source-location';
import { Waivers } from '../waivers';

const BUDGET_ID = 'DisruptionBudget';

const hardenings = new WeakMap<Construct, WorkloadHardening>();

/** What all secure workloads share. */
export class WorkloadHardening {
  /** The hardening of a workload. It is made on first use, since the cdk8s-plus constructor adds containers before a subclass has fields. */
  public static of(workload: kplus.AbstractPod): WorkloadHardening {
    return getOrInsert(hardenings, workload, () => new WorkloadHardening(workload));
  }

  /** The props that cdk8s-plus gets: in the namespace of the scope, without its own spread (it is not idempotent) and isolation (it leaves out DNS). */
  public static propsIn<Props extends PodProps>(scope: Construct, id: string, props: Props): Props {
    const namespace = enclosingNamespace(scope);
    rejectBadOptions(`cannot build "${scope.node.path}/${id}"`, props, profileOf(scope));
    const given = props.metadata?.namespace;
    if (namespace !== undefined && given !== undefined && given !== namespace) {
      throw new Error(`cannot build "${scope.node.path}/${id}" in namespace "${given}": its scope is HardenedNamespace "${namespace}"; `
        + 'leave `metadata.namespace` unset, or build it below the construct of that namespace');
    }
    return { ...props, spread: false, isolate: false, ...(namespace === undefined ? {} : { metadata: { ...props.metadata, namespace } }) };
  }

  /** What is mounted into the containers. */
  public readonly mounts: WorkloadMounts;

  private policy?: WorkloadPolicy;
  private token?: TokenTerms;
  private budget?: DisruptionBudget;

  private constructor(private readonly workload: kplus.AbstractPod) {
    this.mounts = WorkloadMounts._of(workload);
  }

  /** Completes the construction, once the cdk8s-plus constructor is through. Containers with ports serve on for so many seconds when they are stopped. */
  public complete(object: ApiObject, props: PodProps, traits: KindTraits, shutdownDelay = 0): void {
    const { workload } = this;
    rejectLongName(workload, object);
    enforce(workload.node.root);
    this.admitHostAccess(props);
    atSourceOf(workload, () => this.addCompanions(object, props, traits));
    if (traits.spread) madeFor(object, 'pod-anti-affinity', 'topology-spread');
    addRenderStep(object, (manifest) => {
      this.harden(manifest, object, props, traits);
      delayShutdown(podOf(manifest)!.spec as Json, shutdownDelay);
    }, () => rejectUnrenderable(workload));
  }

  /** Adds the budget for evictions, once, unless the props turn it off. */
  public addDisruptionBudget(): void {
    const { workload, budget } = this;
    if (workload.node.tryFindChild(BUDGET_ID) || budget?._reason !== undefined) return;
    addDisruptionBudget(workload, BUDGET_ID, this.policy!.metadata, this.podLabels, budget);
  }

  public addSidecar(props: kplus.ContainerProps): kplus.Container {
    return addSidecar(this.workload, props, profileOf(this.workload));
  }

  public connect(direction: Direction, peer: IPeer, ports: Port[]): void {
    this.policy!.connect(direction, peer.toPeer(), ports);
  }

  public toPeer(): Peer {
    return Peer._of(this.policy!);
  }

  /** Gives the first container a token for the API server, unless it has one, and a way to reach it; `at` begins the message if that cannot be. */
  public grantApiAccess(at: string, token: TokenTerms | undefined): void {
    const { apiServer } = profileOf(this.workload);
    if (!apiServer) {
      throw new Error(`${at}: the network policy of the workload denies all egress that is not declared, and the profile does not say where the API server is; `
        + 'pass `apiServer: ApiServer.of({ cidrs: [...] })` to the SecurityProfile');
    }
    if (token) this.mountToken(at, token);
    this.policy!.addEgressRule(apiServer._egressRule() as unknown as Json);
  }

  /** A Service for the workload, made to find its ports by name. */
  public exposed(service: kplus.Service): kplus.Service {
    addRenderStep(ApiObject.of(service), (manifest) => nameTargetPorts(manifest, this.workload.containers));
    return service;
  }

  /** Mounts the one token, which all roles of the workload share. */
  private mountToken(at: string, token: TokenTerms): void {
    const { token: known } = this;
    if (!known) {
      this.token = token;
      this.mounts.add(apiAccessMount(token));
    } else if (known.lifetimeSeconds !== token.lifetimeSeconds || known.audience !== token.audience) {
      const audience = known.audience === undefined ? '' : ` for "${known.audience}"`;
      throw new Error(`${at}: another role gave it a token of ${known.lifetimeSeconds} seconds${audience}, and there is one for all; `
        + 'pass the same tokenLifetime and tokenAudience');
    }
  }

  /** Adds the objects that belong to every workload. */
  private addCompanions(object: ApiObject, props: PodProps, traits: KindTraits): void {
    const { workload, podLabels } = this;
    const metadata = { name: ownName(object), namespace: object.metadata.namespace };
    const annotations = { ...props.cloudIdentity?._accountAnnotations };
    const serviceAccount = props.serviceAccount ?? ownServiceAccount(workload, { ...metadata, annotations });
    if (serviceAccount !== props.serviceAccount) {
      madeFor(object, 'dedicated-service-account');
      // the API server refuses a pod whose account does not exist, so the account is written first
      object.addDependency(serviceAccount);
    }
    this.policy = new WorkloadPolicy(workload, { path: workload.node.path, ...metadata, podLabels, ...this.listening(object, props) });
    // readonly to users, but set by the constructors of cdk8s-plus, which ran before these could exist
    Object.assign(workload, { serviceAccount, connections: new SecureConnections(workload, this.policy) });
    this.budget = traits.disruptionBudget;
    if (traits.budget || this.budget) this.addDisruptionBudget();
    if (traits.budget && this.budget?._reason !== undefined) Waivers.of(workload).add('pdb-present', { reason: this.budget._reason });
  }

  private listening(object: ApiObject, props: kplus.AbstractPodProps): Pick<PolicedWorkload, 'object' | 'ports' | 'portNames' | 'settle'> {
    const { workload } = this;
    return { object, ports: () => portsOf(workload), portNames: () => portNames(workload.containers), settle: () => this.settle(props) };
  }

  /** A binding of cdk8s-plus needs what `bindTo` gives: a token, and a way to the API server. Done in the rendering, since it may come after the workload. */
  private settle({ automountServiceAccountToken }: kplus.AbstractPodProps): void {
    const binding = this.token ? undefined : plainBindingOf(this.workload);
    if (!binding) return;
    const at = `cannot bind "${binding.node.path}" to "${this.workload.node.path}"`;
    this.grantApiAccess(at, automountServiceAccountToken ? undefined : DEFAULT_TOKEN);
  }

  private admitHostAccess({ hostAccess = [] }: PodProps): void {
    waiveHostAccess(this.workload, hostAccess);
    hostAccess.forEach(({ _mount }) => _mount && this.mounts.add(_mount));
  }

  private harden(manifest: MutableManifest, object: ApiObject, props: PodProps, traits: KindTraits): void {
    const { workload, mounts, podLabels } = this;
    this.settle(props);
    recordFilled(object, hardenPod(manifest, { workload, props, mounts }));
    if (traits.spread) spreadPods(podOf(manifest)!.spec as Json, podLabels);
    traits.complete?.(manifest);
    labelWorkload(manifest, object, workload);
    mounts._addReloadsTo(manifest);
  }

  /** The one label that only these pods carry. */
  private get podLabels(): Record<string, string> {
    return { [kplus.Pod.ADDRESS_LABEL]: this.workload.podMetadata.getLabel(kplus.Pod.ADDRESS_LABEL)! };
  }
}

function ownServiceAccount(workload: kplus.AbstractPod, metadata: ApiObjectMetadata): kplus.ServiceAccount {
  const account = new kplus.ServiceAccount(workload, 'ServiceAccount', { metadata });
  madeFor(ApiObject.of(account), 'dedicated-service-account', 'no-service-account-token');
  return account;
}
