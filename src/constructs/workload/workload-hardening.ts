import { ApiObject, ApiObjectMetadata, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { addDisruptionBudget, KindTraits, spreadPods } from './availability';
import { rejectBadContainer, rejectTakenVolume, rejectUnrenderable } from './container-input';
import { Unset, unsetInContainer, unsetInPod, unsetInRendered, withoutUnset } from './given';
import { closeSecretVolumes, Mounts } from './mounts';
import { ownName } from './own-names';
import { addRecommendedLabels } from './recommended-labels';
import { correctContainer, nameTargetPorts } from './rendered-container';
import { completeResources } from './resources';
import { MountSecretOptions, WritableOptions } from './secure-workload';
import { CATALOGUE } from '../../controls';
import { secretFileMode } from '../../controls/secrets/secret-volume-read-only';
import { Filler } from '../../engine/fill';
import { podOf } from '../../objects/pod-template';
import { enclosingNamespace } from '../namespace/membership';
import { SecureConnections } from '../network/connections';
import { IPeer, Peer } from '../network/peer';
import { Direction } from '../network/peer-source';
import { Port } from '../network/port';
import { WorkloadPolicy } from '../network/workload-policy';
import { enforce } from '../synthesis/enforcement';
import { madeFor, recordFilled } from '../synthesis/hardened-objects';
import { profileOf } from '../synthesis/profile-scope';
import { addRenderStep, MutableManifest } from '../synthesis/rendering';
import { atSourceOf } from '../synthesis/source-location';

type Json = Record<string, any>;

const BUDGET_ID = 'DisruptionBudget';

const filler = new Filler(CATALOGUE);
const hardenings = new WeakMap<Construct, WorkloadHardening>();

/** What all secure workloads share; each kind delegates to it line by line, since jsii has no mixins. */
export class WorkloadHardening {
  /** The hardening of a workload. It is made on first use, since the cdk8s-plus constructor adds containers before a subclass has fields. */
  public static of(workload: kplus.AbstractPod): WorkloadHardening {
    const known = hardenings.get(workload) ?? new WorkloadHardening(workload);
    hardenings.set(workload, known);
    return known;
  }

  /** The props that cdk8s-plus gets: in the namespace of the scope, without its own spread (it is not idempotent) and isolation (it forgets DNS). */
  public static propsIn<Props extends kplus.AbstractPodProps>(scope: Construct, id: string, props: Props): Props {
    const namespace = enclosingNamespace(scope);
    const given = props.metadata?.namespace;
    if (namespace !== undefined && given !== undefined && given !== namespace) {
      throw new Error(`cannot build "${scope.node.path}/${id}" in namespace "${given}": its scope is HardenedNamespace "${namespace}"; `
        + 'leave `metadata.namespace` unset, or build it below the construct of that namespace');
    }
    return { ...props, spread: false, isolate: false, ...(namespace === undefined ? {} : { metadata: { ...props.metadata, namespace } }) };
  }

  private readonly unset = new Map<kplus.Container, Unset>();
  private readonly mounts: Mounts;
  private policy?: WorkloadPolicy;

  private constructor(private readonly workload: kplus.AbstractPod) {
    this.mounts = new Mounts(workload.node.path);
  }

  /** Completes the construction, once the cdk8s-plus constructor is through. */
  public complete(object: ApiObject, props: kplus.AbstractPodProps, traits: KindTraits): void {
    const { workload } = this;
    enforce(workload.node.root);
    atSourceOf(workload, () => this.addCompanions(object, props, traits));
    if (traits.spread) madeFor(object, 'pod-anti-affinity', 'topology-spread');
    addRenderStep(object, (manifest) => this.harden(manifest, object, unsetInPod(props), traits), () => rejectUnrenderable(workload));
  }

  /** Adds the budget for evictions, once. */
  public addDisruptionBudget(): void {
    if (this.workload.node.tryFindChild(BUDGET_ID)) return;
    addDisruptionBudget(this.workload, BUDGET_ID, this.policy!.metadata, this.podLabels);
  }

  public addContainer(props: kplus.ContainerProps, add: () => kplus.Container): kplus.Container {
    rejectBadContainer(this.workload, props);
    const container = add();
    this.unset.set(container, unsetInContainer(props));
    return container;
  }

  public addInitContainer(props: kplus.ContainerProps, add: () => kplus.Container): kplus.Container {
    return this.addContainer({ ...props, name: props.name ?? `init-${this.workload.initContainers.length}` }, add);
  }

  public addVolume(volume: kplus.Volume, add: () => void): void {
    rejectTakenVolume(this.workload, volume);
    add();
  }

  public writable(path: string, size: Size, options: WritableOptions): void {
    this.mounts.writable(path, size, options);
  }

  public mountSecret(secret: kplus.ISecret, path: string, options: MountSecretOptions): void {
    this.mounts.secret(secret, path, options);
  }

  public connect(direction: Direction, peer: IPeer, ports: Port[]): void {
    this.policy!.connect(direction, peer, ports);
  }

  public toPeer(): Peer {
    return Peer._of(this.policy!);
  }

  /** Gives the first container a token for the API server, and a way to reach it; `at` begins the message if that cannot be. */
  public grantApiAccess(at: string, lifetimeSeconds: number, audience: string | undefined): void {
    const { apiServer } = profileOf(this.workload);
    if (!apiServer) {
      throw new Error(`${at}: the network policy of the workload denies all egress that is not declared, and the profile does not say where the API server is; `
        + 'pass `apiServer: ApiServer.of({ cidrs: [...] })` to the SecurityProfile');
    }
    this.mounts.apiAccess(at, lifetimeSeconds, audience);
    this.policy!.addEgressRule(apiServer._egressRule() as unknown as Json);
  }

  /** The subject of a role binding; cdk8s-plus leaves the namespace out, which the API server refuses in a ClusterRoleBinding. */
  public toSubject(subject: kplus.SubjectConfiguration): kplus.SubjectConfiguration {
    return { ...subject, namespace: subject.namespace ?? this.workload.metadata.namespace };
  }

  /** A Service for the workload, made to find its ports by name. */
  public exposed(service: kplus.Service): kplus.Service {
    addRenderStep(ApiObject.of(service), (manifest) => nameTargetPorts(manifest, this.workload.containers));
    return service;
  }

  /** Adds the objects that belong to every workload. */
  private addCompanions(object: ApiObject, props: kplus.AbstractPodProps, traits: KindTraits): void {
    const { workload, podLabels } = this;
    const metadata = { name: ownName(object), namespace: object.metadata.namespace };
    const serviceAccount = props.serviceAccount ?? ownServiceAccount(workload, metadata);
    if (serviceAccount !== props.serviceAccount) madeFor(object, 'dedicated-service-account');
    this.policy = new WorkloadPolicy(workload, { path: workload.node.path, ...metadata, podLabels, ports: () => this.containerPorts() });
    // readonly to users, but set by the constructors of cdk8s-plus, which ran before these could exist
    Object.assign(workload, { serviceAccount, connections: new SecureConnections(workload, this.policy) });
    if (traits.budget) this.addDisruptionBudget();
  }

  /** The one label that only these pods carry. */
  private get podLabels(): Record<string, string> {
    return { [kplus.Pod.ADDRESS_LABEL]: this.workload.podMetadata.getLabel(kplus.Pod.ADDRESS_LABEL)! };
  }

  private containerPorts(): Port[] {
    return this.workload.containers.flatMap(({ ports }) => ports).map(({ number, protocol }) => Port._of(protocol ?? 'TCP', number));
  }

  private harden(manifest: MutableManifest, object: ApiObject, unsetOfPod: Unset, traits: KindTraits): void {
    const pod = podOf(manifest)!;
    const spec = pod.spec as Json;
    const profile = profileOf(this.workload);
    withoutUnset(spec, unsetOfPod);
    for (const [container, rendered] of this.rendered(spec)) {
      withoutUnset(rendered, this.unset.get(container) ?? unsetInRendered(rendered));
      correctContainer(rendered);
    }
    recordFilled(object, filler.fill(manifest, profile));
    const fileMode = secretFileMode(spec.securityContext?.fsGroup ?? (profile.runAs.platformSetsFsGroup || undefined));
    this.mounts.addTo(spec, fileMode);
    closeSecretVolumes(spec, fileMode);
    this.rendered(spec).forEach(([, rendered]) => completeResources(rendered, profile.resources));
    spec.os ??= { name: 'linux' };
    if (traits.spread) spreadPods(spec, this.podLabels);
    traits.complete?.(manifest);
    const partOf = enclosingNamespace(this.workload) ?? object.chart.node.id;
    const podMetadata = pod.metadata as Json;
    podMetadata.labels = { ...profile.requiredLabels, ...podMetadata.labels };
    addRecommendedLabels(manifest, podMetadata, spec.containers[0].image, { component: this.workload.node.id, partOf });
  }

  private rendered(spec: Json): (readonly [kplus.Container, Json])[] {
    const { containers, initContainers } = this.workload;
    return [
      ...initContainers.map((container, i) => [container, spec.initContainers[i]] as const),
      ...containers.map((container, i) => [container, spec.containers[i]] as const),
    ];
  }
}

function ownServiceAccount(workload: kplus.AbstractPod, metadata: ApiObjectMetadata): kplus.ServiceAccount {
  const account = new kplus.ServiceAccount(workload, 'ServiceAccount', { metadata });
  madeFor(ApiObject.of(account), 'dedicated-service-account', 'no-service-account-token');
  return account;
}
