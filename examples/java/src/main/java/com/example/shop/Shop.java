package com.example.shop;

import java.util.List;

import io.github.cdk8shardened.HardenedApp;
import io.github.cdk8shardened.HardenedNamespace;
import io.github.cdk8shardened.Peer;
import io.github.cdk8shardened.Port;
import io.github.cdk8shardened.Quantity;
import io.github.cdk8shardened.Quota;
import io.github.cdk8shardened.QuotaProps;
import io.github.cdk8shardened.ScopedRole;
import io.github.cdk8shardened.ScopedRule;
import io.github.cdk8shardened.SecureDeployment;
import io.github.cdk8shardened.Verb;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.Size;
import org.cdk8s.plus27.ContainerPort;
import org.cdk8s.plus27.ContainerProps;
import org.cdk8s.plus27.DeploymentExposeViaServiceOptions;
import org.cdk8s.plus27.HttpGetProbeOptions;
import org.cdk8s.plus27.ISecret;
import org.cdk8s.plus27.Probe;
import org.cdk8s.plus27.Secret;
import org.cdk8s.plus27.ServicePort;

/** A small shop: customers reach the frontend, the frontend the api, and the api and the worker a database outside the cluster. */
final class Shop {
    static App build() {
        final App app = HardenedApp.Builder.create().profile(PlatformProfile.get()).build();
        final Chart chart = new Chart(app, "shop");

        // three workloads of three replicas, and as many pods that are still terminating during an update
        final HardenedNamespace shop = HardenedNamespace.Builder.create(chart, "shop")
                .quota(Quota.of(QuotaProps.builder()
                        .pods(18)
                        .requestsCpu(Quantity.cores(2))
                        .requestsMemory(Quantity.gibibytes(5))
                        .requestsEphemeralStorage(Quantity.gibibytes(2))
                        .limitsCpu(Quantity.cores(9))
                        .limitsMemory(Quantity.gibibytes(5))
                        .limitsEphemeralStorage(Quantity.gibibytes(5))
                        .build()))
                .build();
        final Peer database = Peer.cidr("10.20.0.0/28");
        final Port databasePort = Port.tcp(5432);
        final ISecret credentials = Secret.fromSecretName(chart, "database-credentials", "database-credentials");

        final SecureDeployment frontend = SecureDeployment.Builder.create(shop, "frontend")
                .containers(List.of(container(
                        "frontend:2.7.0@sha256:3c6b1f0f5f1f1f7a3dd6a9a38f4a5b0a2f0d6b9d7a42b4bd1bb0f4ed0a7f6c51", "http", 8080)))
                .build();
        frontend.writable("/tmp", Size.mebibytes(64));
        frontend.exposeViaService(http("frontend"));
        frontend.allowFrom(Peer.namespace("ingress-nginx"));

        final SecureDeployment api = SecureDeployment.Builder.create(shop, "api")
                .containers(List.of(container(
                        "api:1.4.2@sha256:8a5edab282632443219e051e4ade2d1d5bbc671c781051bf1437897cbdfea0f1", "http", 8080)))
                .build();
        api.exposeViaService(http("api"));
        api.mountSecret(credentials, "/var/run/secrets/database");
        api.allowFrom(frontend);
        api.allowTo(database, databasePort);

        final SecureDeployment worker = SecureDeployment.Builder.create(shop, "worker")
                .containers(List.of(container(
                        "worker:1.4.2@sha256:0f4e1c9a7b6d5e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f", "metrics", 9090)))
                .build();
        worker.mountSecret(credentials, "/var/run/secrets/database");
        worker.allowFrom(Peer.namespace("monitoring"));
        worker.allowTo(database, databasePort);

        final ScopedRole flags = ScopedRole.Builder.create(shop, "flags-reader")
                .rules(List.of(ScopedRule.builder()
                        .apiGroups(List.of(""))
                        .resources(List.of("configmaps"))
                        .resourceNames(List.of("flags"))
                        .verbs(List.of(Verb.GET, Verb.WATCH))
                        .build()))
                .build();
        flags.bindTo(worker);
        return app;
    }

    /** A container that serves its probes on its only port. A process that waits for its database is alive, but not ready. */
    private static ContainerProps container(final String image, final String portName, final int port) {
        final HttpGetProbeOptions onPort = HttpGetProbeOptions.builder().port(port).build();
        return ContainerProps.builder()
                .image("registry.example.com/shop/" + image)
                .ports(List.of(ContainerPort.builder().name(portName).number(port).build()))
                .liveness(Probe.fromHttpGet("/livez", onPort))
                .readiness(Probe.fromHttpGet("/readyz", onPort))
                .build();
    }

    private static DeploymentExposeViaServiceOptions http(final String name) {
        return DeploymentExposeViaServiceOptions.builder()
                .name(name)
                .ports(List.of(ServicePort.builder().name("http").port(80).targetPort(8080).build()))
                .build();
    }

    private Shop() {
    }
}
