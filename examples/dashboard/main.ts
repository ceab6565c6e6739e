import { build } from './dashboard';

build().synth();
