import { build } from './shop';

build().synth();
