import { createRequire } from 'module';
import { report } from './report';

/** `load require <outdir>`: what it takes to load the peers, then the library, and then to write the first app. */
const load = createRequire(__filename);
const [, , , outdir] = process.argv;
const start = performance.now();
load('cdk8s-plus-27');
const { Chart } = load('cdk8s') as typeof import('cdk8s');
const peers = performance.now();
const { HardenedApp, HardenedNamespace, SecureDeployment } = load('cdk8s-hardened') as typeof import('cdk8s-hardened');
const loaded = performance.now();
const app = new HardenedApp({ outdir });
const chart = new Chart(app, 'shop', { namespace: 'shop' });
new HardenedNamespace(chart, 'shop');
new SecureDeployment(chart, 'web', { containers: [{ image: `registry.example.com/shop/web:1.4.2@sha256:${'a'.repeat(64)}`, portNumber: 8080 }] });
app.synth();
report({ theirs: peers - start, ours: loaded - peers, synth: performance.now() - loaded });
