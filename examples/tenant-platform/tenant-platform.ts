import { App, Chart } from 'cdk8s';
import { HardenedApp, HardenedNamespace, HostAccess, Peer, PodSecurityLevel, Port, Quantity, Quota, SecureDaemonSet } from 'cdk8s-hardened';
import * as kplus from 'cdk8s-plus-27';
import { profile } from './profile';
import { payments, reports, storefront } from './tenants';

/** Ships the logs of all tenants to a collector outside of the cluster. It reads files of the node, so that it lives apart from them. */
function logging(chart: Chart): void {
  const namespace = new HardenedNamespace(chart, 'logging', {
    podSecurityLevel: PodSecurityLevel.PRIVILEGED,
    podSecurityReason: 'the log shipper reads the files of the node',
    quota: Quota.of({
      pods: 20, requestsCpu: Quantity.cores(4), requestsMemory: Quantity.gibibytes(8), requestsEphemeralStorage: Quantity.gibibytes(4),
      limitsCpu: Quantity.cores(20), limitsMemory: Quantity.gibibytes(8), limitsEphemeralStorage: Quantity.gibibytes(8),
    }),
  });
  const shipper = new SecureDaemonSet(namespace, 'shipper', {
    containers: [{
      image: 'registry.example.com/platform/shipper:4.1.0@sha256:6e5d4c3b2a1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d',
      ports: [{ name: 'http', number: 2020 }],
      liveness: kplus.Probe.fromHttpGet('/livez', { port: 2020 }),
      readiness: kplus.Probe.fromHttpGet('/readyz', { port: 2020 }),
    }],
    hostAccess: [HostAccess.readOnlyPath('/var/log/pods', 'ships the logs of all pods of the node')],
  });
  shipper.allowTo(Peer.cidr('10.30.0.0/28'), Port.tcp(24224));
}

/** A platform of three tenants: customers reach the storefront, the storefront and the reports reach the payments, and nobody else reaches anybody. */
export function build(): App {
  const app = new HardenedApp({ profile });
  const { web, cart } = storefront(new Chart(app, 'storefront'));
  const { gateway, ledger } = payments(new Chart(app, 'payments'));
  const { reporter } = reports(new Chart(app, 'reports'));
  web.allowTo(gateway, Port.tcpNamed('http'));
  reporter.allowTo(ledger, Port.tcpNamed('http'));
  for (const workload of [cart, ledger]) workload.allowTo(Peer.cidr('10.20.0.0/28'), Port.tcp(5432));
  logging(new Chart(app, 'logging'));
  return app;
}
