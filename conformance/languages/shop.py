"""examples/shop in Python: what it writes must be what the TypeScript app writes, byte for byte."""
from cdk8s import Chart, Size
from cdk8s_hardened import (
    ApiServer, HardenedApp, HardenedNamespace, Peer, Port, Quantity, Quota, ScopedRole, SecureDeployment, SecurityProfile, Verb,
)
import cdk8s_plus_27 as kplus


def container(image, name, number):
    return kplus.ContainerProps(
        image=f"registry.example.com/shop/{image}",
        ports=[kplus.ContainerPort(name=name, number=number)],
        liveness=kplus.Probe.from_http_get("/livez", port=number),
        readiness=kplus.Probe.from_http_get("/readyz", port=number),
    )


def http(name):
    return {"name": name, "ports": [kplus.ServicePort(name="http", port=80, target_port=8080)]}


profile = SecurityProfile.restricted(
    kubernetes_version="1.36",
    registries=["registry.example.com"],
    api_server=ApiServer.of(cidrs=["10.0.0.10/32"]),
    required_labels={"owner": "shop-team"},
)
app = HardenedApp(profile=profile)
chart = Chart(app, "shop")
shop = HardenedNamespace(chart, "shop", quota=Quota.of(
    pods=18, requests_cpu=Quantity.cores(2), requests_memory=Quantity.gibibytes(5), requests_ephemeral_storage=Quantity.gibibytes(2),
    limits_cpu=Quantity.cores(9), limits_memory=Quantity.gibibytes(5), limits_ephemeral_storage=Quantity.gibibytes(5),
))
database = Peer.cidr("10.20.0.0/28"), Port.tcp(5432)
credentials = kplus.Secret.from_secret_name(chart, "database-credentials", "database-credentials")

frontend = SecureDeployment(shop, "frontend", containers=[
    container("frontend:2.7.0@sha256:3c6b1f0f5f1f1f7a3dd6a9a38f4a5b0a2f0d6b9d7a42b4bd1bb0f4ed0a7f6c51", "http", 8080),
])
frontend.writable("/tmp", Size.mebibytes(64))
frontend.expose_via_service(**http("frontend"))
frontend.allow_from(Peer.namespace("ingress-nginx"))

api = SecureDeployment(shop, "api", containers=[
    container("api:1.4.2@sha256:8a5edab282632443219e051e4ade2d1d5bbc671c781051bf1437897cbdfea0f1", "http", 8080),
])
api.expose_via_service(**http("api"))
api.mount_secret(credentials, "/var/run/secrets/database")
api.allow_from(frontend)
api.allow_to(*database)

worker = SecureDeployment(shop, "worker", containers=[
    container("worker:1.4.2@sha256:0f4e1c9a7b6d5e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f", "metrics", 9090),
])
worker.mount_secret(credentials, "/var/run/secrets/database")
worker.allow_from(Peer.namespace("monitoring"))
worker.allow_to(*database)

flags = ScopedRole(shop, "flags-reader", rules=[
    {"apiGroups": [""], "resources": ["configmaps"], "resourceNames": ["flags"], "verbs": [Verb.GET, Verb.WATCH]},
])
flags.bind_to(worker)

app.synth()
