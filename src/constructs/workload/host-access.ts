import { Construct } from 'constructs';
import { Mount, volumeNameFor } from './mounts/mount';
import { sampleFindings } from './sample-findings';
import { ControlId } from '../../controls/vocabulary';
import { absolutePathProblem } from '../../objects/names';
import { isLowerLevel, PodSecurityLevel } from '../../profile/pod-security-level';
import { levelOfNamespace } from '../namespace/membership';
import { profileOf } from '../synthesis/profile-scope';
import { Waivers } from '../waivers';
import { Json } from './rendered-container';

/** How a folder of the host is mounted. */
export interface HostPathOptions {
  /**
   * Where the process sees it, absolute.
   *
   * @default - under the same path as on the host
   */
  readonly mountPath?: string;

  /**
   * The container that sees it, by name.
   *
   * @default - the first container of the pod
   */
  readonly container?: string;
}

/** A waiver of a control that host access violates. */
interface HostWaiver {
  readonly control: ControlId;
  /** The volume that violates it; the pod as a whole where undefined. */
  readonly volume: string | undefined;
  readonly reason: string;
}

/**
 * What a workload needs of the node that it runs on, with the reason: log shippers, node exporters and network plugins have no other way. Each of it is a
 * waiver of the controls that it violates, limited to this workload and in every report; so the namespace has to admit it, by a `podSecurityLevel` with a
 * reason of its own. Keep such workloads in a namespace without others.
 *
 * @example
 * import { HostAccess, SecureDaemonSet } from 'cdk8s-hardened';
 *
 * new SecureDaemonSet(logging, 'shipper', { containers, hostAccess: [HostAccess.readOnlyPath('/var/log', 'ships the logs of all pods of the node')] });
 */
export class HostAccess {
  /**
   * A folder or file of the host, to read.
   *
   * @param path absolute, on the host
   * @param reason why the workload needs it, for the reviewer: at least 10 characters
   * @param options where it is mounted
   */
  public static readOnlyPath(path: string, reason: string, options: HostPathOptions = {}): HostAccess {
    return HostAccess.path(path, true, reason, options);
  }

  /**
   * A folder or file of the host, to write: what is written outlives the pod, and may be run by others.
   *
   * @param path absolute, on the host
   * @param reason why the workload needs it, for the reviewer: at least 10 characters
   * @param options where it is mounted
   */
  public static writablePath(path: string, reason: string, options: HostPathOptions = {}): HostAccess {
    return HostAccess.path(path, false, reason, options);
  }

  /**
   * The network of the node: all its interfaces, and what listens on its loopback address. NetworkPolicies do not hold for such pods, that of the workload
   * included.
   *
   * @param reason why the workload needs it, for the reviewer: at least 10 characters
   */
  public static network(reason: string): HostAccess {
    return new HostAccess('the network of the node', reason, undefined, (pod) => {
      pod.hostNetwork = true;
      pod.dnsPolicy = 'ClusterFirstWithHostNet'; // with the other policies such pods would resolve no names of the cluster
    });
  }

  /**
   * The processes of the node: their names, arguments and, for the same user, environment.
   *
   * @param reason why the workload needs it, for the reviewer: at least 10 characters
   */
  public static processes(reason: string): HostAccess {
    return new HostAccess('the processes of the node', reason, undefined, (pod) => { pod.hostPID = true; });
  }

  /**
   * User and group 0, without capabilities: enough for files of the host that only root may read. Where a container names a user of its own, that one stays.
   *
   * @param reason why the workload needs it, for the reviewer: at least 10 characters
   */
  public static rootUser(reason: string): HostAccess {
    return new HostAccess('user and group 0', reason, undefined, (pod) => {
      const context: Json = (pod.securityContext ??= {});
      context.runAsUser = 0;
      context.runAsGroup = 0;
      context.runAsNonRoot = false;
    });
  }

  private static path(path: string, readOnly: boolean, reason: string, { mountPath = path, container }: HostPathOptions): HostAccess {
    const problem = absolutePathProblem(path);
    return new HostAccess(`${path} of the node`, reason, Mount._of({
      path: mountPath,
      volumeName: volumeNameFor('host', path),
      readOnly,
      container,
      otherwise: 'first container',
      problem: problem && `the path of the host ${problem}`,
      source: () => ({ hostPath: { path } }),
    }));
  }

  private constructor(
    private readonly what: string,
    private readonly reason: string,
    /** The mount that brings it; undefined where it is no file. @internal */
    public readonly _mount?: Mount,
    private readonly write: (pod: Json) => void = () => {},
  ) {}

  /**
   * The waivers that it needs: of the controls that it violates, which the controls themselves say of a pod that has it.
   *
   * @throws where the namespace does not admit it
   * @internal
   */
  public _waivers(workload: Construct, at: string): readonly HostWaiver[] {
    const { level, controls } = sampleFindings(profileOf(workload), (pod) => this.writeSample(pod));
    const namespace = levelOfNamespace(workload);
    if (namespace && isLowerLevel(level, namespace.level)) {
      throw new Error(`${at}: it needs ${this.what}, and namespace "${namespace.name}" admits pods of level "${namespace.level}" only; pass \`podSecurityLevel\` `
        + `${levelName(level)} and a \`podSecurityReason\` to its HardenedNamespace, or build the workload in a namespace of its own that has them`);
    }
    return controls.map((control) => ({ control, volume: this._mount?._definition.volumeName, reason: this.reason }));
  }

  /** @internal */
  public _writeTo(pod: Json): void {
    this.write(pod);
  }

  private writeSample(pod: Json): void {
    this.write(pod);
    if (this._mount) pod.volumes = [{ name: this._mount._definition.volumeName, ...this._mount._definition.source(0) }];
  }
}

/** Waives what the host access of a workload violates. Where two reasons are for the same, both are given. */
export function waiveHostAccess(workload: Construct, accesses: readonly HostAccess[]): void {
  const reasons = new Map<string, HostWaiver>();
  for (const waiver of accesses.flatMap((access) => access._waivers(workload, `cannot build "${workload.node.path}"`))) {
    const key = `${waiver.control} ${waiver.volume ?? ''}`;
    const known = reasons.get(key);
    reasons.set(key, known ? { ...known, reason: `${known.reason}; ${waiver.reason}` } : waiver);
  }
  for (const { control, volume, reason } of reasons.values()) {
    Waivers.of(workload).add(control, { reason, ...(volume === undefined ? {} : { volume }) });
  }
}

const levelName = (level: PodSecurityLevel): string => `PodSecurityLevel.${level.toUpperCase()}`;
