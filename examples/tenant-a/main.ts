import { build } from './tenant-a';

build().synth();
