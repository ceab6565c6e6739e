import { ApiServer } from './api-server';
import { CustomControl } from './custom-control';
import { Dns } from './dns';
import { ImagePolicy } from './image-policy';
import { NetworkPlugin } from './network-plugin';
import { PodSecurityLevel } from './pod-security-level';
import { ResourceDefaults } from './resource-defaults';
import { RunAs } from './run-as';
import { Severity } from './severity';
import { TrafficSource } from './traffic-source';

/** What a platform team decides for all workloads. */
export interface SecurityProfileProps {
  /**
   * The version of Kubernetes that the manifests are for, as '1.<minor>'.
   *
   * @default '1.36'
   */
  readonly kubernetesVersion?: string;

  /**
   * The level of the Pod Security Standards that namespaces enforce.
   *
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly podSecurityLevel?: PodSecurityLevel;

  /**
   * The set of controls to judge by. Controls that are newer or stricter than the set come as warnings, until the profile moves on.
   *
   * @default '1'
   */
  readonly controlSet?: string;

  /**
   * The user that processes run as.
   *
   * @default - user, group and volume group 65532; where the platform assigns them, nothing is rendered
   */
  readonly runAs?: RunAs;

  /**
   * Which images may run: registries, digests, tags, credentials to pull them, and the lock that pins them.
   *
   * @default - any image may run
   */
  readonly imagePolicy?: ImagePolicy;

  /**
   * Registries that images may come from, as host[:port][/path] without scheme, such as 'registry.example.com/team'. The same as `registries` of an
   * `ImagePolicy`, for a profile that needs nothing else of one.
   *
   * @default - those of `imagePolicy`
   */
  readonly registries?: string[];

  /**
   * Makes an image without digest an error instead of a warning. The same as `requireDigest` of an `ImagePolicy`.
   *
   * @default - as `imagePolicy` says; false without one
   */
  readonly requireDigest?: boolean;

  /**
   * Requests and limits for containers that declare none.
   *
   * @default ResourceDefaults.of()
   */
  readonly resources?: ResourceDefaults;

  /**
   * How pods resolve names.
   *
   * @default Dns.kubeDns(); that of the platform in the platform profiles
   */
  readonly dns?: Dns;

  /**
   * Where the API server is reached.
   *
   * @default - unknown: a workload that is bound to a role cannot be let through a namespace that denies egress
   */
  readonly apiServer?: ApiServer;

  /**
   * The network plugin of the cluster, for policies that are no NetworkPolicies.
   *
   * @default NetworkPlugin.ANY
   */
  readonly networkPlugin?: NetworkPlugin;

  /**
   * Where ingress controllers and gateways connect to workloads from. Workloads that an Ingress or a route of the Gateway API leads to are opened to them.
   *
   * @default - unknown: a published workload is opened by `allowFrom` alone, and one that admits nobody is a finding
   */
  readonly ingressControllers?: TrafficSource[];

  /**
   * Where metrics are scraped from. Workloads that a ServiceMonitor or PodMonitor selects are opened to it, at the ports that are scraped.
   *
   * @default - unknown: a scraped workload is opened by `allowFrom` alone
   */
  readonly metricsScrapers?: TrafficSource[];

  /**
   * Labels that every workload carries.
   *
   * @default - none
   */
  readonly requiredLabels?: { readonly [key: string]: string };

  /**
   * Severities that differ from those of the controls, keyed by the id of a control, as in `ControlIds`.
   *
   * @default - every control has its own severity
   */
  readonly severities?: { readonly [control: string]: Severity };

  /**
   * Controls of your own, judged beside those of the catalogue.
   *
   * @default - none
   */
  readonly customControls?: CustomControl[];

  /**
   * Custom kinds that describe pods: where these are, as JSON pointers by `group/Kind`. In a pointer `*` stands for every element of a list or map.
   * A pointer leads to the spec of pods, to fields of one, to a container, to a security context or to a volume; which it is, its fields tell. An empty
   * list says that nothing in the kind is applied, whatever it looks like: neither pods nor objects.
   *
   * What looks like pods elsewhere in a custom resource is a finding that lists every place, since no control sees it. A kind that is known by default
   * keeps its places, unless the list is empty.
   *
   * @example
   * import { SecurityProfile } from 'cdk8s-hardened';
   *
   * SecurityProfile.restricted({ customPodSpecs: { 'example.com/Widget': ['/spec/template/spec', '/spec/steps/*'] } });
   * @default - the kinds of Tekton, Argo, Knative, KubeRay, Kubeflow, Spark, Flink, Strimzi, the operators of Prometheus, OpenTelemetry and Elastic, and others
   */
  readonly customPodSpecs?: { readonly [kind: string]: string[] };

  /**
   * The CustomResourceDefinitions of the cluster, as `Yaml.load` of cdk8s reads them: synth and `check` then judge the fields of custom resources, as
   * `check --crds` does. Objects of other kinds in the list are left out.
   *
   * @example
   * import { Yaml } from 'cdk8s';
   * import { SecurityProfile } from 'cdk8s-hardened';
   *
   * SecurityProfile.restricted({ customResourceDefinitions: Yaml.load('crds/certificates.yaml') });
   * @default - definitions among the objects of the app describe their kinds; the fields of other custom resources are not judged
   */
  readonly customResourceDefinitions?: any[];
}
