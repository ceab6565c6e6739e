import { App, Chart, Size } from 'cdk8s';
import { HardenedApp, HardenedNamespace, Peer, Port, Quantity, Quota, RuntimeEngine, RuntimeGuard, ScopedRole, SecureDeployment, Verb } from 'cdk8s-hardened';
import * as kplus from 'cdk8s-plus-27';
import { profile } from './profile';

/** The probes ask different questions: a process that waits for its database is alive, but not ready. */
const probes = (port: number) => ({
  liveness: kplus.Probe.fromHttpGet('/livez', { port }),
  readiness: kplus.Probe.fromHttpGet('/readyz', { port }),
});

/**
 * A small shop: customers reach the frontend, the frontend the api, and the api and the worker a database outside the cluster.
 *
 * @param isWatched whether Falco and Tetragon are in the cluster and watch it
 */
export function build(isWatched = false): App {
  const app = new HardenedApp({ profile });
  const chart = new Chart(app, 'shop');

  const shop = new HardenedNamespace(chart, 'shop', {
    // three workloads of three replicas, and as many pods that are still terminating during an update
    quota: Quota.of({
      pods: 18,
      requestsCpu: Quantity.cores(2),
      requestsMemory: Quantity.gibibytes(5),
      requestsEphemeralStorage: Quantity.gibibytes(2),
      limitsCpu: Quantity.cores(9),
      limitsMemory: Quantity.gibibytes(5),
      limitsEphemeralStorage: Quantity.gibibytes(5),
    }),
  });
  const database = { peer: Peer.cidr('10.20.0.0/28'), port: Port.tcp(5432) };
  const credentials = kplus.Secret.fromSecretName(chart, 'database-credentials', 'database-credentials');

  const frontend = new SecureDeployment(shop, 'frontend', {
    containers: [{
      image: 'registry.example.com/shop/frontend:2.7.0@sha256:3c6b1f0f5f1f1f7a3dd6a9a38f4a5b0a2f0d6b9d7a42b4bd1bb0f4ed0a7f6c51',
      ports: [{ name: 'http', number: 8080 }],
      ...probes(8080),
    }],
  });
  frontend.writable('/tmp', Size.mebibytes(64));
  frontend.exposeViaService({ name: 'frontend', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
  frontend.allowFrom(Peer.namespace('ingress-nginx'));

  const api = new SecureDeployment(shop, 'api', {
    containers: [{
      image: 'registry.example.com/shop/api:1.4.2@sha256:8a5edab282632443219e051e4ade2d1d5bbc671c781051bf1437897cbdfea0f1',
      ports: [{ name: 'http', number: 8080 }],
      ...probes(8080),
    }],
  });
  api.exposeViaService({ name: 'api', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
  api.mountSecret(credentials, '/var/run/secrets/database');
  api.allowFrom(frontend);
  api.allowTo(database.peer, database.port);

  const worker = new SecureDeployment(shop, 'worker', {
    containers: [{
      image: 'registry.example.com/shop/worker:1.4.2@sha256:0f4e1c9a7b6d5e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f',
      ports: [{ name: 'metrics', number: 9090 }],
      ...probes(9090),
    }],
  });
  worker.mountSecret(credentials, '/var/run/secrets/database');
  worker.allowFrom(Peer.namespace('monitoring'));
  worker.allowTo(database.peer, database.port);

  const flags = new ScopedRole(shop, 'flags-reader', {
    rules: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: [Verb.GET, Verb.WATCH] }],
  });
  flags.bindTo(worker);

  if (isWatched) {
    const guard = new RuntimeGuard(new Chart(app, 'runtime'), 'guard', { engines: [RuntimeEngine.FALCO, RuntimeEngine.TETRAGON] });
    guard.watch(frontend, '/usr/local/bin/frontend');
    guard.watch(api, '/usr/local/bin/api');
    guard.watch(worker, '/usr/local/bin/worker', '/usr/local/bin/thumbnail');
  }
  return app;
}
