"""A small shop: customers reach the frontend, the frontend the api, and the api and the worker a database outside the cluster."""

import cdk8s_plus_27 as kplus
from cdk8s import App, Chart, Size
from cdk8s_hardened import HardenedApp, HardenedNamespace, Peer, Port, Quantity, Quota, ScopedRole, ScopedRule, SecureDeployment, Verb

from platform_profile import PROFILE


def container(image: str, port_name: str, port: int) -> kplus.ContainerProps:
    """A container that serves its probes on its only port. A process that waits for its database is alive, but not ready."""
    return kplus.ContainerProps(
        image=f"registry.example.com/shop/{image}",
        ports=[kplus.ContainerPort(name=port_name, number=port)],
        liveness=kplus.Probe.from_http_get("/livez", port=port),
        readiness=kplus.Probe.from_http_get("/readyz", port=port),
    )


def build() -> App:
    app = HardenedApp(profile=PROFILE)
    chart = Chart(app, "shop")

    # three workloads of three replicas, and as many pods that are still terminating during an update
    shop = HardenedNamespace(chart, "shop", quota=Quota.of(
        pods=18,
        requests_cpu=Quantity.cores(2),
        requests_memory=Quantity.gibibytes(5),
        requests_ephemeral_storage=Quantity.gibibytes(2),
        limits_cpu=Quantity.cores(9),
        limits_memory=Quantity.gibibytes(5),
        limits_ephemeral_storage=Quantity.gibibytes(5),
    ))
    database, database_port = Peer.cidr("10.20.0.0/28"), Port.tcp(5432)
    credentials = kplus.Secret.from_secret_name(chart, "database-credentials", "database-credentials")
    http = kplus.ServicePort(name="http", port=80, target_port=8080)

    frontend = SecureDeployment(shop, "frontend", containers=[
        container("frontend:2.7.0@sha256:3c6b1f0f5f1f1f7a3dd6a9a38f4a5b0a2f0d6b9d7a42b4bd1bb0f4ed0a7f6c51", "http", 8080),
    ])
    frontend.writable("/tmp", Size.mebibytes(64))
    frontend.expose_via_service(name="frontend", ports=[http])
    frontend.allow_from(Peer.namespace("ingress-nginx"))

    api = SecureDeployment(shop, "api", containers=[
        container("api:1.4.2@sha256:8a5edab282632443219e051e4ade2d1d5bbc671c781051bf1437897cbdfea0f1", "http", 8080),
    ])
    api.expose_via_service(name="api", ports=[http])
    api.mount_secret(credentials, "/var/run/secrets/database")
    api.allow_from(frontend)
    api.allow_to(database, database_port)

    worker = SecureDeployment(shop, "worker", containers=[
        container("worker:1.4.2@sha256:0f4e1c9a7b6d5e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f", "metrics", 9090),
    ])
    worker.mount_secret(credentials, "/var/run/secrets/database")
    worker.allow_from(Peer.namespace("monitoring"))
    worker.allow_to(database, database_port)

    flags = ScopedRole(shop, "flags-reader", rules=[
        ScopedRule(api_groups=[""], resources=["configmaps"], resource_names=["flags"], verbs=[Verb.GET, Verb.WATCH]),
    ])
    flags.bind_to(worker)
    return app
