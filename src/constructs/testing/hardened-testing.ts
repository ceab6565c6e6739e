import { IConstruct } from 'constructs';
import { AppAccess } from './app-access';
import { AppNetwork } from './app-network';
import { GrantOptions } from './grant-options';
import { manifestFiles, ManifestFilesOptions } from './manifest-files';
import { manifestsBelow } from './rendered-app';
import { wrongExamples } from '../../engine/custom-controls';
import { evaluatePodSecurity } from '../../engine/pod-security';
import { parsePodSecurity } from '../../engine/pod-security-policy';
import { CustomControl } from '../../profile/custom-control';
import { findingText } from '../../reports/text';
import { Port } from '../network/port';
import { checkTree } from '../synthesis/checked-tree';

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
    return new AppNetwork(from).allows(from, to, port);
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
    return new AppNetwork(from).allows(from, cidr, port);
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
    return new AppNetwork(to).allows(cidr, to, port);
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
    return new AppAccess(workload, verb, resource, options).isGranted;
  }

  /**
   * Why pods of one workload may connect to those of another, or cannot: the policies at both ends, and the call that opens what is closed. A text for the
   * message of a failing test.
   *
   * @param from a workload, as a SecureDeployment
   * @param to the workload that listens
   * @param port one port of the pods, by number
   * @throws for what renders no pods, and for a port without a number
   */
  public static explainTraffic(from: IConstruct, to: IConstruct, port: Port): string {
    return new AppNetwork(from).explain(from, to, port);
  }

  /**
   * The same for addresses outside of the cluster that a workload connects to.
   *
   * @param from a workload
   * @param cidr the addresses, as `203.0.113.7/32`
   * @param port one port, by number
   * @throws for what renders no pods, what is no block, and for a port without a number
   */
  public static explainTrafficToAddress(from: IConstruct, cidr: string, port: Port): string {
    return new AppNetwork(from).explain(from, cidr, port);
  }

  /**
   * The same for addresses outside of the cluster that connect to a workload.
   *
   * @param cidr the addresses, as `203.0.113.7/32`
   * @param to the workload that listens
   * @param port one port, by number
   * @throws for what renders no pods, what is no block, and for a port without a number
   */
  public static explainTrafficFromAddress(cidr: string, to: IConstruct, port: Port): string {
    return new AppNetwork(to).explain(cidr, to, port);
  }

  /**
   * By which bindings the pods of a workload may do something, or which ones do not let them. A text for the message of a failing test.
   *
   * @param workload a workload, whose ServiceAccount is meant
   * @param verb as `get`
   * @param resource as for `grants`
   * @param options where, and to which object
   * @throws for what renders no pods, and for a built-in resource whose group is left out
   */
  public static explainGrant(workload: IConstruct, verb: string, resource: string, options: GrantOptions = {}): string {
    return new AppAccess(workload, verb, resource, options).explain();
  }

  /**
   * The manifests of the objects below a scope as a reviewer reads them: one file of YAML for each object, by its path, keys in a fixed order. A test that
   * compares them with files in the repository shows a changed default as one line of one file.
   *
   * @param scope an app, a chart or a construct
   * @param options what is left out of them
   */
  public static manifestFiles(scope: IConstruct, options: ManifestFilesOptions = {}): { [path: string]: string } {
    return manifestFiles([...manifestsBelow(scope).values()], options);
  }

  /**
   * The examples of a custom control that its rule decides otherwise: accepted ones that it finds fault with, and rejected ones that it finds none with.
   *
   * @param control the control; each of its examples is passed to its rule as the subject
   * @returns one text for each such example; an empty list where the rule decides all of them as they say
   * @throws for a control without examples, of which nothing can be said
   */
  public static wrongExamples(control: CustomControl): string[] {
    return wrongExamples(control);
  }

  private constructor() {}
}

