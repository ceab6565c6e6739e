"""What the platform team decided for all apps. Replace registry, addresses and labels with those of your clusters."""

from cdk8s_hardened import ApiServer, SecurityProfile, Severity, TrafficSource

COMPANY_PROFILE = SecurityProfile.restricted(
    kubernetes_version="1.36",
    registries=["registry.example.com"],
    require_digest=True,
    api_server=ApiServer.of(cidrs=["10.0.0.10/32"]),
    ingress_controllers=[TrafficSource.pods(namespace="ingress-nginx", pod_labels={"app.kubernetes.io/name": "ingress-nginx"})],
    metrics_scrapers=[TrafficSource.pods(namespace="monitoring", pod_labels={"app.kubernetes.io/name": "prometheus"})],
    severities={"liveness-probe": Severity.ERROR, "readiness-probe": Severity.ERROR},
)
