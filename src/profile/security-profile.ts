import { ApiServer } from './api-server';
import { CustomControl } from './custom-control';
import { Dns } from './dns';
import { ImagePolicy } from './image-policy';
import { NetworkPlugin } from './network-plugin';
import { eksFacts, gkeAutopilotFacts, openshiftFacts } from './platforms';
import { PodSecurityLevel } from './pod-security-level';
import {
  minorOf, rejectBadCustomPodSpecs, rejectBadRegistries, rejectBadRequiredLabels, rejectNoDefinition, rejectRepeatedCustomControls, rejectTwoLists,
  rejectUnknownControlSet, rejectUnknownLevel, rejectUnknownSeverities,
} from './profile-rules';
import { ResourceDefaults } from './resource-defaults';
import { RunAs } from './run-as';
import { SecurityProfileProps } from './security-profile-props';
import { Severity } from './severity';
import { TrafficSource } from './traffic-source';

/**
 * What a platform team decides once for all workloads. A profile never changes; share it as a package.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class SecurityProfile {
  /**
   * The profile for any conformant cluster: the restricted Pod Security Standard, with warnings where people must work first.
   *
   * @param props what differs from the defaults.
   */
  public static restricted(props: SecurityProfileProps = {}): SecurityProfile {
    return new SecurityProfile(props, false);
  }

  /**
   * As `restricted`, with every warning raised to an error.
   *
   * @param props what differs from the defaults.
   */
  public static strict(props: SecurityProfileProps = {}): SecurityProfile {
    return new SecurityProfile(props, true);
  }

  /**
   * For OpenShift: the platform assigns user, group and fsGroup by its constraint `restricted-v2`, and runs its own DNS.
   *
   * The endpoints of the API server listen on 6443, the default of `ApiServer`.
   *
   * @see https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/authentication_and_authorization/managing-pod-security-policies
   * @param props what differs from the defaults.
   */
  public static openshift(props: SecurityProfileProps = {}): SecurityProfile {
    return new SecurityProfile(replaced(openshiftFacts(), props), false);
  }

  /**
   * For Autopilot clusters of Google Kubernetes Engine: DNS goes through NodeLocal DNSCache, or Cloud DNS at the metadata address.
   *
   * Autopilot raises requests that are below its minimum; the defaults are above that of clusters which support bursting.
   *
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests
   * @param props what differs from the defaults.
   */
  public static gkeAutopilot(props: SecurityProfileProps = {}): SecurityProfile {
    return new SecurityProfile(replaced(gkeAutopilotFacts(), props), false);
  }

  /**
   * For Amazon EKS: CoreDNS in `kube-system`.
   *
   * In Auto Mode CoreDNS is a service of each node; pass `dns: Dns.nodeLocal({ address: '172.20.0.10' })` with the cluster IP of your DNS there.
   * Network policies take effect only once they are switched on in the VPC network plugin.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
   * @param props what differs from the defaults.
   */
  public static eks(props: SecurityProfileProps = {}): SecurityProfile {
    return new SecurityProfile(replaced(eksFacts(), props), false);
  }

  /** The version of Kubernetes that the manifests are for, as '1.<minor>'. */
  public readonly kubernetesVersion: string;
  /** The minor number of that version. */
  public readonly kubernetesMinor: number;
  /** The level of the Pod Security Standards that namespaces enforce. */
  public readonly podSecurityLevel: PodSecurityLevel;
  /** The set of controls to judge by. */
  public readonly controlSet: string;
  /** The user that processes run as. */
  public readonly runAs: RunAs;
  /** Which images may run; undefined if any may. */
  public readonly imagePolicy?: ImagePolicy;
  /** Whether an image without digest is an error. */
  public readonly requireDigest: boolean;
  /** Requests and limits for containers that declare none. */
  public readonly resources: ResourceDefaults;
  /** How pods resolve names. */
  public readonly dns: Dns;
  /** Where the API server is reached; undefined if unknown. */
  public readonly apiServer?: ApiServer;
  /** The network plugin of the cluster. */
  public readonly networkPlugin: NetworkPlugin;

  private readonly given: SecurityProfileProps;

  private constructor(
    props: SecurityProfileProps,
    /** Whether every warning is raised to an error. */
    public readonly strictSeverities: boolean,
  ) {
    this.given = ownCopy(props);
    this.kubernetesVersion = props.kubernetesVersion ?? '1.36';
    this.kubernetesMinor = minorOf(this.kubernetesVersion);
    this.podSecurityLevel = props.podSecurityLevel ?? PodSecurityLevel.RESTRICTED;
    this.controlSet = props.controlSet ?? '1';
    this.runAs = props.runAs ?? RunAs.user(65532); // the "nonroot" user of distroless images
    this.imagePolicy = props.imagePolicy;
    this.requireDigest = props.requireDigest ?? props.imagePolicy?.requireDigest ?? false;
    this.resources = props.resources ?? ResourceDefaults.of();
    this.dns = props.dns ?? Dns.kubeDns();
    this.apiServer = props.apiServer;
    this.networkPlugin = props.networkPlugin ?? NetworkPlugin.ANY;

    rejectUnknownLevel(this.podSecurityLevel);
    rejectUnknownControlSet(this.controlSet);
    rejectBadRegistries(this.registries);
    rejectTwoLists(props);
    rejectBadRequiredLabels(this.requiredLabels);
    rejectUnknownSeverities(this.severities);
    rejectRepeatedCustomControls(this.customControls);
    rejectBadCustomPodSpecs(this.customPodSpecs);
    rejectNoDefinition(props.customResourceDefinitions);
  }

  /** Registries that images may come from; empty if from anywhere. */
  public get registries(): string[] {
    return this.given.registries?.length ? [...this.given.registries] : this.imagePolicy?.registries ?? [];
  }

  /** Where ingress controllers and gateways connect from; empty if unknown. */
  public get ingressControllers(): TrafficSource[] {
    return [...this.given.ingressControllers ?? []];
  }

  /** Where metrics are scraped from; empty if unknown. */
  public get metricsScrapers(): TrafficSource[] {
    return [...this.given.metricsScrapers ?? []];
  }

  /** Labels that every workload carries. */
  public get requiredLabels(): { [key: string]: string } {
    return { ...this.given.requiredLabels };
  }

  /** Severities that differ from those of the controls, keyed as they were passed. */
  public get severities(): { [control: string]: Severity } {
    return { ...this.given.severities };
  }

  /** Controls beside those of the catalogue. */
  public get customControls(): CustomControl[] {
    return [...this.given.customControls ?? []];
  }

  /** Custom kinds that describe pods, with the JSON pointers of their pod specs. */
  public get customPodSpecs(): { [kind: string]: string[] } {
    return this.given.customPodSpecs ? copyOfLists(this.given.customPodSpecs) : {};
  }

  /** The CustomResourceDefinitions that describe custom resources. */
  public get customResourceDefinitions(): any[] {
    return this.given.customResourceDefinitions ? copyOf(this.given.customResourceDefinitions) : [];
  }

  /**
   * A profile like this one, with some decisions replaced. A list or map is replaced as a whole.
   *
   * @param props the decisions to replace.
   */
  public extend(props: SecurityProfileProps): SecurityProfile {
    return new SecurityProfile(replaced(this.given, props), this.strictSeverities);
  }

  /** A profile like this one, with every warning raised to an error. */
  public toStrict(): SecurityProfile {
    return new SecurityProfile(this.given, true);
  }
}

/** A prop that is passed as undefined counts as not passed. */
function replaced(base: SecurityProfileProps, props: SecurityProfileProps): SecurityProfileProps {
  return { ...base, ...Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) };
}

/** Later changes of the caller's arrays and objects must not reach the profile. */
function ownCopy(props: SecurityProfileProps): SecurityProfileProps {
  return {
    ...props,
    registries: [...props.registries ?? []],
    ingressControllers: [...props.ingressControllers ?? []],
    metricsScrapers: [...props.metricsScrapers ?? []],
    requiredLabels: { ...props.requiredLabels },
    severities: { ...props.severities },
    customControls: [...props.customControls ?? []],
    customPodSpecs: props.customPodSpecs && copyOfLists(props.customPodSpecs),
    customResourceDefinitions: props.customResourceDefinitions && copyOf(props.customResourceDefinitions),
  };
}

const copyOf = (data: any[]): any[] => JSON.parse(JSON.stringify(data)) as any[];

function copyOfLists(lists: { readonly [key: string]: readonly string[] }): { [key: string]: string[] } {
  return Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, [...list]]));
}
