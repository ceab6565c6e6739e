import { build } from './cluster';

build().synth();
