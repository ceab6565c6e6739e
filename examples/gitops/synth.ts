import { build, CLUSTERS } from './clusters';

for (const cluster of CLUSTERS) build(cluster).synth();
