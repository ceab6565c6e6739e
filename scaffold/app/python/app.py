"""A namespace with one service, which the ingress controller reaches."""

import cdk8s_plus_27 as kplus
from cdk8s import App, Chart, Size
from cdk8s_hardened import HardenedApp, HardenedNamespace, Peer, Quantity, Quota, SecureDeployment

from platform_profile import PROFILE

# an image of your own, by its digest: `crane digest IMAGE` prints it
IMAGE = "registry.example.com/web:1.0.0@sha256:3c6b1f0f5f1f1f7a3dd6a9a38f4a5b0a2f0d6b9d7a42b4bd1bb0f4ed0a7f6c51"


def build() -> App:
    app = HardenedApp(profile=PROFILE)
    namespace = HardenedNamespace(Chart(app, "web"), "web", quota=Quota.of(
        pods=6,  # three pods, and as many that are still terminating during an update
        requests_cpu=Quantity.cores(1),
        requests_memory=Quantity.gibibytes(2),
        requests_ephemeral_storage=Quantity.gibibytes(1),
        limits_cpu=Quantity.cores(3),
        limits_memory=Quantity.gibibytes(2),
        limits_ephemeral_storage=Quantity.gibibytes(2),
    ))
    web = SecureDeployment(namespace, "web", containers=[kplus.ContainerProps(
        image=IMAGE,
        ports=[kplus.ContainerPort(name="http", number=8080)],
        liveness=kplus.Probe.from_http_get("/livez", port=8080),
        readiness=kplus.Probe.from_http_get("/readyz", port=8080),
    )])
    web.writable("/tmp", Size.mebibytes(64))
    web.expose_via_service(name="web", ports=[kplus.ServicePort(name="http", port=80, target_port=8080)])
    web.allow_from(Peer.namespace("ingress-nginx"))
    return app
