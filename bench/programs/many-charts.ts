import { ApiObject, App, Chart } from 'cdk8s';
import { HardenedApp, SecureDeployment } from 'cdk8s-hardened';
import { CONTAINER } from './container';
import { report } from './report';

/**
 * `many-charts <ours|cdk8s|constructs> <charts> <outdir>`: five objects in each chart. For `ours` and `cdk8s` the tree is the same, of raw objects that say
 * what a SecureDeployment with a Service renders, so that the control engine has all of it to judge; `constructs` builds them by our constructs.
 */
const [, , contender, count, outdir] = process.argv;

function service(chart: Chart): void {
  new SecureDeployment(chart, 'service', { containers: [CONTAINER] }).exposeViaService();
}

function templates(): string {
  const app = new HardenedApp();
  service(new Chart(app, 'template', { namespace: 'shop', disableResourceNameHashes: true }));
  return JSON.stringify(app.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson()));
}

const start = performance.now();
const app = contender === 'cdk8s' ? new App({ outdir }) : new HardenedApp({ outdir });
const text = templates();
for (let i = 0; i < Number(count); i++) {
  const chart = new Chart(app, `chart-${i}`, { namespace: 'shop' });
  if (contender === 'constructs') service(chart);
  else JSON.parse(text.replaceAll('template-service', `service-${i}`)).forEach((manifest: any, j: number) => new ApiObject(chart, `object-${j}`, manifest));
}
const built = performance.now();
app.synth();
report({ build: built - start, synth: performance.now() - built, cpu: process.cpuUsage().user / 1000 });
