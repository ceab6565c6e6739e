import { createRequire } from 'module';
import { report } from './report';

/** `load require`: what it takes to load the peers, and then the library. */
const load = createRequire(__filename);
const start = performance.now();
load('cdk8s-plus-27');
const peers = performance.now();
load('cdk8s-hardened');
report({ theirs: peers - start, ours: performance.now() - peers });
