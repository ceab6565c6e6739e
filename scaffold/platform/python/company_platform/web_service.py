from typing import Optional

import cdk8s_plus_27 as kplus
from cdk8s import ApiObject, ApiObjectMetadata, JsonPatch
from cdk8s_hardened import SecureDeployment
from constructs import Construct

HTTP, METRICS = 8080, 9090


class WebService(Construct):
    """
    The golden path of an HTTP service: requests on port 8080, metrics on 9090, `/livez` and `/readyz`, a Service on port 80, a monitor for Prometheus, and
    an Ingress with TLS where it has a host. It is reached by nobody else until `workload.allow_from` says so.

    :param image: the image with its digest, as `registry.example.com/shop/web:1.4.2@sha256:…`
    :param host: the name under which customers reach it; the certificate is in the Secret `<id>-tls`. Without one it is reached from within the cluster alone
    :param replicas: how many pods run
    """

    def __init__(self, scope: Construct, id: str, *, image: str, host: Optional[str] = None, replicas: int = 3) -> None:
        super().__init__(scope, id)
        self.workload = SecureDeployment(self, "workload", replicas=replicas, containers=[kplus.ContainerProps(
            image=image,
            ports=[kplus.ContainerPort(name="http", number=HTTP), kplus.ContainerPort(name="metrics", number=METRICS)],
            liveness=kplus.Probe.from_http_get("/livez", port=HTTP),
            readiness=kplus.Probe.from_http_get("/readyz", port=HTTP),
        )])
        self.service = self.workload.expose_via_service(name=id, ports=[
            kplus.ServicePort(name="http", port=80, target_port=HTTP),
            kplus.ServicePort(name="metrics", port=METRICS, target_port=METRICS),
        ])
        self.service.metadata.add_label("service", id)
        monitor = ApiObject(self, "monitor", api_version="monitoring.coreos.com/v1", kind="ServiceMonitor", metadata=ApiObjectMetadata(name=id))
        monitor.add_json_patch(JsonPatch.add("/spec", {"selector": {"matchLabels": {"service": id}}, "endpoints": [{"port": "metrics"}]}))
        if host is not None:
            self._publish(id, host)

    def _publish(self, id: str, host: str) -> None:
        secret = kplus.Secret.from_secret_name(self, "certificate", f"{id}-tls")
        ingress = kplus.Ingress(self, "ingress", class_name="nginx", tls=[kplus.IngressTls(hosts=[host], secret=secret)])
        ingress.add_host_rule(host, "/", kplus.IngressBackend.from_service(self.service, port=80), kplus.HttpIngressPathType.PREFIX)
