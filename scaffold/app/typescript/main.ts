import { build } from './app';

build().synth();
