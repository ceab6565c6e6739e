import { build } from './shop';

build(process.argv.includes('--watched')).synth();
