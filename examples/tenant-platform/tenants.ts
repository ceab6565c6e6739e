import { ApiObject } from 'cdk8s';
import {
  ExternalSecretMount, Port, Quantity, Quota, ScopedRole, SecretStore, SecretStoreProvider, SecureDeployment, Tenant, TenantProps, Verb,
} from 'cdk8s-hardened';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { service } from './service';

const quota = (services: number): Quota => Quota.of({
  // two pods of each service, and as many that are still terminating during an update
  pods: 4 * services,
  requestsCpu: Quantity.cores(services),
  requestsMemory: Quantity.gibibytes(services),
  requestsEphemeralStorage: Quantity.gibibytes(services),
  limitsCpu: Quantity.cores(2 * services),
  limitsMemory: Quantity.gibibytes(services),
  limitsEphemeralStorage: Quantity.gibibytes(services),
});

/** A tenant with what each of them has: people who look on and who operate, and a monitor for all its services. */
function tenant(scope: Construct, name: string, services: number, props: Partial<TenantProps> = {}): Tenant {
  const made = new Tenant(scope, name, { quota: quota(services), viewers: [`${name}-developers`], operators: [`${name}-on-call`], ...props });
  new ApiObject(made, 'monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'services' },
    spec: { selector: { matchLabels: { metrics: 'scraped' } }, endpoints: [{ port: 'metrics' }] },
  });
  return made;
}

/** A file with the password of a database, from the secret manager of the cloud. */
function mountPassword(scope: Tenant, workload: SecureDeployment, key: string): void {
  const provider = SecretStoreProvider.aws({ region: 'eu-central-1', roleArn: `arn:aws:iam::111122223333:role/${scope.name}-secrets` });
  workload.mounts.add(ExternalSecretMount.of('database', new SecretStore(scope, 'store', { provider }), '/var/run/secrets/database', { keys: { password: { key } } }));
}

/** The shop, which customers reach; it asks the tenant `payments` for payments, and nobody else. */
export function storefront(scope: Construct): { readonly web: SecureDeployment; readonly cart: SecureDeployment } {
  const home = tenant(scope, 'storefront', 2, { connectsTo: ['payments'] });
  const { workload: web, service: entry } = service(home, { name: 'web', version: '3.2.0', digest: '1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c3b2a1f0e' });
  const { workload: cart } = service(home, { name: 'cart', version: '2.0.1', digest: '2a1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c3b2a1f' });
  cart.allowFrom(web, Port.tcpNamed('http'));
  const host = 'shop.example.com';
  const certificate = kplus.Secret.fromSecretName(home, 'certificate', 'shop-example-com-tls');
  const ingress = new kplus.Ingress(home, 'ingress', { className: 'nginx', tls: [{ hosts: [host], secret: certificate }] });
  ingress.addHostRule(host, '/', kplus.IngressBackend.fromService(entry, { port: 80 }), kplus.HttpIngressPathType.PREFIX);
  return { web, cart };
}

/** The tenant that keeps the secrets: its `ledger` reads them from the secret manager of the cloud. */
export function payments(scope: Construct): { readonly gateway: SecureDeployment; readonly ledger: SecureDeployment } {
  const home = tenant(scope, 'payments', 2);
  const { workload: gateway } = service(home, { name: 'gateway', version: '1.9.0', digest: '3b2a1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c3b2a' });
  const { workload: ledger } = service(home, { name: 'ledger', version: '1.9.0', digest: '4c3b2a1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c3b' });
  ledger.allowFrom(gateway, Port.tcpNamed('http'));
  mountPassword(home, ledger, 'payments/database');
  return { gateway, ledger };
}

/** Reports, which read what the tenant `payments` has booked, and a flag of their own by the API server. */
export function reports(scope: Construct): { readonly reporter: SecureDeployment } {
  const home = tenant(scope, 'reports', 2, { connectsTo: ['payments'] });
  const { workload: reporter } = service(home, { name: 'reporter', version: '0.4.0', digest: '5d4c3b2a1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c' });
  mountPassword(home, reporter, 'reports/database');
  new ScopedRole(home, 'flags', { rules: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: [Verb.GET] }] }).bindTo(reporter);
  return { reporter };
}
