import { App, Chart } from 'cdk8s';
import { HardenedApp, SecureDeployment } from 'cdk8s-hardened';
import { CONTAINER } from './container';
import { plainService } from './plain-service';
import { report } from './report';

/** `one-chart <ours|cdk8s|plain App> <workloads> <outdir>`: so many Deployments in one chart, each with ServiceAccount, budget and NetworkPolicy. */
const [, , contender, count, outdir] = process.argv;
const start = performance.now();
const used = process.cpuUsage();
const app = contender === 'ours' ? new HardenedApp({ outdir }) : new App({ outdir });
const chart = new Chart(app, 'shop', { namespace: 'shop' });
for (let i = 0; i < Number(count); i++) {
  if (contender === 'cdk8s') plainService(chart, `service-${i}`);
  else new SecureDeployment(chart, `service-${i}`, { containers: [CONTAINER] });
}
const built = performance.now();
app.synth();
report({ build: built - start, synth: performance.now() - built, total: performance.now() - start, cpu: process.cpuUsage(used).user / 1000 });
