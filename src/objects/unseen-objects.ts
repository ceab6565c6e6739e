import { CustomPodSpecs } from './custom-pod-specs';
import { apiGroupOf, groupKind, keyOf, Manifest } from './manifest';
import { podsOf, podSpecPointers } from './pod-template';
import { isClusterScoped } from './scope';

/** API groups of add-ons whose objects bring neither pods nor services, but for the kinds below. */
const PASSIVE_GROUPS = new Set([
  'acme.cert-manager.io', 'cert-manager.io', 'trust.cert-manager.io', 'external-secrets.io', 'generators.external-secrets.io', 'bitnami.com',
  'secrets-store.csi.x-k8s.io', 'snapshot.storage.k8s.io', 'autoscaling.k8s.io', 'keda.sh', 'monitoring.coreos.com',
  'gateway.networking.k8s.io', 'gateway.envoyproxy.io', 'networking.istio.io', 'security.istio.io', 'telemetry.istio.io', 'networking.gke.io', 'cloud.google.com',
  'elbv2.k8s.aws', 'traefik.io', 'traefik.containo.us', 'cilium.io', 'crd.projectcalico.org', 'projectcalico.org', 'policy.networking.k8s.io',
  'kyverno.io', 'policies.kyverno.io', 'constraints.gatekeeper.sh', 'templates.gatekeeper.sh', 'wgpolicyk8s.io', 'openreports.io', 'externaldns.k8s.io',
  'kustomize.config.k8s.io', 'node.cdk8s-hardened.dev', // no object of a cluster, and beside many of them
]);
const MAKERS = new Set([
  'gateway.networking.k8s.io/Gateway', 'keda.sh/ScaledJob', 'monitoring.coreos.com/Alertmanager', 'monitoring.coreos.com/Prometheus',
  'monitoring.coreos.com/PrometheusAgent', 'monitoring.coreos.com/ThanosRuler',
]);
/** Kinds that install anything into any namespace. */
const INSTALLERS = new Set([
  'argoproj.io/Application', 'argoproj.io/ApplicationSet', 'helm.toolkit.fluxcd.io/HelmRelease', 'kustomize.toolkit.fluxcd.io/Kustomization', 'helm.cattle.io/HelmChart',
]);
/** Groups whose controllers put labels on their pods and make services for them, beside the template that they show. */
const GENEROUS_GROUPS = new Set(['serving.knative.dev', 'leaderworkerset.x-k8s.io']);

/** An object of a set, with the custom kinds that its profile declares. */
export interface ObjectWithProfile {
  readonly manifest: Manifest;
  readonly profile?: { readonly customPodSpecs: CustomPodSpecs };
}

/** Whether two objects may be in the same namespace: one that names none goes wherever it is applied. */
export function mayShareNamespace(one: string, other: string): boolean {
  return one === other || one === '' || other === '';
}

/** Words for a namespace, as in `no pod of namespace "shop"`. */
export function namespaceText(namespace: string): string {
  return namespace === '' ? 'the same namespace' : `namespace "${namespace}"`;
}

/** What custom resources may bring that no manifest shows: an operator's pods, the services of a database. Where they may, nothing is called missing. */
export class UnseenObjects {
  private readonly withPods = new Set<string>();
  private readonly withServices = new Set<string>();

  constructor(objects: readonly ObjectWithProfile[]) {
    for (const { manifest, profile } of objects) {
      const kind = groupKind(manifest);
      if (isClusterScoped(manifest) !== undefined || (PASSIVE_GROUPS.has(apiGroupOf(kind)) && !MAKERS.has(kind))) continue;
      const namespace = INSTALLERS.has(kind) ? '' : keyOf(manifest).namespace;
      this.withServices.add(namespace);
      const custom = profile?.customPodSpecs;
      const isKnown = podSpecPointers(kind, custom)?.length === 0 || podsOf(manifest, custom).length > 0; // declared to have no pods, or showing them
      if (!isKnown || GENEROUS_GROUPS.has(apiGroupOf(kind))) this.withPods.add(namespace);
    }
  }

  /** Whether pods may run in a namespace that no manifest shows. */
  public mayHavePods(namespace: string): boolean {
    return includes(this.withPods, namespace);
  }

  /** Whether a namespace may have services that no manifest shows. */
  public mayHaveServices(namespace: string): boolean {
    return includes(this.withServices, namespace);
  }
}

const includes = (namespaces: ReadonlySet<string>, namespace: string): boolean =>
  namespaces.has(namespace) || namespaces.has('') || (namespace === '' && namespaces.size > 0);
