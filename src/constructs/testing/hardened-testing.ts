import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { evaluatePodSecurity } from '../../engine/pod-security';
import { parsePodSecurity } from '../../engine/pod-security-policy';
import { API_RESOURCES, resourceParts } from '../../objects/api-resources';
import { cidrProblem } from '../../objects/cidr';
import { keyOf, Manifest } from '../../objects/manifest';
import { hasPort, isProtocol } from '../../objects/network/port-set';
import { ConnectionEnd, podEnd, PodEnd, Reachability } from '../../objects/network/reachability';
import { podOf, podsOf, PodView } from '../../objects/pod-template';
import { accountOf, RbacGraph } from '../../objects/rbac-graph';
import { userOf } from '../../objects/rbac-subject';
import { findingText } from '../../reports/text';
import { Port } from '../network/port';
import { checkTree } from '../synthesis/checked-tree';
import { profileOf } from '../synthesis/profile-scope';
import { manifestsOf } from '../synthesis/rendering';

/** Where something is done. */
export interface GrantOptions {
  /**
   * The namespace of the objects.
   * @default - that of the workload
   */
  readonly namespace?: string;

  /**
   * The one object that is asked about, by name.
   * @default - any object, or one that has no name yet
   */
  readonly objectName?: string;
}

/**
 * Questions to ask of an app in a unit test, of any test framework. They are answered by the manifests that would be written, all objects of the app
 * included; nothing is written.
 */
export class HardenedTesting {
  /**
   * What is found in the objects below a scope, as synthesis prints it, each with what, where, why and fix; empty where nothing is. What is waived is left
   * out.
   *
   * @param scope an app, a chart or a construct
   */
  public static findings(scope: IConstruct): string[] {
    const within = (path: string | undefined): boolean => scope.node.path === '' || path === scope.node.path || path?.startsWith(`${scope.node.path}/`) === true;
    return checkTree(scope.node.root).findings
      .filter(({ outcome, origin }) => outcome !== 'waived' && within(origin.constructPath)).map((finding) => findingText(finding));
  }

  /**
   * What a namespace with this Pod Security label would refuse of the objects below a scope, in the words of the API server, one text for each object.
   *
   * @param scope an app, a chart or a construct
   * @param standard level and version, as `restricted:v1.36`
   * @throws for a standard that does not exist
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   */
  public static podSecurityViolations(scope: IConstruct, standard: string): string[] {
    const policy = parsePodSecurity(standard);
    if ('problem' in policy) throw new Error(`cannot judge by "${standard}": it ${policy.problem}; pass a level and a version, such as "restricted:v1.36"`);
    return [...manifestsBelow(scope)].flatMap(([object, manifest]) => {
      const { allowed, message, undecided } = evaluatePodSecurity(manifest, policy);
      if (allowed) return [];
      return [`${object.node.path}: ${message || `cannot be decided: ${undecided.map((one) => one.message).join(', ')}`}`];
    });
  }

  /**
   * Whether the pods of one workload may connect to those of another, by all network policies of the app: what leaves one must be let in by the other.
   *
   * @param from a workload, as a SecureDeployment
   * @param to the workload that listens
   * @param port one port of the pods, by number
   * @throws for what renders no pods, and for a port without a number
   */
  public static allowsTraffic(from: IConstruct, to: IConstruct, port: Port): boolean {
    const net = new AppNetwork(from);
    return net.allows(net.end(from), net.end(to), port);
  }

  /**
   * Whether the pods of a workload may connect to addresses outside of the cluster.
   *
   * @param from a workload
   * @param cidr the addresses, as `203.0.113.7/32`; all of them must be open
   * @param port one port, by number
   * @throws for what renders no pods, what is no block, and for a port without a number
   */
  public static allowsTrafficToAddress(from: IConstruct, cidr: string, port: Port): boolean {
    const net = new AppNetwork(from);
    return net.allows(net.end(from), addressEnd(cidr), port);
  }

  /**
   * Whether addresses outside of the cluster may connect to the pods of a workload.
   *
   * @param cidr the addresses, as `203.0.113.7/32`; all of them must be let in
   * @param to the workload that listens
   * @param port one port, by number
   * @throws for what renders no pods, what is no block, and for a port without a number
   */
  public static allowsTrafficFromAddress(cidr: string, to: IConstruct, port: Port): boolean {
    const net = new AppNetwork(to);
    return net.allows(addressEnd(cidr), net.end(to), port);
  }

