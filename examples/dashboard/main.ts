import { build } from './headlamp';

build().synth();
