import { App, Chart, Size } from 'cdk8s';
import { HardenedApp, HardenedNamespace, Peer, Quantity, Quota, SecureDeployment } from 'cdk8s-hardened';
import * as kplus from 'cdk8s-plus-27';
import { profile } from './profile';

/** A namespace with one service, which the ingress controller reaches. */
export function build(): App {
  const app = new HardenedApp({ profile });
  const chart = new Chart(app, 'web');
  const namespace = new HardenedNamespace(chart, 'web', {
    // three pods, and as many that are still terminating during an update
    quota: Quota.of({
      pods: 6,
      requestsCpu: Quantity.cores(1), requestsMemory: Quantity.gibibytes(2), requestsEphemeralStorage: Quantity.gibibytes(1),
      limitsCpu: Quantity.cores(3), limitsMemory: Quantity.gibibytes(2), limitsEphemeralStorage: Quantity.gibibytes(2),
    }),
  });
  const web = new SecureDeployment(namespace, 'web', {
    containers: [{
      // an image of your own, by its digest: `crane digest IMAGE` prints it
      image: 'registry.example.com/web:1.0.0@sha256:3c6b1f0f5f1f1f7a3dd6a9a38f4a5b0a2f0d6b9d7a42b4bd1bb0f4ed0a7f6c51',
      ports: [{ name: 'http', number: 8080 }],
      liveness: kplus.Probe.fromHttpGet('/livez', { port: 8080 }),
      readiness: kplus.Probe.fromHttpGet('/readyz', { port: 8080 }),
    }],
  });
  web.writable('/tmp', Size.mebibytes(64));
  web.exposeViaService({ name: 'web', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
  web.allowFrom(Peer.namespace('ingress-nginx'));
  return app;
}
