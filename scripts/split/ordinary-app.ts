/** What an app does that is not special: two of the examples, and an app as people begin, with findings. `scripts/split/called.ts` runs it. */
import { Chart, Cron, Size } from 'cdk8s';
import { HardenedApp, HardenedNamespace, Quantity, Quota, SecureCronJob, SecureDeployment, SecureStatefulSet, SecurityProfile } from 'cdk8s-hardened';
import * as kplus from 'cdk8s-plus-27';
import { build as buildShop } from '../../examples/shop/shop';
import { build as buildTenant } from '../../examples/tenant-a/tenant-a';

buildShop().synth();
buildTenant().synth();

function begun(image: string, quota?: Quota): HardenedApp {
  const app = new HardenedApp({ profile: SecurityProfile.restricted({ registries: ['docker.io/library'] }) });
  const chart = new Chart(app, 'begun', { namespace: 'begun' });
  new HardenedNamespace(chart, 'begun', { quota });
  const containers = [{ image, portNumber: 8080 }];
  const web = new SecureDeployment(chart, 'web', { containers });
  web.writable('/tmp', Size.mebibytes(64));
  const service = web.exposeViaService({ name: 'web', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
  new kplus.Ingress(chart, 'ingress').addHostRule('begun.example.com', '/', kplus.IngressBackend.fromService(service));
  new kplus.ConfigMap(chart, 'settings', { data: { color: 'blue' } });
  new SecureCronJob(chart, 'report', { schedule: Cron.daily(), containers });
  new SecureStatefulSet(chart, 'store', { containers });
  return app;
}

begun('docker.io/library/nginx:1.27.1').synth();
begun('docker.io/library/nginx:1.27.1', Quota.of({ pods: 2, requestsCpu: Quantity.cores(1) })).synth();
try {
  begun('nginx:latest').synth();
} catch {
  // what makes it an error is reported as well
}