  /**
   * Whether the roles that are bound in the app, and those that Kubernetes brings, let the pods of a workload do something.
   *
   * @param workload a workload, whose ServiceAccount is meant
   * @param verb as `get`
   * @param resource the plural, with the API group behind a dot where it has one and the subresource behind a slash: `secrets`, `deployments.apps`, `pods/exec`
   * @param options where, and to which object
   * @throws for what renders no pods, and for a built-in resource whose group is left out
   */
  public static grants(workload: IConstruct, verb: string, resource: string, options: GrantOptions = {}): boolean {
    const manifests = manifestsBelow(workload.node.root);
    const { manifest, pod } = templateOf(workload, manifests);
    const account = accountOf(manifest, pod);
    const graph = new RbacGraph([...manifests.values()], profileOf(workload).kubernetesMinor);
    return graph.allows(userOf(account), {
      verb, ...resourceAndGroup(resource), name: options.objectName ?? '', namespace: options.namespace ?? account.namespace,
    });
  }

  private constructor() {}
}

function manifestsBelow(scope: IConstruct): ReadonlyMap<ApiObject, Manifest> {
  const all = manifestsOf(scope.node.root.node.findAll().filter(ApiObject.isApiObject));
  const own = new Set(scope.node.findAll());
  return new Map([...all].filter(([object]) => own.has(object)));
}

interface Template { readonly manifest: Manifest; readonly pod: PodView }

function templateOf(workload: IConstruct, manifests: ReadonlyMap<ApiObject, Manifest>): Template {
  const object = workload.node.findAll().filter(ApiObject.isApiObject).find((one) => manifests.has(one) && podOf(manifests.get(one)!) !== undefined);
  if (!object) throw new Error(`"${workload.node.path}" renders no pods; pass a workload, such as a SecureDeployment`);
  const manifest = manifests.get(object)!;
  return { manifest, pod: podOf(manifest)! };
}

/** Who reaches whom in an app. */
class AppNetwork {
  private readonly manifests: ReadonlyMap<ApiObject, Manifest>;
  private readonly ends = new Map<Manifest, PodEnd>();
  private readonly reachability: Reachability;

  constructor({ node }: IConstruct) {
    this.manifests = manifestsBelow(node.root);
    for (const manifest of this.manifests.values()) {
      const [pod] = podsOf(manifest);
      if (pod) this.ends.set(manifest, podEnd(keyOf(manifest).namespace, pod.metadata, pod.spec));
    }
    this.reachability = new Reachability([...this.manifests.values()], [...this.ends.values()]);
  }

  public end(workload: IConstruct): PodEnd {
    return this.ends.get(templateOf(workload, this.manifests).manifest)!;
  }

  public allows(from: ConnectionEnd, to: ConnectionEnd, port: Port): boolean {
    const { _protocol: protocol, _port: number } = port;
    if (typeof number !== 'number' || !isProtocol(protocol)) throw new Error('cannot ask about a port without a number; pass one port, such as Port.tcp(8080)');
    return hasPort(this.reachability.ports(from, to), protocol, number);
  }
}

function addressEnd(cidr: string): ConnectionEnd {
  const problem = cidrProblem(cidr);
  if (problem) throw new Error(`cannot ask about "${cidr}": it ${problem}`);
  return { cidr };
}

/** The group of a built-in resource is part of its name where it has one, so that a wrong name is no silent "no". */
function resourceAndGroup(text: string): { readonly resource: string; readonly group: string } {
  const { plural, group: named, subresource } = resourceParts(text);
  const group = named ?? '';
  if (plural === '' || named === '') throw new Error(`"${text}" is no resource; pass the plural, such as "secrets" or "deployments.apps"`);
  const groups = [...new Set(API_RESOURCES.filter(({ resource }) => resource === `${plural}${subresource}`).map((one) => one.group))];
  if (group === '' && groups.length > 0 && !groups.includes('')) {
    throw new Error(`"${text}" has an API group; pass ${groups.map((one) => `"${plural}.${one}${subresource}"`).join(' or ')}`);
  }
  return { resource: `${plural}${subresource}`, group };
}
