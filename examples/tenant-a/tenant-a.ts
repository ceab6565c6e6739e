import { App, Chart } from 'cdk8s';
import { HardenedApp, Port, Quantity, Quota, SecureDeployment, SecurityProfile, Tenant, Waivers } from 'cdk8s-hardened';
import * as kplus from 'cdk8s-plus-27';

const probes = {
  liveness: kplus.Probe.fromTcpSocket({ port: 80 }),
  readiness: kplus.Probe.fromHttpGet('/readyz', { port: 80 }),
};

/** One tenant of two workloads: the backend takes connections from the frontend alone, on TCP 80, and nobody else reaches either of them. */
export function build(): App {
  const app = new HardenedApp({ profile: SecurityProfile.restricted({ registries: ['registry.example.com'] }) });
  const tenant = new Tenant(new Chart(app, 'tenant-a'), 'tenant-a', {
    quota: Quota.of({
      pods: 12,
      requestsCpu: Quantity.cores(2),
      requestsMemory: Quantity.gibibytes(3),
      requestsEphemeralStorage: Quantity.gibibytes(1),
      limitsCpu: Quantity.cores(6),
      limitsMemory: Quantity.gibibytes(3),
      limitsEphemeralStorage: Quantity.gibibytes(3),
    }),
  });
  const [frontend, backend] = [['frontend', '4d7c1b60a5e9f2837b1c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a'], ['backend', '9b1e7f3c5a2d8064c1b0a9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c3b2a1f0e9d8']]
    .map(([name, digest]) => new SecureDeployment(tenant, name, {
      containers: [{ image: `registry.example.com/tenant-a/${name}:1.0.0@sha256:${digest}`, ports: [{ name: 'http', number: 80 }], ...probes }],
      podMetadata: { labels: { segment: name } },
    }));
  for (const workload of [frontend, backend]) {
    Waivers.of(workload).add('no-privileged-container-port', { reason: 'the images listen on port 80, which container runtimes let any user bind' });
  }
  backend.allowFrom(frontend, Port.tcp(80));
  return app;
}
