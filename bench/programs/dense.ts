import { ApiObject, App, Chart } from 'cdk8s';
import { HardenedApp } from 'cdk8s-hardened';
import { report } from './report';

/** `dense <ours|cdk8s> <layers> <width> <outdir>`: layers of objects, each of which depends on every one of the layer before. */
const [, , contender, layers, width, outdir] = process.argv;
const app = contender === 'ours' ? new HardenedApp({ outdir }) : new App({ outdir });
const chart = new Chart(app, 'dense');
let before: ApiObject[] = [];
for (let layer = 0; layer < Number(layers); layer++) {
  const objects = Array.from({ length: Number(width) }, (_, i) => new ApiObject(chart, `object-${layer}-${i}`, {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'shop' }, data: { key: 'value' },
  }));
  objects.forEach((object) => object.addDependency(...before));
  before = objects;
}
const start = performance.now();
app.synth();
report({ synth: performance.now() - start, cpu: process.cpuUsage().user / 1000 });
